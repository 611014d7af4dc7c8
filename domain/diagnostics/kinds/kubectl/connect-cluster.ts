import { bareHost, reach } from '../../egress';
import { notAvailable } from '../../outcome-errors';
import type { Outcome, ResolvedTarget } from '../../schema';
import { type ApiPeer, OutsideRefusal } from '../api/api-peer';
import { authorityOf, clientCertificate, tlsOf } from '../api/tls-of';
import { type ClusterAccess, isKubeconfig, readKubeconfig } from './kubeconfig';

/** Whatever a diagnostic sends is a GET, or held by the server itself to changing nothing. */
const isDry = (path: string) => new URL(path, 'http://cluster').searchParams.getAll('dryRun').join() === 'All';

const allowsFor =
  (effect: string): ApiPeer['allows'] =>
  (method, path) =>
    effect !== 'read' || method === 'GET' || isDry(path);

function accessOf({ credential }: ResolvedTarget): ClusterAccess | { problem: string } {
  if (!credential) return { headers: {} };
  if (isKubeconfig(credential)) return readKubeconfig(credential);
  const certificate = clientCertificate(credential);
  return certificate ? { headers: {}, ...certificate } : { headers: { authorization: `Bearer ${credential}` } };
}

/** The server of the target's cluster as a peer; an outcome when the console has no way to it. Throws OutsideRefusal when it may not be reached. */
export async function connectCluster(target: ResolvedTarget, effect: string, signal: AbortSignal): Promise<ApiPeer | { outcome: Outcome }> {
  const access = accessOf(target);
  if ('problem' in access) return { outcome: notAvailable(`the kubeconfig of ${target.name} cannot be used: ${access.problem}`) };
  const server = target.url ?? access.server;
  if (!server)
    return {
      outcome: notAvailable(`the target ${target.name} has neither a kubeconfig nor an address; add "read" or "url" to it in targets.yaml`),
    };
  if (!URL.canParse(server) || !/^https?:$/.test(new URL(server).protocol))
    return { outcome: notAvailable(`${server} of ${target.name} is no https:// address`) };
  const url = new URL(server);
  const host = bareHost(url.hostname);
  const secured = url.protocol === 'https:';
  const port = Number(url.port) || (secured ? 443 : 80);
  const reached = await reach(target, { host, port }, signal);
  if ('error' in reached) throw new OutsideRefusal(reached.error);
  const isHere = reached.addresses.every(({ address }) => /^(?:127\.|::1$)/.test(address));
  if (!secured && !isHere && target.credential)
    return { outcome: notAvailable(`${target.name} would get its credential unencrypted; give it an https:// address`) };
  const { headers, cert, key, servername, rejectUnauthorized } = access;
  const ca = (await authorityOf(target)) ?? access.ca;
  return {
    where: `${target.name} (${host}:${port})`,
    at: { url, addresses: reached.addresses },
    headers,
    ...(secured ? { tls: tlsOf(host, { ca, cert, key, servername, rejectUnauthorized }) } : {}),
    allows: allowsFor(effect),
  };
}
