import { setTimeout as pause } from 'node:timers/promises';
import { flagValue } from '@/domain/runbooks/kinds/argv/read-command';
import { type Resource, resourceNamed } from '@/domain/runbooks/kinds/kubectl-resources';
import { printRows } from '../api/print-rows';
import { type Concern, failing } from '../concern';
import { judgePod, judgeWorkload } from './judge-things';
import type { KubectlAsk, KubectlVerb } from './kubectl-data';
import { ageOf, getThing, listThings, type Pod, selectorText, type Thing, type Workload } from './objects';

const WAIT_MS = 30_000;
const LOOK_EVERY_MS = 500;
const REVISION = 'deployment.kubernetes.io/revision';

type Progress = { complete: boolean; replicas: number; updated: number; available: number; said: string };

/** How far a rollout is, as kubectl reads it from the status. Pure. */
function progressOf({ metadata, spec, status = {} }: Workload): Progress {
  const replicas = spec?.replicas ?? status.desiredNumberScheduled ?? 1;
  const updated = status.updatedReplicas ?? status.updatedNumberScheduled ?? 0;
  const available = status.availableReplicas ?? status.numberAvailable ?? 0;
  const present = status.replicas ?? replicas;
  const base = { replicas, updated, available };
  if ((status.observedGeneration ?? 0) < (metadata.generation ?? 0))
    return { ...base, complete: false, said: 'the change has not been seen by the cluster yet' };
  if (updated < replicas) return { ...base, complete: false, said: `${updated} of ${replicas} new pods were made` };
  if (present > updated) return { ...base, complete: false, said: `${present - updated} old pods are still to end` };
  if (available < updated) return { ...base, complete: false, said: `${available} of ${updated} new pods are available` };
  return { ...base, complete: true, said: `all ${replicas} pods are new and available` };
}

/** What keeps new pods from starting: waiting longer would not help. */
async function obstacles({ peer, request }: KubectlAsk, workload: Workload): Promise<Concern[]> {
  const selector = selectorText(workload.spec?.selector);
  const of = { namespace: workload.metadata.namespace, selector };
  const { items } = await listThings<Pod>(peer, resourceNamed('pods') as Resource, of, request.signal);
  return items.flatMap((pod) => judgePod(pod)).filter(({ code, severity }) => severity === 'fail' && code !== 'oom_killed');
}

/** Waits until a rollout is complete or cannot become so, at most for `for` (30 s). */
export const rolloutStatus: KubectlVerb = async (ask) => {
  const { peer, command, request } = ask;
  const { resource, name = '' } = command.about as { resource: Resource; name?: string };
  const where = { namespace: flagValue(command, 'namespace'), name };
  const waitMs = flagValue(command, 'watch') === 'false' ? 0 : (request.block.forMs ?? WAIT_MS);
  const deadline = performance.now() + waitMs;
  let said = '';
  for (;;) {
    const workload = await getThing<Workload>(peer, resource, where, request.signal);
    const progress = progressOf(workload);
    if (progress.said !== said) await request.emit('stdout', `${name}: ${progress.said}\n`);
    said = progress.said;
    const { complete, replicas, updated, available } = progress;
    const told = { complete, replicas, updated, available };
    if (complete) return { ...told, problems: [] };
    const stuck = [...judgeWorkload(workload).filter(({ code }) => code === 'stuck'), ...(await obstacles(ask, workload))];
    if (stuck.length) return { ...told, problems: stuck };
    if (performance.now() >= deadline || request.signal.aborted)
      return { ...told, bounded: true, problems: [failing('incomplete', `the rollout of ${name} is not complete: ${said}`)] };
    await pause(LOOK_EVERY_MS, undefined, { signal: request.signal }).catch(() => {});
  }
};

/** The replica sets of a deployment with their revisions, the newest first. */
export async function revisionsOf({ peer, request }: KubectlAsk, deployment: Workload): Promise<{ revision: number; set: Workload }[]> {
  const of = { namespace: deployment.metadata.namespace, selector: selectorText(deployment.spec?.selector) };
  const { items } = await listThings<Workload>(peer, resourceNamed('replicasets') as Resource, of, request.signal);
  return items
    .filter(({ metadata }) => metadata.ownerReferences?.some(({ uid }) => uid === (deployment.metadata as { uid?: string }).uid))
    .map((set) => ({ revision: Number(set.metadata.annotations?.[REVISION] ?? 0), set }))
    .sort((a, b) => b.revision - a.revision);
}

export const rolloutHistory: KubectlVerb = async (ask) => {
  const { resource, name = '' } = ask.command.about as { resource: Resource; name?: string };
  const where = { namespace: flagValue(ask.command, 'namespace'), name };
  const deployment = await getThing<Workload>(ask.peer, resource, where, ask.request.signal);
  const rows = (await revisionsOf(ask, deployment)).map(({ revision, set }) => ({
    revision,
    images: (set.spec?.template?.spec?.containers ?? []).map(({ image }) => image).join(', '),
    pods: set.status?.replicas ?? 0,
    age: ageOf((set as Thing).metadata),
  }));
  await printRows(ask.request, rows);
  return { rows, count: rows.length };
};
