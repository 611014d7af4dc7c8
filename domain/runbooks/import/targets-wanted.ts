import type { Target } from '../schema';
import type { Peer, Recognised } from './recognise/recognised';
import type { WantedTarget } from './schema';

const LONGEST = 63;

export const slugOf = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');

const named = (service: string, rest: string) => `${service}-${slugOf(rest) || 'peer'}`.slice(0, LONGEST).replace(/-+$/, '');

/** The target of the inventory that has this very address. */
function knownTarget(peer: Peer, service: string, targets: ReadonlyMap<string, Target>): Target | undefined {
  const all = [...targets.values()];
  if (peer.kind === 'postgres') return targets.get(`${service}-db`)?.kind === 'postgres' ? targets.get(`${service}-db`) : undefined;
  if (NAMES[peer.kind]) return [...all].find(({ name, kind }) => kind === peer.kind && name === `${service}-${NAMES[peer.kind]}`);
  if (peer.kind === 'http')
    return all.find((target) => target.kind === 'http' && peer.url !== undefined && target.url?.replace(/\/$/, '') === peer.url);
  return all.find((target) => peer.endpoint !== undefined && (target.url === peer.endpoint || target.egress.includes(peer.endpoint)));
}

/** What a target of this sort is called where a guide gives it no address. */
const NAMES: Partial<Record<Target['kind'], string>> = { docker: 'docker', kubernetes: 'cluster', redis: 'redis' };

function nameFor(peer: Peer, service: string): string {
  if (peer.kind === 'postgres') return named(service, 'db');
  if (peer.kind === 'http')
    return named(
      service,
      peer.called?.replace(/_?(?:base_?)?(?:url|host|endpoint)$/i, '') || peer.url?.replace(/^https?:\/\//, '') || 'api',
    );
  return named(service, NAMES[peer.kind] ?? 'network');
}

/** The target that a block is to run against: one of the inventory with that address, else one that is still to be added. */
export function wantTarget({ peer }: Recognised, service: string, targets: ReadonlyMap<string, Target>): WantedTarget {
  if (!peer) return { name: 'local', kind: 'host', known: true };
  const known = knownTarget(peer, service, targets);
  if (known) return { name: known.name, kind: known.kind, known: true };
  const name = nameFor(peer, service);
  const taken = targets.get(name);
  const fits = taken && (peer.kind === 'postgres' || peer.kind === 'http' || NAMES[peer.kind] ? taken.kind === peer.kind : true);
  const free = taken && !fits ? `${name.slice(0, LONGEST - 9)}-imported` : name;
  return {
    name: free,
    kind: peer.kind === 'dns' || peer.kind === 'tls' ? 'tcp' : peer.kind,
    ...(peer.url ? { url: peer.url } : {}),
    ...(peer.endpoint ? { egress: [peer.endpoint] } : {}),
    known: fits === true,
  };
}
