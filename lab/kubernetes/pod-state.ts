import type { Cluster, PodFacts, Program, Thing } from './cluster';

const STARTS_WITHIN_MS = 400;
const RESTARTS_EVERY_MS = 10_000;
const UNITS: Record<string, number> = { '': 1, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, M: 1e6, G: 1e9 };

export function bytesOf(text: string | undefined): number {
  const [, number = '0', unit = ''] = /^([\d.]+)(Ki|Mi|Gi|M|G)?$/.exec(text ?? '') ?? [];
  return Number(number) * (UNITS[unit] ?? 1);
}

export const programOf = (cluster: Cluster, pod: Thing): Program | undefined => cluster.programs[pod.metadata.labels?.app ?? ''];
// biome-ignore lint/suspicious/noExplicitAny: see Thing
const containerOf = (pod: Thing): any => pod.spec.containers[0];
const limitOf = (pod: Thing) => bytesOf(containerOf(pod).resources?.limits?.memory);

export type Wellbeing = 'starting' | 'ready' | 'hung' | 'no-image' | 'no-variable' | 'no-memory';

/** How a pod is doing at an instant: what its image, variables and limit come to. */
export function wellbeing(cluster: Cluster, pod: Thing, atMs: number): Wellbeing {
  const facts = cluster.facts.get(pod.metadata.uid ?? '');
  const program = programOf(cluster, pod);
  const container = containerOf(pod);
  if (!cluster.images.has(container.image)) return 'no-image';
  const variables = new Set((container.env ?? []).map(({ name, value }: { name: string; value?: string }) => (value === '' ? '' : name)));
  if (program?.needs.some((name) => !variables.has(name))) return 'no-variable';
  if (program && limitOf(pod) > 0 && program.memoryBytes > limitOf(pod)) return 'no-memory';
  if (facts?.isHung) return 'hung';
  return atMs - (facts?.startedMs ?? 0) < STARTS_WITHIN_MS ? 'starting' : 'ready';
}

const iso = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z/, 'Z');

function stateOf(is: Wellbeing, pod: Thing, facts: PodFacts, atMs: number) {
  const { image } = containerOf(pod);
  const restarts = 2 + Math.min(12, Math.floor((atMs - facts.startedMs) / RESTARTS_EVERY_MS));
  const ended = (reason: string, exitCode: number) => ({
    terminated: { reason, exitCode, startedAt: iso(facts.startedMs), finishedAt: iso(atMs) },
  });
  const backOff = { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s restarting failed container' } };
  if (is === 'no-image')
    return {
      ready: false,
      restartCount: 0,
      state: { waiting: { reason: 'ImagePullBackOff', message: `Back-off pulling image "${image}"` } },
      lastState: {},
    };
  if (is === 'no-variable') return { ready: false, restartCount: restarts, state: backOff, lastState: ended('Error', 1) };
  if (is === 'no-memory') return { ready: false, restartCount: restarts, state: backOff, lastState: ended('OOMKilled', 137) };
  const running = { running: { startedAt: iso(facts.startedMs) } };
  const killed = facts.killedMs
    ? { terminated: { reason: 'OOMKilled', exitCode: 137, startedAt: iso(facts.startedMs), finishedAt: iso(facts.killedMs) } }
    : {};
  return {
    ready: is === 'ready',
    restartCount: facts.killedMs ? 4 : 0,
    state: is === 'starting' ? { waiting: { reason: 'ContainerCreating' } } : running,
    lastState: killed,
  };
}

/** What a pod shows of itself. */
export function podStatus(cluster: Cluster, pod: Thing, atMs: number) {
  const facts = cluster.facts.get(pod.metadata.uid ?? '') ?? { startedMs: atMs, said: [] };
  const is = wellbeing(cluster, pod, atMs);
  const ready = is === 'ready';
  const condition = (type: string, well: boolean) => ({ type, status: well ? 'True' : 'False', lastTransitionTime: iso(facts.startedMs) });
  const { name, image } = containerOf(pod);
  const started = is !== 'starting' && is !== 'no-image';
  return {
    phase: started ? 'Running' : 'Pending',
    conditions: [
      condition('PodScheduled', true),
      condition('Initialized', true),
      condition('ContainersReady', ready),
      condition('Ready', ready),
    ],
    hostIP: '10.0.0.11',
    podIP: pod.status?.podIP,
    startTime: iso(facts.startedMs),
    containerStatuses: [{ name, image, imageID: '', started, ...stateOf(is, pod, facts, atMs) }],
  };
}
