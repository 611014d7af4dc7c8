import { X509Certificate } from 'node:crypto';

const PEM = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[\s\S]+?-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;
const MOST_CERTIFICATES = 500;

/** The certificates of a PEM file (as many as it holds, in their order) or of one in DER; null when there is none. */
export function readCertificates(bytes: Buffer): { certificates: X509Certificate[]; unreadable: number } | null {
  const blocks = bytes.toString('latin1').match(PEM)?.slice(0, MOST_CERTIFICATES);
  const certificates: X509Certificate[] = [];
  for (const block of blocks ?? [bytes]) {
    try {
      certificates.push(new X509Certificate(block));
    } catch {
      if (!blocks) return null;
    }
  }
  return { certificates, unreadable: (blocks?.length ?? 1) - certificates.length };
}
