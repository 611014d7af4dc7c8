import type { X509Certificate } from 'node:crypto';

const DAY_MS = 86_400_000;

/** One certificate as it is shown. */
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

/** "CN=a\nO=b" on one line, its name first. */
function oneName(text: string | undefined): string {
  const parts = (text ?? '').split('\n').filter(Boolean);
  return (parts.find((part) => part.startsWith('CN='))?.slice(3) ?? parts.join(', ')) || '(no name)';
}

/** "DNS:a, IP Address:1.2.3.4" as a list of names. */
const namesOf = (text: string | undefined) =>
  (text ?? '')
    .split(/,\s*/)
    .map((entry) => entry.replace(/^(?:DNS|IP Address|URI|email):/, '').replace(/^"|"$/g, ''))
    .filter(Boolean);

/** What a certificate says. Pure; takes the clock. */
export function viewCertificate(certificate: X509Certificate, now: number): CertificateView {
  const end = Date.parse(certificate.validTo);
  return {
    subject: oneName(certificate.subject),
    issuer: oneName(certificate.issuer),
    names: namesOf(certificate.subjectAltName),
    validFrom: new Date(certificate.validFrom).toISOString(),
    validTo: new Date(end).toISOString(),
    daysLeft: Math.floor((end - now) / DAY_MS),
    serial: certificate.serialNumber,
    fingerprint: certificate.fingerprint256,
  };
}
