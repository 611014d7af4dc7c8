import { IN_BRACES, type KindFormat, REPEAT_FIELDS } from './kind-format';

/** `name TYPE @resolver`. */
export const dns: KindFormat = {
  changes: false,
  ...IN_BRACES,
  repeats: true,
  fields: ['resolved', 'name', 'type', 'records', 'ttl', 'servers', 'timings', 'error', ...REPEAT_FIELDS],
};

/** `host:port servername`. */
export const tls: KindFormat = {
  changes: false,
  ...IN_BRACES,
  fields: [
    ...['connected', 'valid', 'authorized', 'host', 'port', 'servername', 'protocol', 'cipher', 'subject', 'issuer', 'names'],
    ...['validFrom', 'validTo', 'daysLeft', 'serial', 'fingerprint', 'chain', 'timings', 'error'],
  ],
};

/** Words for what to measure; its fields depend on them. */
export const host: KindFormat = { changes: false, ...IN_BRACES };
