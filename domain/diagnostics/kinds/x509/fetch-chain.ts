import { X509Certificate } from 'node:crypto';
import { checkServerIdentity, type DetailedPeerCertificate } from 'node:tls';
import { endpointText, readEndpoint } from '../../egress';
import { networkError, type OutsideError } from '../../outcome-errors';
import type { ResolvedTarget } from '../../schema';
import { type Concern, failing } from '../concern';
import { openSocket } from '../tcp/open-socket';
import { handshake } from '../tls/handshake';

const MOST_CERTIFICATES = 10;

export type FetchedChain = { certificates: X509Certificate[]; problems: Concern[]; timings: Record<string, number> };

function certificatesOf(leaf: DetailedPeerCertificate): X509Certificate[] {
  const found: X509Certificate[] = [];
  const seen = new Set<string>();
  let each: DetailedPeerCertificate | undefined = leaf;
  while (each?.raw && !seen.has(each.fingerprint256) && found.length < MOST_CERTIFICATES) {
    seen.add(each.fingerprint256);
    found.push(new X509Certificate(each.raw));
    each = each.issuerCertificate;
  }
  return found;
}

/** The certificates that a server sends to whoever connects, and whether they are for its name. */
export async function fetchChain(
  target: ResolvedTarget,
  address: string,
  name: string | undefined,
  signal: AbortSignal,
): Promise<FetchedChain | { error: OutsideError }> {
  const endpoint = readEndpoint(address);
  if (!endpoint) return { error: { code: 'body', message: `"${address}" is not host:port` } };
  const servername = name ?? endpoint.host;
  const opened = await openSocket(target, endpoint, signal);
  if ('error' in opened) return opened;
  try {
    const startedAt = performance.now();
    const secure = await handshake(opened.socket, servername, signal);
    const peer = secure.getPeerCertificate(true);
    const misnamed = checkServerIdentity(servername, peer) !== undefined;
    return {
      certificates: certificatesOf(peer),
      problems: misnamed ? [failing('wrong_name', `the certificate is not for ${servername}`)] : [],
      timings: { ...opened.timings, tlsMs: performance.now() - startedAt },
    };
  } catch (error) {
    return { error: networkError(error, endpointText(endpoint)) };
  } finally {
    opened.socket.destroy();
  }
}
