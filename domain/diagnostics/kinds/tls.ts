import { checkServerIdentity, type TLSSocket } from 'node:tls';
import { type Endpoint, endpointText, readEndpoint, targetEndpoint } from '../egress';
import { errored, networkError, type OutsideError, stoppedEarly } from '../outcome-errors';
import type { Outcome, Runner } from '../schema';
import type { CertificateView } from './certificate';
import { oneLine, rounded } from './one-line';
import { openSocket } from './tcp/open-socket';
import { chainOf } from './tls/chain';
import { handshake } from './tls/handshake';

/** Why the certificate is not one for this name, now, from someone this machine trusts. */
function certificateProblem(secure: TLSSocket, servername: string, [leaf]: CertificateView[]): OutsideError | null {
  if (!leaf) return { code: 'no_certificate', message: 'the server sent no certificate' };
  if (leaf.daysLeft < 0) return { code: 'expired', message: `the certificate expired on ${leaf.validTo.slice(0, 10)}` };
  if (Date.parse(leaf.validFrom) > Date.now())
    return { code: 'not_yet_valid', message: `the certificate is valid only from ${leaf.validFrom}` };
  if (checkServerIdentity(servername, secure.getPeerCertificate()))
    return { code: 'wrong_name', message: `the certificate is for ${leaf.names.join(', ') || leaf.subject}, not for ${servername}` };
  const reason = secure.authorizationError as unknown as string | Error | null;
  if (!secure.authorized)
    return {
      code: 'untrusted',
      message: `this machine does not trust it: ${reason instanceof Error ? reason.message : (reason ?? 'unknown issuer')}`,
    };
  return null;
}

function report(
  where: string,
  data: { protocol: string | null; cipher: string; chain: CertificateView[] },
  problem: OutsideError | null,
): string {
  const [leaf] = data.chain;
  const lines = [
    `${where} ${data.protocol ?? ''} ${data.cipher}`,
    ...data.chain.map((each, depth) => `${depth}  ${each.subject}  issued by ${each.issuer}  until ${each.validTo.slice(0, 10)}`),
    `names: ${leaf?.names.join(', ') ?? ''}`,
    problem ? `not valid: ${problem.message}` : `valid for ${leaf?.daysLeft} more days`,
  ];
  return `${lines.join('\n')}\n`;
}

function failed(endpoint: Endpoint, error: OutsideError): Outcome {
  if (error.code === 'egress') return errored(error.code, error.message);
  return { status: 'completed', data: { connected: false, valid: false, authorized: false, ...endpoint, chain: [], names: [], error } };
}

/**
 * Shakes hands with `host:port [servername]` and looks at what it is shown; nothing is sent. Data: connected, valid, authorized, protocol, cipher,
 * subject, issuer, names, validFrom, validTo, daysLeft, chain, timings {dnsMs, connectMs, tlsMs}, error {code, message}.
 */
export const tls: Runner = async (request) => {
  const { target, signal, emit } = request;
  const [address = '', wantedName] = oneLine(request).split(/\s+/);
  const endpoint = address ? readEndpoint(address) : targetEndpoint(target);
  if (!endpoint)
    return errored('body', address ? `"${address}" is not host:port` : `the target ${target.name} has no address; write host:port`);
  const servername = wantedName ?? endpoint.host;
  if (!/^[a-z0-9_.:-]{1,253}$/i.test(servername)) return errored('body', `"${servername}" is not a server name`);
  const opened = await openSocket(target, endpoint, signal);
  try {
    if ('error' in opened) throw opened.error;
    const startedAt = performance.now();
    const secure = await handshake(opened.socket, servername, signal).catch((error) => {
      throw networkError(error, endpointText(endpoint));
    });
    const tlsMs = performance.now() - startedAt;
    const chain = chainOf(secure.getPeerCertificate(true), Date.now());
    const problem = certificateProblem(secure, servername, chain);
    const shown = { protocol: secure.getProtocol(), cipher: secure.getCipher().standardName ?? secure.getCipher().name, chain };
    await emit('stdout', report(endpointText(endpoint), shown, problem));
    const timings = rounded({ ...opened.timings, tlsMs });
    return {
      status: 'completed',
      data: {
        connected: true,
        valid: problem === null,
        authorized: secure.authorized,
        ...endpoint,
        servername,
        ...chain[0],
        ...shown,
        timings,
        error: problem,
      },
    };
  } catch (error) {
    if (signal.aborted) return stoppedEarly();
    if (error instanceof Error) throw error;
    const why = error as OutsideError;
    await emit('stderr', `${why.message}\n`);
    return failed(endpoint, why);
  } finally {
    if ('socket' in opened) opened.socket.destroy();
  }
};
