import { type Concern, failing, warning } from '../concern';
import type { Condition, Pod, Thing, Workload } from './objects';

/** A container that waits for one of these does not start by itself. */
const STUCK = new Set([
  'CrashLoopBackOff',
  'ImagePullBackOff',
  'ErrImagePull',
  'InvalidImageName',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
]);
/** So long after it a kill for memory is news. */
const RECENT_MS = 3_600_000;
const RESTARTS_NOTED = 5;

/** The one word that kubectl shows for a pod. */
export function podReason({ metadata, status = {} }: Pod): string {
  if (metadata.deletionTimestamp) return 'Terminating';
  for (const { state } of status.initContainerStatuses ?? []) {
    if (state?.waiting?.reason && state.waiting.reason !== 'PodInitializing') return `Init:${state.waiting.reason}`;
    if (state?.terminated && state.terminated.exitCode !== 0) return 'Init:Error';
  }
  for (const { state } of status.containerStatuses ?? []) {
    if (state?.waiting?.reason) return state.waiting.reason;
    if (state?.terminated?.reason && status.phase !== 'Succeeded') return state.terminated.reason;
  }
  return status.reason ?? status.phase ?? 'Unknown';
}

export function podReady({ spec, status = {} }: Pod): { ready: number; of: number; restarts: number } {
  const statuses = status.containerStatuses ?? [];
  return {
    ready: statuses.filter(({ ready }) => ready).length,
    of: spec?.containers.length ?? statuses.length,
    restarts: statuses.reduce((sum, { restartCount = 0 }) => sum + restartCount, 0),
  };
}

/** The words that tell more than the reason: why an image is not pulled, why no node takes it. */
function detail({ status = {} }: Pod): string {
  const waiting = status.containerStatuses?.find(({ state }) => state?.waiting?.message)?.state?.waiting?.message;
  const unscheduled = status.conditions?.find(({ type, status: is }) => type === 'PodScheduled' && is === 'False')?.message;
  const said = waiting ?? unscheduled ?? status.message;
  return said ? `: ${said}` : '';
}

export function judgePod(pod: Pod, nowMs = Date.now()): Concern[] {
  const { name } = pod.metadata;
  const reason = podReason(pod);
  const { ready, of, restarts } = podReady(pod);
  const isUnscheduled = pod.status?.conditions?.some(({ reason: why }) => why === 'Unschedulable') ?? false;
  if (reason === 'Terminating' || pod.status?.phase === 'Succeeded') return [];
  if (STUCK.has(reason.replace(/^Init:/, ''))) return [failing('stuck', `${name}: ${reason}${detail(pod)}`)];
  if (reason === 'OOMKilled') return [failing('oom_killed', `${name} was killed because it ran out of memory`)];
  if (pod.status?.phase === 'Failed' || reason === 'Error') return [failing('failed', `${name} failed: ${reason}${detail(pod)}`)];
  if (isUnscheduled) return [failing('unschedulable', `${name} fits on no node${detail(pod)}`)];
  const killed = pod.status?.containerStatuses?.find(({ lastState }) => lastState?.terminated?.reason === 'OOMKilled')?.lastState
    ?.terminated;
  if (killed) {
    const isRecent = nowMs - Date.parse(killed.finishedAt ?? '') < RECENT_MS;
    return [(isRecent ? failing : warning)('oom_killed', `${name} was restarted ${restarts} times, last because it ran out of memory`)];
  }
  if (ready < of) return [warning('not_ready', `${name} is ${reason}, ${ready} of ${of} containers ready${detail(pod)}`)];
  return restarts >= RESTARTS_NOTED ? [warning('restarts', `${name} was restarted ${restarts} times`)] : [];
}

const condition = (conditions: Condition[] | undefined, type: string) => conditions?.find((each) => each.type === type);

export function judgeWorkload({ metadata, spec, status = {} }: Workload): Concern[] {
  const wanted = spec?.replicas ?? status.desiredNumberScheduled ?? 1;
  const available = status.availableReplicas ?? status.numberAvailable ?? 0;
  const progressing = condition(status.conditions, 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded')
    return [failing('stuck', `the rollout of ${metadata.name} does not advance: ${progressing.message ?? progressing.reason}`)];
  if (wanted === 0) return [warning('scaled_to_zero', `${metadata.name} is scaled to 0: nothing answers`)];
  if (available === 0) return [failing('unavailable', `${metadata.name} has no available pod of ${wanted}`)];
  return available < wanted ? [warning('unavailable', `${metadata.name} has ${available} of ${wanted} pods available`)] : [];
}

type Subset = { addresses?: unknown[]; notReadyAddresses?: unknown[] };
export const addressesOf = (thing: Thing) => {
  const subsets = (thing.subsets ?? []) as Subset[];
  const count = (of: 'addresses' | 'notReadyAddresses') => subsets.reduce((sum, each) => sum + (each[of]?.length ?? 0), 0);
  return { ready: count('addresses'), notReady: count('notReadyAddresses') };
};

export function judgeEndpoints(thing: Thing): Concern[] {
  const { ready, notReady } = addressesOf(thing);
  if (ready > 0) return [];
  const why = notReady ? `its ${notReady} pods are not ready` : 'no pod matches its selector';
  return [failing('no_endpoints', `${thing.metadata.name} sends requests to nobody: ${why}`)];
}

export function judgeNode({ metadata, spec, status }: Thing): Concern[] {
  const conditions = status?.conditions as Condition[] | undefined;
  const ready = condition(conditions, 'Ready');
  const pressed = conditions?.filter(({ type, status: is }) => /Pressure$/.test(type) && is === 'True') ?? [];
  return [
    ...(ready && ready.status !== 'True' ? [failing('not_ready', `${metadata.name} is not ready: ${ready.message ?? ready.reason}`)] : []),
    ...pressed.map(({ type, message }) => failing('pressure', `${metadata.name}: ${type}${message ? `, ${message}` : ''}`)),
    ...(spec?.unschedulable ? [warning('cordoned', `${metadata.name} takes no new pods`)] : []),
  ];
}
