import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { type JvmSource, readJvm } from '@/domain/runbooks/kinds/jvm';
import { readAllowed } from '../allowed-files';
import { fillWords } from '../fill-in';
import { errored, notAvailable, type OutsideError, stoppedEarly } from '../outcome-errors';
import type { Outcome, Runner, RunnerRequest } from '../schema';
import { concernLines, failing } from './concern';
import { dumpThreads } from './jvm/attach';
import { listJava } from './jvm/find-process';
import { type JvmJudged, judgeDump } from './jvm/judge-dump';
import { readDump } from './jvm/read-dump';

const MOST_BYTES = 32 * 1024 * 1024;
const NAMED = 5;

export type JvmData = JvmJudged & { found: boolean; source: string; pid: number | null; error: OutsideError | null };

type Got = { text: string; source: string; pid: number | null } | { error: OutsideError };
const failure = (code: string, message: string): { error: OutsideError } => ({ error: { code, message } });

async function pidOf({ from, what }: JvmSource): Promise<{ pid: number } | { error: OutsideError }> {
  if (from === 'pid')
    return /^\d{1,10}$/.test(what) && Number(what) > 1 ? { pid: Number(what) } : failure('body', `"${what}" is no number of a process`);
  const all = await listJava();
  const fitting = all.filter(({ runs }) => runs === what || runs.replace(/\.jar$/, '') === what || runs.endsWith(`.${what}`));
  const [only] = fitting;
  if (only && fitting.length === 1) return { pid: only.pid };
  if (only)
    return failure(
      'several',
      `${fitting.length} Java processes run ${what} (${fitting.map(({ pid }) => pid).join(', ')}): say which by pid`,
    );
  const others = all.slice(0, NAMED).map(({ runs, pid }) => `${runs} (${pid})`);
  return failure('no_process', `no Java process runs ${what}${others.length ? `; there are ${others.join(', ')}` : '; none runs here'}`);
}

async function getDump({ target, signal }: RunnerRequest, source: JvmSource): Promise<Got> {
  if (source.from === 'file') {
    const read = await readAllowed(target, source.what, MOST_BYTES);
    return 'error' in read ? read : { text: read.bytes.toString('utf8'), source: source.what, pid: null };
  }
  if (target.name !== 'local')
    return failure(
      'not_available',
      `Java processes are those of the machine that the console runs on (the target "local"), not of ${target.name}; give it a dump with "file"`,
    );
  if (process.platform !== 'linux') return failure('not_available', 'processes are found through /proc, which this system does not have');
  const found = await pidOf(source);
  if ('error' in found) return found;
  const dumped = await dumpThreads(found.pid, signal);
  return 'error' in dumped ? dumped : { text: dumped.text, source: `process ${found.pid}`, pid: found.pid };
}

const EMPTY = judgeDump({ vm: '', threads: [], deadlocks: [] });

async function failed({ emit }: RunnerRequest, { code, message }: OutsideError, source: string): Promise<Outcome> {
  if (code === 'not_available') return notAvailable(message);
  if (code === 'roots' || code === 'body') return errored(code, message);
  await emit('stderr', `${message}\n`);
  const data = { ...EMPTY, found: false, source, pid: null, problems: [failing(code, message)], error: { code, message } };
  return { status: 'completed', data: data satisfies JvmData };
}

/**
 * Takes a thread dump of a local Java process, or reads one from a file. The dump is the output. Data: found, source, pid, vm, threads, states, blocked,
 * waiting, timedWaiting, runnable, daemons, waitingToLock, deadlocks [[{thread, waitsFor, heldBy}]], deadlockCount, locks [{lock, waiting, heldBy}],
 * stacks [{count, state, frames, threads}], rows [{name, state, waitsFor, at}], truncated, problems, error {code, message}.
 */
export const jvm: Runner = async (request) => {
  const read = readJvm(request.block.body);
  if (isProblem(read)) return errored('body', `${read.problem}.`);
  const [what = ''] = fillWords(request, [read.what]);
  const got = await getDump(request, { from: read.from, what });
  if (request.signal.aborted) return stoppedEarly();
  if ('error' in got) return failed(request, got.error, what);
  const dump = readDump(got.text);
  if (!dump) return failed(request, { code: 'no_dump', message: `${got.source}: what it holds is no thread dump of HotSpot` }, got.source);
  const judged = judgeDump(dump);
  await request.emit('stdout', `${got.text.trimEnd()}\n`);
  await request.emit('stderr', concernLines(judged.problems));
  const data = { ...judged, found: true, source: got.source, pid: got.pid, error: null } satisfies JvmData;
  return { status: 'completed', data };
};
