import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** How long a script may go on after it was asked to end. */
export const GRACE_MS = 5_000;

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const processes = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

/** The processes below this one, by the parents that /proc names; none where there is no /proc. */
function descendants(pid: number): number[] {
  if (process.platform !== 'linux') return [];
  const children = new Map<number, number[]>();
  for (const each of processes()) {
    // The name in brackets may hold anything: the fields count from the last bracket.
    const parent = Number(readOrNothing(`/proc/${each}/stat`).split(') ').pop()?.split(' ')[1]);
    if (parent) children.set(parent, [...(children.get(parent) ?? []), each]);
  }
  const found: number[] = [];
  for (let below = children.get(pid) ?? []; below.length; below = below.flatMap((each) => children.get(each) ?? [])) found.push(...below);
  return found;
}

/** The processes that run as this uid. */
const ofUid = (uid: number) =>
  processes().filter((pid) => new RegExp(`^Uid:\\s+${uid}\\s`, 'm').test(readOrNothing(`/proc/${pid}/status`)));

/** The processes that were started with this variable, wherever they have moved to since. */
const marked = (mark: string) => processes().filter((pid) => readOrNothing(`/proc/${pid}/environ`).split('\0').includes(mark));

function signalEach(pids: number[], signal: NodeJS.Signals): void {
  for (const pid of pids)
    try {
      process.kill(pid, signal);
    } catch {
      // It ended by itself meanwhile.
    }
}

/** How the processes of one script are found again. A box dies whole with its first process; the others need looking for. */
export type Reach = { child: ChildProcess; boxed: boolean; uid?: number; mark?: string };

function strays({ uid, mark }: Reach): number[] {
  if (process.platform !== 'linux') return [];
  return uid !== undefined ? ofUid(uid) : mark !== undefined ? marked(mark).filter((pid) => pid !== process.pid) : [];
}

/** Asks every process of the script to end. */
export function askToEnd(reach: Reach): void {
  const { child, boxed } = reach;
  if (child.pid === undefined) return;
  if (boxed) signalEach(descendants(child.pid), 'SIGTERM');
  else signalEach([-child.pid, ...strays(reach)], 'SIGTERM');
}

/** Ends every process of the script at once, also those that left its session. */
export function endNow(reach: Reach): void {
  const { child, boxed } = reach;
  if (child.pid === undefined) return;
  if (boxed) {
    child.kill('SIGKILL');
    return;
  }
  signalEach([-child.pid], 'SIGKILL');
  // A process can fork while the list is read: again until none is left, at most a few times.
  for (let round = 0; round < 5; round += 1) {
    const left = strays(reach);
    if (left.length === 0) return;
    signalEach(left, 'SIGKILL');
  }
}
