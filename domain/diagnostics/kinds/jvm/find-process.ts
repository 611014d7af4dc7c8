import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { readOrNothing } from '../host/read-proc';

/** A Java process by what it runs: the file behind -jar, or the main class. */
export type JavaProcess = { pid: number; runs: string };

const TAKES_NEXT = new Set([
  '-cp',
  '-classpath',
  '--class-path',
  '-p',
  '--module-path',
  '--add-modules',
  '--add-opens',
  '--add-exports',
  '--add-reads',
  '--upgrade-module-path',
]);

/** What the words of a command line run; the words behind it, which may hold secrets, are not looked at. */
export function mainOf(words: readonly string[]): string | null {
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '-jar') return path.basename(words[at + 1] ?? '') || null;
    if (word === '-m' || word === '--module') return words[at + 1]?.split('/').at(-1) ?? null;
    if (TAKES_NEXT.has(word)) at += 1;
    else if (!word.startsWith('-') && !word.startsWith('@')) return path.basename(word);
  }
  return null;
}

async function javaProcess(pid: number): Promise<JavaProcess | null> {
  const words = (await readOrNothing(`/proc/${pid}/cmdline`)).split('\0').filter(Boolean);
  if (!/^java(?:\d+)?$/.test(path.basename(words[0] ?? ''))) return null;
  return { pid, runs: mainOf(words) ?? 'java' };
}

export async function listJava(): Promise<JavaProcess[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number);
  const all = await Promise.all(pids.map(javaProcess));
  return all.filter((process) => process !== null);
}

const CATCHES_QUIT = 1n << 2n;

/** Whether SIGQUIT asks a process for something: whoever does not catch it would be ended by it. */
export async function catchesQuit(pid: number): Promise<boolean> {
  const caught = /^SigCgt:\s*([0-9a-f]+)$/m.exec(await readOrNothing(`/proc/${pid}/status`))?.[1];
  return caught !== undefined && (BigInt(`0x${caught}`) & CATCHES_QUIT) !== 0n;
}

/** Whether the Java machine is loaded in it. */
export const isHotspot = async (pid: number): Promise<boolean> =>
  /\/libjvm\.so/.test(await readFile(`/proc/${pid}/maps`, 'utf8').catch(() => ''));

/** Its number as it knows it itself: in a container another than here. */
export async function innerPid(pid: number): Promise<number> {
  const numbers = /^NSpid:\s*(.+)$/m
    .exec(await readOrNothing(`/proc/${pid}/status`))?.[1]
    ?.trim()
    .split(/\s+/);
  return Number(numbers?.at(-1) ?? pid);
}

/** The user that a process runs as. */
export async function effectiveUser(pid: number): Promise<number | null> {
  const user = /^Uid:\s*\d+\s+(\d+)/m.exec(await readOrNothing(`/proc/${pid}/status`))?.[1];
  return user === undefined ? null : Number(user);
}
