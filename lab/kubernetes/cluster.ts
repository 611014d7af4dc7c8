import { randomBytes, randomUUID } from 'node:crypto';
import type { LogLine, VoiceName } from '../containers/log-lines';
import type { Place } from '../containers/run-program';

/** Whatever is kept in a cluster; fields are read where they are needed. */
export type Thing = {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    resourceVersion?: string;
    generation?: number;
    creationTimestamp?: string;
    deletionTimestamp?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: { apiVersion: string; kind: string; name: string; uid: string; controller?: boolean }[];
  };
  // biome-ignore lint/suspicious/noExplicitAny: a manifest is a tree of any shape, and patches bring any other
  [field: string]: any;
};

/** What a program needs and says, by the label app of its pods. */
export type Program = {
  voice: VoiceName;
  server?: Place['server'];
  port: number;
  memoryBytes: number;
  cpuMillicores: number;
  /** Variables without which it ends at once. */
  needs: readonly string[];
};
/** What is known of a pod beside what it shows. */
export type PodFacts = { startedMs: number; said: LogLine[]; isHung?: boolean; killedMs?: number };

export type Cluster = {
  name: string;
  tokens: { read: string; write: string };
  things: Map<string, Thing>;
  facts: Map<string, PodFacts>;
  programs: Record<string, Program>;
  /** Images that can be pulled. */
  images: Set<string>;
  /** Names outside that can be looked up. */
  outside: Record<string, string>;
  version: number;
  lastMs: number;
};

export const plainName = (plural: string, group: string) => (group ? `${plural}.${group}` : plural);
const keyOf = (resource: string, namespace: string | undefined, name: string) => `${resource}/${namespace ?? ''}/${name}`;
export const shortId = (length = 5) => randomBytes(length).toString('hex').slice(0, length);

/** Keeps a thing, as new when it has no uid yet. */
export function keep(cluster: Cluster, resource: string, thing: Thing, atMs: number): Thing {
  cluster.version += 1;
  const { metadata } = thing;
  metadata.uid ??= randomUUID();
  metadata.creationTimestamp ??= new Date(Math.floor(atMs / 1_000) * 1_000).toISOString().replace('.000', '');
  metadata.resourceVersion = String(cluster.version);
  cluster.things.set(keyOf(resource, metadata.namespace, metadata.name), thing);
  return thing;
}

export function forget(cluster: Cluster, resource: string, { metadata }: Thing): void {
  cluster.version += 1;
  cluster.things.delete(keyOf(resource, metadata.namespace, metadata.name));
}

/** All of a sort, of one namespace or of all. */
export function thingsOf(cluster: Cluster, resource: string, namespace?: string): Thing[] {
  const found: Thing[] = [];
  for (const [key, thing] of cluster.things)
    if (key.startsWith(`${resource}/`) && (!namespace || thing.metadata.namespace === namespace)) found.push(thing);
  return found;
}

export const getThing = (cluster: Cluster, resource: string, namespace: string | undefined, name: string): Thing | undefined =>
  cluster.things.get(keyOf(resource, namespace, name));

/** Tells something of a thing, as `kubectl describe` shows it. The same is counted, not told again. */
export function tell(
  cluster: Cluster,
  about: Thing,
  of: { type: 'Normal' | 'Warning'; reason: string; message: string },
  atMs: number,
): void {
  const { namespace = 'default', name, uid } = about.metadata;
  const lastTimestamp = new Date(atMs).toISOString().replace(/\.\d+Z/, 'Z');
  const known = thingsOf(cluster, 'events', namespace).find(
    (event) => event.involvedObject.name === name && event.reason === of.reason && event.message === of.message,
  );
  if (known) return void Object.assign(known, { count: known.count + 1, lastTimestamp });
  const involvedObject = { kind: about.kind, namespace, name, uid };
  const metadata = { name: `${name}.${shortId(12)}`, namespace };
  keep(
    cluster,
    'events',
    { apiVersion: 'v1', kind: 'Event', metadata, involvedObject, ...of, count: 1, firstTimestamp: lastTimestamp, lastTimestamp },
    atMs,
  );
}

/** Whether labels are those of a selector of the simple sort. */
const hasLabels = (labels: Record<string, string> = {}, wanted: Record<string, string> = {}): boolean =>
  Object.entries(wanted).every(([name, value]) => labels[name] === value);

/** The pods that a workload owns or selects. */
export const podsOf = (cluster: Cluster, namespace: string | undefined, wanted: Record<string, string>): Thing[] =>
  thingsOf(cluster, 'pods', namespace).filter(({ metadata }) => hasLabels(metadata.labels, wanted));

/** Puts everything back as it was at the beginning; its tokens stay. */
export const resetCluster = (cluster: Cluster, make: (tokens: Cluster['tokens']) => Cluster): void =>
  void Object.assign(cluster, make(cluster.tokens));
