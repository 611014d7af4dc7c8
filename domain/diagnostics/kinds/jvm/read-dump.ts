/** One Java thread of a dump; `waitsFor` is the monitor or lock that it cannot have. */
export type JavaThread = {
  name: string;
  state: string;
  daemon: boolean;
  frames: string[];
  waitsFor: string | null;
  holds: string[];
};
/** Threads that wait for each other in a circle, each with what it waits for and who has that. */
export type Deadlock = { thread: string; waitsFor: string; heldBy: string }[];
export type Dump = { vm: string; threads: JavaThread[]; deadlocks: Deadlock[] };

const VM = /^Full thread dump (.+?):?\s*$/m;
const HEADER = /^"((?:[^"\\]|\\.)*)"(.*)$/;
const STATE = /^\s+java\.lang\.Thread\.State: ([A-Z_]+)/;
const FRAME = /^\s+at (.+)$/;
const WAITS = /^\s+- (?:waiting to lock|parking to wait for)\s+<(0x[0-9a-f]+)>\s*\(an? ([^)]*)\)/;
const HOLDS = /^\s+- locked <(0x[0-9a-f]+)>/;
const CYCLE = /^Found (?:one|a) Java-level deadlock:\s*$/;
const IN_CYCLE = /^"((?:[^"\\]|\\.)*)":\s*$/;
const WAITING = /^\s+waiting (?:to lock monitor|for ownable synchronizer) \S+?,? \(?(?:object )?(0x[0-9a-f]+)?,? ?\(?an? ([^)]+)\)/;
const HELD = /^\s+which is held by "((?:[^"\\]|\\.)*)"/;
const ENDS = /^(?:Java stack information for the threads|Found \d+ deadlocks?|Found (?:one|a) Java-level)/;

function readThread(lines: readonly string[], at: number): JavaThread | null {
  const [, name = '', rest = ''] = HEADER.exec(lines[at] ?? '') ?? [];
  const state = STATE.exec(lines[at + 1] ?? '')?.[1];
  // Threads of the machine itself (GC, compiler) have no state, and wait for nothing of the program.
  if (!state) return null;
  const thread: JavaThread = { name, state, daemon: /\bdaemon\b/.test(rest), frames: [], waitsFor: null, holds: [] };
  for (let next = at + 2; next < lines.length && lines[next]?.trim() !== ''; next += 1) {
    const line = lines[next] ?? '';
    const frame = FRAME.exec(line)?.[1];
    const wait = WAITS.exec(line);
    const held = HOLDS.exec(line)?.[1];
    if (frame) thread.frames.push(frame);
    // A thread parked in a queue waits for work; only what it is blocked on can be contended.
    else if (wait && !thread.waitsFor) thread.waitsFor = `${wait[1]} (${wait[2]})`;
    else if (held) thread.holds.push(held);
  }
  return thread;
}

function readDeadlock(lines: readonly string[], at: number): Deadlock {
  const cycle: Deadlock = [];
  let thread = '';
  let waitsFor = '';
  for (let next = at + 1; next < lines.length && !ENDS.test(lines[next] ?? ''); next += 1) {
    const line = lines[next] ?? '';
    thread = IN_CYCLE.exec(line)?.[1] ?? thread;
    const waiting = WAITING.exec(line);
    if (waiting) waitsFor = `${waiting[2]}${waiting[1] ? ` ${waiting[1]}` : ''}`;
    const heldBy = HELD.exec(line)?.[1];
    if (heldBy !== undefined) cycle.push({ thread, waitsFor, heldBy });
  }
  return cycle;
}

/** Reads what HotSpot prints of its threads; null when the text is no such dump. */
export function readDump(text: string): Dump | null {
  const vm = VM.exec(text)?.[1];
  if (!vm) return null;
  const lines = text.split(/\r?\n/);
  const threads: JavaThread[] = [];
  const deadlocks: Deadlock[] = [];
  for (const [at, line] of lines.entries()) {
    if (CYCLE.test(line)) deadlocks.push(readDeadlock(lines, at));
    else if (deadlocks.length === 0 && HEADER.test(line)) {
      const thread = readThread(lines, at);
      if (thread) threads.push(thread);
    }
  }
  return { vm, threads, deadlocks };
}
