import type { DetailedPeerCertificate } from 'node:tls';

const DAY_MS = 86_400_000;
const CHAIN_SHOWN = 10;

export type CertificateView = {
  subject: string;
  issuer: string;
  names: string[];
  validFrom: string;
  validTo: string;
  daysLeft: number;
  serial: string;
  fingerprint: string;
};

const nameOf = (parts: Record<string, string | string[] | undefined> | undefined) => {
  const one = parts?.CN ?? parts?.O ?? parts?.OU ?? '';
  return Array.isArray(one) ? one.join(', ') : one;
};

/** "DNS:a, IP Address:1.2.3.4" as a list of names. */
const readNames = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/,\s*/)
    .map((entry) => entry.replace(/^(DNS|IP Address|URI|email):/, '').replace(/^"|"$/g, ''))
    .filter(Boolean);

const instant = (text: string) => {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? text : at.toISOString();
};

function view(certificate: DetailedPeerCertificate, now: number): CertificateView {
  const end = Date.parse(certificate.valid_to);
  return {
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    names: readNames(certificate.subjectaltname),
    validFrom: instant(certificate.valid_from),
    validTo: instant(certificate.valid_to),
    daysLeft: Number.isNaN(end) ? 0 : Math.floor((end - now) / DAY_MS),
    serial: certificate.serialNumber,
    fingerprint: certificate.fingerprint256,
  };
}

/** The chain as the server sent it (and as it was completed), leaf first. Pure; takes the clock. */
export function chainOf(leaf: DetailedPeerCertificate, now: number): CertificateView[] {
  const chain: CertificateView[] = [];
  const seen = new Set<string>();
  let each: DetailedPeerCertificate | undefined = leaf;
  while (each?.subject && !seen.has(each.fingerprint256) && chain.length < CHAIN_SHOWN) {
    seen.add(each.fingerprint256);
    chain.push(view(each, now));
    each = each.issuerCertificate;
  }
  return chain;
}
