import { type Command, flagValue, hasFlag } from '@/domain/runbooks/kinds/argv/read-command';
import { instantMs } from '@/domain/runbooks/kinds/argv/shapes';
import { openAnswer } from '../api/ask-api';
import { followLines, LineCutter, type SourceLine } from '../api/follow-lines';
import { containerPath, filtersOf, inspectContainer, meantContainers } from './containers';
import type { DockerVerb } from './docker-data';
import { containerLines } from './read-frames';

const MOST_LINES = 1_000;
const FOLLOWED_MS = 30_000;
const EVENTS_MS = 10_000;

const secondsOf = (command: Command, name: string): number | undefined => {
  const at = instantMs(flagValue(command, name) ?? '', Date.now());
  return at === null ? undefined : Math.floor(at / 1_000);
};

/** The end of a container's log, or what is added to it until `for` and `lines` (30 s, 1,000 lines). */
export const logs: DockerVerb = async ({ peer, command, request }) => {
  const { signal, block } = request;
  const follow = hasFlag(command, 'follow');
  const names = await meantContainers(peer, command, signal);
  const mostLines = block.maxLines ?? MOST_LINES;
  const tail = Number(flagValue(command, 'tail') ?? mostLines);
  const query = {
    stdout: 1,
    stderr: 1,
    follow: follow ? 1 : undefined,
    timestamps: hasFlag(command, 'timestamps') ? 1 : undefined,
    tail,
    since: secondsOf(command, 'since'),
    until: secondsOf(command, 'until'),
  };
  const total = { lines: 0, errorLines: 0, bounded: follow };
  for (const name of names) {
    const { Config } = await inspectContainer(peer, name, signal);
    const response = await openAnswer(peer, { path: containerPath(name, '/logs'), query }, signal);
    if (names.length > 1) await request.emit('stdout', `==> ${name} <==\n`);
    const of = {
      mostLines: mostLines - total.lines,
      forMs: follow ? (block.forMs ?? FOLLOWED_MS) : undefined,
      close: () => response.destroy(),
    };
    const followed = await followLines(containerLines(response, Config.Tty === true), request, of);
    total.lines += followed.lines;
    total.errorLines += followed.errorLines;
    if (total.lines >= mostLines || signal.aborted) break;
  }
  return { ...total, count: names.length };
};

type EngineEvent = { Type: string; Action: string; Actor?: { ID?: string; Attributes?: Record<string, string> }; time?: number };

async function* jsonLines(response: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const cutter = new LineCutter();
  const decoder = new TextDecoder();
  for await (const bytes of response) yield* cutter.cut(decoder.decode(bytes, { stream: true }));
  yield* cutter.end();
}

function eventRow(line: string): Record<string, unknown> | null {
  if (!line.trim()) return null;
  const { Type, Action, Actor, time = 0 } = JSON.parse(line) as EngineEvent;
  const { name, image, exitCode } = Actor?.Attributes ?? {};
  return { at: new Date(time * 1_000).toISOString(), type: Type, action: Action, name: name ?? Actor?.ID?.slice(0, 12), image, exitCode };
}

async function* eventLines(response: AsyncIterable<Buffer>, keep: (row: Record<string, unknown>) => void): AsyncGenerator<SourceLine> {
  for await (const line of jsonLines(response)) {
    const row = eventRow(line);
    if (!row) continue;
    keep(row);
    yield { stream: 'stdout', text: Object.values(row).filter(Boolean).join('  ') };
  }
}

/** What happened to containers; without --until it watches until `for` and `lines` (10 s, 1,000 lines). */
export const events: DockerVerb = async ({ peer, command, request }) => {
  const { signal, block } = request;
  const until = secondsOf(command, 'until');
  const query = { since: secondsOf(command, 'since'), until, filters: filtersOf(command.flags.filter) };
  const response = await openAnswer(peer, { path: '/events', query }, signal);
  const rows: Record<string, unknown>[] = [];
  const of = {
    mostLines: block.maxLines ?? MOST_LINES,
    forMs: until === undefined ? (block.forMs ?? EVENTS_MS) : undefined,
    close: () => response.destroy(),
  };
  const { lines, bounded } = await followLines(
    eventLines(response, (row) => rows.push(row)),
    request,
    of,
  );
  return { rows, count: rows.length, lines, bounded };
};
