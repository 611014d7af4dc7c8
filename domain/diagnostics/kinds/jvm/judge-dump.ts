import { type Concern, failing, warning } from '../concern';
import type { Dump, JavaThread } from './read-dump';

const SHOWN_THREADS = 200;
const SHOWN_STACKS = 10;
const SHOWN_FRAMES = 8;
const SHOWN_LOCKS = 10;
/** So many at once on one lock is a queue that does not move, rather than a moment. */
const QUEUE = 10;

export type LockQueue = { lock: string; waiting: number; heldBy: string | null };
export type StackGroup = { count: number; state: string; frames: string[]; threads: string[] };
export type JvmJudged = {
  vm: string;
  threads: number;
  states: Record<string, number>;
  blocked: number;
  waiting: number;
  timedWaiting: number;
  runnable: number;
  daemons: number;
  waitingToLock: number;
  deadlocks: Dump['deadlocks'];
  deadlockCount: number;
  locks: LockQueue[];
  stacks: StackGroup[];
  rows: { name: string; state: string; waitsFor: string | null; at: string }[];
  truncated: boolean;
  problems: Concern[];
};

function queuesOf(threads: readonly JavaThread[]): LockQueue[] {
  const owners = new Map(threads.flatMap(({ name, holds }) => holds.map((lock) => [lock, name] as const)));
  const waiting = new Map<string, number>();
  for (const { state, waitsFor } of threads) if (state === 'BLOCKED' && waitsFor) waiting.set(waitsFor, (waiting.get(waitsFor) ?? 0) + 1);
  return [...waiting]
    .map(([lock, count]) => ({ lock, waiting: count, heldBy: owners.get(lock.split(' ')[0] ?? '') ?? null }))
    .sort((a, b) => b.waiting - a.waiting)
    .slice(0, SHOWN_LOCKS);
}

function groupsOf(threads: readonly JavaThread[]): StackGroup[] {
  const groups = new Map<string, StackGroup>();
  for (const { name, state, frames } of threads) {
    if (frames.length === 0) continue;
    const key = `${state}\n${frames.join('\n')}`;
    const group = groups.get(key) ?? { count: 0, state, frames: frames.slice(0, SHOWN_FRAMES), threads: [] };
    group.count += 1;
    if (group.threads.length < SHOWN_FRAMES) group.threads.push(name);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.count - a.count).slice(0, SHOWN_STACKS);
}

const BUSY: Record<string, number> = { BLOCKED: 0, RUNNABLE: 1, WAITING: 2, TIMED_WAITING: 3 };

function concernsOf({ deadlocks }: Dump, blocked: number, locks: readonly LockQueue[]): Concern[] {
  const problems = deadlocks.map((cycle) => {
    const names = [...new Set(cycle.map(({ thread }) => thread))];
    return failing('deadlock', `a deadlock: ${names.join(' and ')} wait for each other, and will for ever`);
  });
  const [longest] = locks;
  if (blocked > 0 && longest) {
    const queue = `${longest.waiting} of ${blocked} blocked threads wait for ${longest.lock}${longest.heldBy ? `, held by ${longest.heldBy}` : ''}`;
    problems.push(longest.waiting >= QUEUE ? failing('queue', queue) : warning('blocked', queue));
  }
  return problems;
}

/** Counts threads by state, finds who waits for whom, and says what is wrong with that: a deadlock or a queue for one lock fails. */
export function judgeDump(dump: Dump): JvmJudged {
  const { vm, threads, deadlocks } = dump;
  const states: Record<string, number> = {};
  for (const { state } of threads) states[state] = (states[state] ?? 0) + 1;
  const locks = queuesOf(threads);
  const blocked = states.BLOCKED ?? 0;
  const shown = [...threads].sort((a, b) => (BUSY[a.state] ?? 9) - (BUSY[b.state] ?? 9)).slice(0, SHOWN_THREADS);
  return {
    vm,
    threads: threads.length,
    states,
    blocked,
    waiting: states.WAITING ?? 0,
    timedWaiting: states.TIMED_WAITING ?? 0,
    runnable: states.RUNNABLE ?? 0,
    daemons: threads.filter(({ daemon }) => daemon).length,
    waitingToLock: threads.filter(({ state, waitsFor }) => state === 'BLOCKED' && waitsFor).length,
    deadlocks,
    deadlockCount: deadlocks.length,
    locks,
    stacks: groupsOf(threads),
    rows: shown.map(({ name, state, waitsFor, frames }) => ({ name, state, waitsFor, at: frames[0] ?? '' })),
    truncated: threads.length > SHOWN_THREADS,
    problems: concernsOf(dump, blocked, locks),
  };
}
