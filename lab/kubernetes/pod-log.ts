import type { ServerResponse } from 'node:http';
import { type LogLine, selectLines, spoken } from '../containers/log-lines';
import type { Cluster, Thing } from './cluster';
import { programOf, wellbeing } from './pod-state';
import { Refusal } from './refusal';

const FOLLOW_EVERY_MS = 200;

const CRASH: Record<string, (atMs: number) => LogLine[]> = {
  'no-variable': (atMs) => [
    { atMs, stream: 'stdout', text: 'INFO starting' },
    { atMs: atMs + 80, stream: 'stderr', text: 'CRITICAL settings: JWT_SECRET_KEY is not set' },
  ],
  'no-memory': (atMs) => [{ atMs, stream: 'stdout', text: 'INFO starting' }],
};

/** All that a pod has said; one that does not run has said what its last start came to. */
function podLines(cluster: Cluster, pod: Thing, nowMs: number): LogLine[] {
  const facts = cluster.facts.get(pod.metadata.uid ?? '') ?? { startedMs: nowMs, said: [] };
  const crash = CRASH[wellbeing(cluster, pod, nowMs)];
  if (crash) return [...facts.said, ...crash(nowMs - 5_000)];
  const voice = programOf(cluster, pod)?.voice;
  return [...(voice ? spoken(voice, facts.startedMs, nowMs) : []), ...facts.said];
}

const stamped = ({ atMs, text }: LogLine, stamps: boolean) => `${stamps ? `${new Date(atMs).toISOString()} ` : ''}${text}\n`;
const count = (text: string | null) => (text === null ? undefined : Number(text));

/** Answers with a container's log, as the kubelet would. */
export function sendPodLog(cluster: Cluster, pod: Thing, query: URLSearchParams, response: ServerResponse): void {
  const { name } = pod.metadata;
  const [container] = pod.spec.containers;
  const asked = query.get('container');
  if (asked && asked !== container.name) throw new Refusal(400, `container ${asked} is not valid for pod ${name}`);
  const nowMs = Date.now();
  const is = wellbeing(cluster, pod, nowMs);
  if (is === 'no-image')
    throw new Refusal(400, `container "${container.name}" in pod "${name}" is waiting to start: trying and failing to pull image`);
  if (query.get('previous') === 'true' && !CRASH[is])
    throw new Refusal(400, `previous terminated container "${container.name}" in pod "${name}" not found`);
  const seconds = count(query.get('sinceSeconds'));
  const sinceTime = query.get('sinceTime');
  const sinceMs = sinceTime ? Date.parse(sinceTime) : seconds === undefined ? undefined : nowMs - seconds * 1_000;
  const stamps = query.get('timestamps') === 'true';
  response.writeHead(200, { 'content-type': 'text/plain' });
  const lines = selectLines(podLines(cluster, pod, nowMs), { sinceMs, tail: count(query.get('tailLines')) });
  for (const line of lines) response.write(stamped(line, stamps));
  if (query.get('follow') !== 'true') return void response.end();
  let lastMs = lines.at(-1)?.atMs ?? nowMs;
  const timer = setInterval(() => {
    for (const line of selectLines(podLines(cluster, pod, Date.now()), { sinceMs: lastMs + 1 })) {
      response.write(stamped(line, stamps));
      lastMs = line.atMs;
    }
    if (!cluster.facts.has(pod.metadata.uid ?? '')) response.end();
  }, FOLLOW_EVERY_MS);
  response.once('close', () => clearInterval(timer));
}
