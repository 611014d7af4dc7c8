import { IN_BRACES, type KindFormat, REPEAT_FIELDS } from './kind-format';

/** A request; `{credential}` in a header is the target's own, not an input. */
export const http: KindFormat = {
  changes: true,
  repeats: true,
  targets: ['http'],
  ...IN_BRACES,
  namedValues: (body) => IN_BRACES.namedValues(body).filter((name) => name !== 'credential'),
  fields: ['status', 'headers', 'body', 'json', 'timings', 'clockSkewMs', 'redirects', 'truncated', 'error', ...REPEAT_FIELDS],
};
