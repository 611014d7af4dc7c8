import type { Resource } from '@/domain/runbooks/kinds/kubectl-resources';
import type { ApiPeer } from '../api/api-peer';
import { askJson } from '../api/ask-api';

export const MOST_OBJECTS = 500;

/** Whatever the server sends; fields are read where they are needed. */
export type Json = { [name: string]: Json } & Json[] & string & number & boolean;
export type Metadata = {
  name: string;
  namespace?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  generation?: number;
  ownerReferences?: { kind: string; name: string; uid: string }[];
} & Record<string, unknown>;
export type Thing<Spec = Record<string, unknown>, Status = Record<string, unknown>> = {
  apiVersion?: string;
  kind?: string;
  metadata: Metadata;
  spec?: Spec;
  status?: Status;
} & Record<string, unknown>;

export type ContainerState = {
  waiting?: { reason?: string; message?: string };
  running?: { startedAt?: string };
  terminated?: { reason?: string; exitCode?: number; finishedAt?: string };
};
export type ContainerStatus = { name: string; ready?: boolean; restartCount?: number; state?: ContainerState; lastState?: ContainerState };
type PodContainer = { name: string; image?: string; resources?: { limits?: Record<string, string>; requests?: Record<string, string> } };
export type Pod = Thing<
  { nodeName?: string; containers: PodContainer[] },
  {
    phase?: string;
    reason?: string;
    message?: string;
    podIP?: string;
    conditions?: Condition[];
    containerStatuses?: ContainerStatus[];
    initContainerStatuses?: ContainerStatus[];
  }
>;
export type Condition = { type: string; status: string; reason?: string; message?: string };
export type Selector = { matchLabels?: Record<string, string>; matchExpressions?: { key: string; operator: string; values?: string[] }[] };
export type Workload = Thing<
  { replicas?: number; selector?: Selector; template?: { metadata?: Partial<Metadata>; spec?: { containers?: PodContainer[] } } },
  {
    observedGeneration?: number;
    replicas?: number;
    updatedReplicas?: number;
    readyReplicas?: number;
    availableReplicas?: number;
    desiredNumberScheduled?: number;
    numberReady?: number;
    numberAvailable?: number;
    updatedNumberScheduled?: number;
    conditions?: Condition[];
  }
>;

type Where = Pick<Resource, 'plural' | 'group' | 'version' | 'namespaced'>;

/** The path of all of a sort, or of one of them; each name is one part of it. */
export function pathTo({ plural, group, version, namespaced }: Where, namespace?: string, name?: string, below?: string): string {
  const root = group ? `/apis/${group}/${version}` : `/api/${version}`;
  const within = namespaced && namespace ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${root}${within}/${plural}${name ? `/${encodeURIComponent(name)}` : ''}${below ? `/${below}` : ''}`;
}

export const getThing = <T extends Thing = Thing>(
  peer: ApiPeer,
  resource: Where,
  of: { namespace?: string; name: string },
  signal: AbortSignal,
): Promise<T> => askJson<T>(peer, { path: pathTo(resource, of.namespace, of.name) }, signal);

/** At most 500 of a sort; `truncated` when there are more. */
export async function listThings<T extends Thing = Thing>(
  peer: ApiPeer,
  resource: Where,
  of: { namespace?: string; selector?: string; fields?: string },
  signal: AbortSignal,
): Promise<{ items: T[]; truncated: boolean }> {
  const query = { labelSelector: of.selector, fieldSelector: of.fields, limit: MOST_OBJECTS };
  type List = { items?: T[]; metadata?: { continue?: string } };
  const { items = [], metadata } = await askJson<List>(peer, { path: pathTo(resource, of.namespace), query }, signal);
  // A server that does not heed the limit is cut.
  return { items: items.slice(0, MOST_OBJECTS), truncated: Boolean(metadata?.continue) || items.length > MOST_OBJECTS };
}

/** A selector of an object as one that is sent. */
export function selectorText({ matchLabels = {}, matchExpressions = [] }: Selector = {}): string {
  const labels = Object.entries(matchLabels).map(([name, value]) => `${name}=${value}`);
  const expressions = matchExpressions.map(({ key, operator, values = [] }) => {
    if (operator === 'Exists') return key;
    if (operator === 'DoesNotExist') return `!${key}`;
    return `${key} ${operator === 'In' ? 'in' : 'notin'} (${values.join(',')})`;
  });
  return [...labels, ...expressions].join(',');
}

/** How old, as kubectl writes it: 5d, 3h, 12m, 40s. */
export function ageOf({ creationTimestamp }: Pick<Metadata, 'creationTimestamp'>, nowMs = Date.now()): string {
  const seconds = Math.max(0, Math.floor((nowMs - Date.parse(creationTimestamp ?? '')) / 1_000));
  if (Number.isNaN(seconds)) return '';
  if (seconds < 120) return `${seconds}s`;
  if (seconds < 7_200) return `${Math.floor(seconds / 60)}m`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3_600)}h` : `${Math.floor(seconds / 86_400)}d`;
}
