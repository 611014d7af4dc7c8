import { access, constants } from 'node:fs/promises';
import { bareHost, reach } from '../../egress';
import { notAvailable } from '../../outcome-errors';
import type { Outcome, ResolvedTarget } from '../../schema';
import { type ApiPeer, OutsideRefusal } from '../api/api-peer';
import { authorityOf, clientCertificate, tlsOf } from '../api/tls-of';

const PLAIN_PORT = 2375;
const SECURED_PORT = 2376;
/** Besides GET: what an exec of an allowed command needs. */
const EXEC = /^\/(?:containers\/[^/?]+\/exec|exec\/[0-9a-f]+\/start)$/;

const allowsFor =
  (effect: string): ApiPeer['allows'] =>
  (method, path) =>
    effect !== 'read' || method === 'GET' || (method === 'POST' && EXEC.test(path));

const MISSING: Record<string, (path: string) => string> = {
  ENOENT: (path) => `there is no Docker socket at ${path}: no engine runs on this machine`,
  EACCES: (path) => `the console may not open ${path}: let its user into the group of the socket`,
};

async function atSocket(target: ResolvedTarget, url: URL, allows: ApiPeer['allows']): Promise<ApiPeer | { outcome: Outcome }> {
  const socketPath = decodeURIComponent(url.pathname);
  try {
    await access(socketPath, constants.R_OK | constants.W_OK);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    return { outcome: notAvailable(MISSING[code]?.(socketPath) ?? message) };
  }
  return { where: `${target.name} (${socketPath})`, at: { socketPath }, headers: {}, allows };
}

/** The engine of the target as a peer; an outcome when there is none on this machine. Throws OutsideRefusal when it may not be reached. */
export async function connectDocker(target: ResolvedTarget, effect: string, signal: AbortSignal): Promise<ApiPeer | { outcome: Outcome }> {
  const allows = allowsFor(effect);
  if (!target.url || !URL.canParse(target.url))
    return { outcome: notAvailable(`the target ${target.name} has no unix:// or tcp:// address; add "url" to it in targets.yaml`) };
  const url = new URL(target.url);
  if (url.protocol === 'unix:') return atSocket(target, url, allows);
  const certificate = clientCertificate(target.credential);
  const ca = await authorityOf(target);
  const secured = url.protocol === 'https:' || certificate !== undefined || ca !== undefined;
  const port = Number(url.port) || (secured ? SECURED_PORT : PLAIN_PORT);
  const host = bareHost(url.hostname);
  const reached = await reach({ ...target, url: `${host.includes(':') ? `[${host}]` : host}:${port}` }, { host, port }, signal);
  if ('error' in reached) throw new OutsideRefusal(reached.error);
  const asked = new URL(`${secured ? 'https' : 'http'}://${url.hostname}:${port}`);
  const where = `${target.name} (${url.hostname}:${port})`;
  return {
    where,
    at: { url: asked, addresses: reached.addresses },
    headers: {},
    allows,
    ...(secured ? { tls: tlsOf(host, { ...certificate, ca }) } : {}),
  };
}
