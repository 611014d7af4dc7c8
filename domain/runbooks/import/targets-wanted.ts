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

/** Of these a guide says no address: each service has its own, by this name. */
const NAMED_BY_SERVICE: Partial<Record<Target['kind'], string>> = { postgres: 'db', docker: 'docker', kubernetes: 'cluster' };

/** The target of the inventory that has this very address. */
function knownTarget(peer: Peer, service: string, targets: ReadonlyMap<string, Target>): Target | undefined {
  const all = [...targets.values()];
  const called = NAMED_BY_SERVICE[peer.kind];
  if (called) return targets.get(named(service, called))?.kind === peer.kind ? targets.get(named(service, called)) : undefined;
  if (peer.kind === 'http')
    return all.find((target) => target.kind === 'http' && peer.url !== undefined && target.url?.replace(/\/$/, '') === peer.url);
  return all.find((target) => peer.endpoint !== undefined && (target.url === peer.endpoint || target.egress.includes(peer.endpoint)));
}

function nameFor(peer: Peer, service: string): string {
  const called = NAMED_BY_SERVICE[peer.kind];
  if (called) return named(service, called);
  if (peer.kind === 'http')
    return named(
      service,
      peer.called?.replace(/_?(?:base_?)?(?:url|host|endpoint)$/i, '') || peer.url?.replace(/^https?:\/\//, '') || 'api',
    );
  return named(service, 'network');
}

/** The target that a block is to run against: one of the inventory with that address, else one that is still to be added. */
export function wantTarget({ peer }: Recognised, service: string, targets: ReadonlyMap<string, Target>): WantedTarget {
  if (!peer) return { name: 'local', kind: 'host', known: true };
  const known = knownTarget(peer, service, targets);
  if (known) return { name: known.name, kind: known.kind, known: true };
  const name = nameFor(peer, service);
  const taken = targets.get(name);
  const fits = taken && (NAMED_BY_SERVICE[peer.kind] || peer.kind === 'http' ? taken.kind === peer.kind : true);
  const free = taken && !fits ? `${name.slice(0, LONGEST - 9)}-imported` : name;
  return {
    name: free,
    kind: peer.kind === 'dns' || peer.kind === 'tls' ? 'tcp' : peer.kind,
    ...(peer.url ? { url: peer.url } : {}),
    ...(peer.endpoint ? { egress: [peer.endpoint] } : {}),
    known: fits === true,
  };
}
