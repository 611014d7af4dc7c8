import { X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate } from 'node:tls';
import { type CertificateView, viewCertificate } from '../certificate';

const CHAIN_SHOWN = 10;

/** The chain as the server sent it (and as it was completed), leaf first. Pure; takes the clock. */
export function chainOf(leaf: DetailedPeerCertificate, now: number): CertificateView[] {
  const chain: CertificateView[] = [];
  const seen = new Set<string>();
  let each: DetailedPeerCertificate | undefined = leaf;
  while (each?.subject && !seen.has(each.fingerprint256) && chain.length < CHAIN_SHOWN) {
    seen.add(each.fingerprint256);
    chain.push(viewCertificate(new X509Certificate(each.raw), now));
    each = each.issuerCertificate;
  }
  return chain;
}
