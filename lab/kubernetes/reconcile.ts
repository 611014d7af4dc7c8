import { createHash } from 'node:crypto';
import { type Cluster, forget, keep, type PodFacts, podsOf, shortId, type Thing, tell, thingsOf } from './cluster';
import { podStatus, wellbeing } from './pod-state';

const STEP_MS = 200;
const MOST_STEPS = 100;
const SURGE = 1;
const DEPLOYMENTS = 'deployments.apps';
const REPLICASETS = 'replicasets.apps';
const REVISION = 'deployment.kubernetes.io/revision';
const NODES = ['node-1', 'node-2'];

/** What is the same means the same, in whatever order it is written and with whatever is left open. */
const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const said = Object.entries(value).filter(([, each]) => each !== null);
  return Object.fromEntries(said.sort(([a], [b]) => a.localeCompare(b)).map(([name, each]) => [name, ordered(each)]));
};
const hashOf = (template: unknown) =>
  createHash('sha256')
    .update(JSON.stringify(ordered(template)))
    .digest('hex')
    .slice(0, 10);
const isReady = (cluster: Cluster, pod: Thing, atMs: number) => wellbeing(cluster, pod, atMs) === 'ready';
const owned = (cluster: Cluster, resource: string, owner: Thing) =>
  thingsOf(cluster, resource, owner.metadata.namespace).filter(({ metadata }) =>
    metadata.ownerReferences?.some(({ uid }) => uid === owner.metadata.uid),
  );
const ownedBy = ({ apiVersion, kind, metadata }: Thing) => [
  { apiVersion, kind, name: metadata.name, uid: metadata.uid ?? '', controller: true },
];

function addPod(cluster: Cluster, owner: Thing, name: string, atMs: number): Thing {
  const { namespace } = owner.metadata;
  const { metadata = {}, spec } = owner.spec.template;
  const address = `10.1.${cluster.version % 200}.${(cluster.facts.size % 250) + 2}`;
  const pod: Thing = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...structuredClone(metadata), name, namespace, ownerReferences: ownedBy(owner) },
    spec: { nodeName: NODES[cluster.version % NODES.length], restartPolicy: 'Always', ...structuredClone(spec) },
    status: { podIP: address },
  };
  keep(cluster, 'pods', pod, atMs);
  const facts: PodFacts = { startedMs: atMs, said: [] };
  cluster.facts.set(pod.metadata.uid ?? '', facts);
  tell(
    cluster,
    pod,
    { type: 'Normal', reason: 'Scheduled', message: `Successfully assigned ${namespace}/${name} to ${pod.spec.nodeName}` },
    atMs,
  );
  return pod;
}

function removePod(cluster: Cluster, pod: Thing): void {
  cluster.facts.delete(pod.metadata.uid ?? '');
  forget(cluster, 'pods', pod);
}

/** The replica set of a deployment's present template; a new template is a new revision. */
function presentSet(cluster: Cluster, deployment: Thing, atMs: number): Thing {
  const hash = hashOf(deployment.spec.template);
  const sets = owned(cluster, REPLICASETS, deployment);
  const known = sets.find(({ metadata }) => metadata.labels?.['pod-template-hash'] === hash);
  const last = Math.max(0, ...sets.map(({ metadata }) => Number(metadata.annotations?.[REVISION] ?? 0)));
  const revision = Number(known?.metadata.annotations?.[REVISION] ?? 0);
  if (known && revision === last) return known;
  deployment.metadata.annotations = { ...deployment.metadata.annotations, [REVISION]: String(last + 1) };
  if (known) {
    known.metadata.annotations = { ...known.metadata.annotations, [REVISION]: String(last + 1) };
    return known;
  }
  const { name, namespace } = deployment.metadata;
  const template = structuredClone(deployment.spec.template);
  const labels = { ...template.metadata.labels, 'pod-template-hash': hash };
  template.metadata.labels = labels;
  const metadata = {
    name: `${name}-${hash}`,
    namespace,
    labels,
    annotations: { [REVISION]: String(last + 1) },
    ownerReferences: ownedBy(deployment),
  };
  return keep(
    cluster,
    REPLICASETS,
    { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata, spec: { replicas: 0, selector: { matchLabels: labels }, template } },
    atMs,
  );
}

/** One step of a rolling update: one pod more than wanted at most, and never fewer ready ones. Whether it did something. */
function stepDeployment(cluster: Cluster, deployment: Thing, atMs: number): boolean {
  const wanted: number = deployment.spec.replicas ?? 1;
  const present = presentSet(cluster, deployment, atMs);
  const sets = owned(cluster, REPLICASETS, deployment);
  const pods = sets.map((set) => ({ set, pods: owned(cluster, 'pods', set) }));
  const all = pods.flatMap((each) => each.pods);
  const fresh = pods.find(({ set }) => set === present)?.pods ?? [];
  const old = all.filter((pod) => !fresh.includes(pod));
  const unready = old.find((pod) => !isReady(cluster, pod, atMs));
  const isSpare = all.filter((pod) => isReady(cluster, pod, atMs)).length > wanted;
  let did = true;
  if (fresh.length > wanted) removePod(cluster, fresh.at(-1) as Thing);
  else if (old[0] && (unready || isSpare)) removePod(cluster, unready ?? old[0]);
  else if (fresh.length < wanted && all.length < wanted + SURGE) addPod(cluster, present, `${present.metadata.name}-${shortId()}`, atMs);
  else did = false;
  for (const { set } of pods) set.spec.replicas = owned(cluster, 'pods', set).length;
  return did;
}

