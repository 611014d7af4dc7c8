import { type BodyProblem, isProblem } from './body-lines';
import { readDirectives, wordsOf } from './directives';
import { IN_BRACES, type KindFormat } from './kind-format';

export type JvmSource = { from: 'pid' | 'name' | 'file'; what: string };

/** `pid {pid}`, `name shop.jar` (the jar or main class of one process), or `file dumps/threads.txt`. */
export function readJvm(body: string): JvmSource | BodyProblem {
  const word = { least: 1, most: 1 };
  const read = readDirectives(body, { pid: word, name: word, file: word });
  if (isProblem(read)) return read;
  const named = (['pid', 'name', 'file'] as const).filter((from) => read[from].length > 0);
  const [from] = named;
  if (!from || named.length > 1) return { problem: 'write one of pid NUMBER, name JAR-OR-CLASS or file PATH' };
  const what = wordsOf(read[from])?.[0] ?? '';
  if (from === 'pid' && !/^\d{1,10}$/.test(what) && !/\{/.test(what))
    return { problem: `"${what}" is no number of a process`, line: read.pid[0]?.line };
  return { from, what };
}

/** What the threads of a Java process wait for. */
export const jvm: KindFormat = {
  changes: false,
  ...IN_BRACES,
  fields: [
    ...['found', 'source', 'pid', 'vm', 'threads', 'states', 'blocked', 'waiting', 'timedWaiting', 'runnable', 'daemons', 'waitingToLock'],
    ...['deadlocks', 'deadlockCount', 'locks', 'stacks', 'rows', 'truncated', 'problems', 'error'],
  ],
  read: readJvm,
};
