import { flagValue, hasFlag } from '@/domain/runbooks/kinds/argv/read-command';
import { durationMs } from '@/domain/runbooks/kinds/argv/shapes';
import { type Resource, resourceNamed } from '@/domain/runbooks/kinds/kubectl-resources';
import { openAnswer } from '../api/ask-api';
import { type Followed, followLines, LineCutter, type SourceLine } from '../api/follow-lines';
import { containerOf, findPods } from './find-pods';
import type { KubectlAsk, KubectlVerb } from './kubectl-data';
import { type Pod, pathTo } from './objects';

const MOST_LINES = 1_000;
const MOST_PODS = 20;
const FOLLOWED_MS = 30_000;
const STAMP = /^(\d{4}-\d{2}-\d{2}T\S+) ?/;
const PODS = resourceNamed('pods') as Resource;

/** The lines of a container's log as the server sends it. */
export async function* podLines(response: AsyncIterable<Buffer>): AsyncGenerator<SourceLine> {
  const cutter = new LineCutter();
  const decoder = new TextDecoder();
  for await (const bytes of response)
    for (const text of cutter.cut(decoder.decode(bytes, { stream: true }))) yield { stream: 'stdout', text };
  for (const text of cutter.end()) yield { stream: 'stdout', text };
}

/** Lines come with their time where they are cut off at one; it is taken away again where nobody asked for it. */
async function* unstamped(lines: AsyncIterable<SourceLine>, untilMs: number, keeps: boolean): AsyncGenerator<SourceLine> {
  for await (const line of lines) {
    const stamp = STAMP.exec(line.text);
    if (stamp && Date.parse(stamp[1] ?? '') > untilMs) return;
    yield stamp && !keeps ? { ...line, text: line.text.slice(stamp[0].length) } : line;
  }
}

type Source = { pod: Pod; container: string };

/** The query of one container's log. Kubernetes knows no end of it, so lines carry their time when there is one. */
function queryOf({ command }: KubectlAsk, container: string, tail: number) {
  const agoMs = durationMs(flagValue(command, 'since') ?? '');
  return {
    container,
    follow: hasFlag(command, 'follow'),
    previous: hasFlag(command, 'previous'),
    timestamps: hasFlag(command, 'timestamps') || command.until !== undefined,
    sinceSeconds: agoMs === null ? undefined : Math.max(1, Math.ceil(agoMs / 1_000)),
    sinceTime: flagValue(command, 'since-time'),
    // What is cut off at an end is counted from the beginning.
    tailLines: command.until === undefined ? tail : undefined,
  };
}

async function readOne(ask: KubectlAsk, { pod, container }: Source, mostLines: number): Promise<Followed> {
  const { peer, command, request } = ask;
  const { name, namespace } = pod.metadata;
  const tail = Math.min(Number(flagValue(command, 'tail') ?? mostLines), mostLines);
  const query = queryOf(ask, container, tail);
  const response = await openAnswer(peer, { path: pathTo(PODS, namespace, name, 'log'), query }, request.signal);
  const untilMs = command.until === undefined ? undefined : Date.parse(command.until);
  const all = podLines(response);
  const lines = untilMs === undefined ? all : unstamped(all, untilMs, hasFlag(command, 'timestamps'));
  const forMs = query.follow ? (request.block.forMs ?? FOLLOWED_MS) : undefined;
  return followLines(lines, request, { mostLines, forMs, close: () => response.destroy() });
}

/** The end of the logs of pods, or what is added to them until `for` and `lines` (30 s, 1,000 lines). */
export const logs: KubectlVerb = async (ask) => {
  const { peer, command, request } = ask;
  const pods = (await findPods(peer, command, request.signal)).slice(
    0,
    command.about?.name && command.about.resource.plural !== 'pods' ? 1 : MOST_PODS,
  );
  const chosen = flagValue(command, 'container');
  const sources = pods.flatMap((pod): Source[] =>
    hasFlag(command, 'all-containers')
      ? (pod.spec?.containers ?? []).map(({ name }) => ({ pod, container: name }))
      : [{ pod, container: chosen ?? containerOf(pod) }],
  );
  const most = request.block.maxLines ?? MOST_LINES;
  const total: Followed = { lines: 0, errorLines: 0, bounded: false };
  const add = (followed: Followed) => {
    total.lines += followed.lines;
    total.errorLines += followed.errorLines;
    total.bounded ||= followed.bounded;
  };
  if (hasFlag(command, 'follow')) {
    const each = Math.max(1, Math.floor(most / sources.length));
    for (const followed of await Promise.all(sources.map((source) => readOne(ask, source, each)))) add(followed);
  } else
    for (const source of sources) {
      if (total.lines >= most || request.signal.aborted) break;
      if (sources.length > 1) await request.emit('stdout', `==> ${source.pod.metadata.name} ${source.container} <==\n`);
      add(await readOne(ask, source, most - total.lines));
    }
  return { ...total, count: sources.length };
};