function stepStateful(cluster: Cluster, stateful: Thing, atMs: number): boolean {
  const wanted: number = stateful.spec.replicas ?? 1;
  const pods = owned(cluster, 'pods', stateful);
  const hash = hashOf(stateful.spec.template);
  const names = Array.from({ length: wanted }, (_, at) => `${stateful.metadata.name}-${at}`);
  const stale = pods.find(
    ({ metadata }) => !names.includes(metadata.name) || (metadata.annotations?.['practice/template'] ?? hash) !== hash,
  );
  if (stale) removePod(cluster, stale);
  const missing = names.find((name) => !owned(cluster, 'pods', stateful).some(({ metadata }) => metadata.name === name));
  if (missing) {
    const pod = addPod(cluster, stateful, missing, atMs);
    pod.metadata.annotations = { ...pod.metadata.annotations, 'practice/template': hash };
  }
  return stale !== undefined || missing !== undefined;
}

function workloadStatus(cluster: Cluster, workload: Thing, atMs: number) {
  const pods = podsOf(cluster, workload.metadata.namespace, workload.spec.selector.matchLabels);
  const hash = workload.kind === 'Deployment' ? presentSet(cluster, workload, atMs).metadata.labels?.['pod-template-hash'] : undefined;
  const updated = hash ? pods.filter(({ metadata }) => metadata.labels?.['pod-template-hash'] === hash) : pods;
  const ready = pods.filter((pod) => isReady(cluster, pod, atMs)).length;
  const wanted: number = workload.spec.replicas ?? 1;
  const youngest = Math.max(0, ...updated.map((pod) => cluster.facts.get(pod.metadata.uid ?? '')?.startedMs ?? 0));
  const deadlineMs = (workload.spec.progressDeadlineSeconds ?? 600) * 1_000;
  const late = updated.some((pod) => !isReady(cluster, pod, atMs)) && atMs - youngest > deadlineMs;
  const set = `ReplicaSet "${workload.metadata.name}-${hash}"`;
  const progressing = late
    ? { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: `${set} has timed out progressing.` }
    : { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable', message: `${set} has successfully progressed.` };
  const available = {
    type: 'Available',
    status: ready >= wanted ? 'True' : 'False',
    reason: ready >= wanted ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
  };
  const counts = { replicas: pods.length, updatedReplicas: updated.length, readyReplicas: ready, availableReplicas: ready };
  return {
    observedGeneration: workload.metadata.generation,
    ...counts,
    ...(hash ? { conditions: [available, progressing] } : { currentReplicas: pods.length }),
  };
}

const REASONS = {
  'no-image': ['Failed', (image: string) => `Failed to pull image "${image}": not found`],
  'no-variable': ['BackOff', () => 'Back-off restarting failed container'],
  'no-memory': ['BackOff', () => 'Back-off restarting failed container'],
} as const;

function settle(cluster: Cluster, atMs: number): void {
  for (const pod of thingsOf(cluster, 'pods')) {
    const status = podStatus(cluster, pod, atMs);
    const is = wellbeing(cluster, pod, atMs);
    if (JSON.stringify(status) === JSON.stringify(pod.status)) continue;
    if (Object.hasOwn(REASONS, is)) {
      const [reason, message] = REASONS[is as keyof typeof REASONS];
      tell(cluster, pod, { type: 'Warning', reason, message: message(pod.spec.containers[0].image) }, atMs);
    }
    pod.status = status;
    keep(cluster, 'pods', pod, atMs);
  }
  for (const resource of [DEPLOYMENTS, 'statefulsets.apps', REPLICASETS])
    for (const workload of thingsOf(cluster, resource)) {
      const status = resource === REPLICASETS ? { replicas: workload.spec.replicas } : workloadStatus(cluster, workload, atMs);
      if (JSON.stringify(status) === JSON.stringify(workload.status)) continue;
      workload.status = status;
      keep(cluster, resource, workload, atMs);
    }
}

/** Lets the time pass that went by since somebody looked: pods are made and ended as their workloads want it. */
export function advance(cluster: Cluster, nowMs = Date.now()): void {
  let atMs = cluster.lastMs;
  for (let step = 0; step < MOST_STEPS && atMs < nowMs; step += 1) {
    atMs = Math.min(nowMs, atMs + STEP_MS);
    const did = [
      ...thingsOf(cluster, DEPLOYMENTS).map((each) => stepDeployment(cluster, each, atMs)),
      ...thingsOf(cluster, 'statefulsets.apps').map((each) => stepStateful(cluster, each, atMs)),
    ];
    const waits = thingsOf(cluster, 'pods').some((pod) => wellbeing(cluster, pod, atMs) === 'starting');
    if (!did.includes(true) && !waits) break;
  }
  cluster.lastMs = nowMs;
  settle(cluster, nowMs);
}
