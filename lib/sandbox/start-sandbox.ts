import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bwrapArguments, PINNED_PATH } from './bwrap-arguments';
import type { Reach } from './end-processes';
import { sandbox, takeUid } from './level';
import { makeOutputPipes } from './output-pipes';
import { frameJob, fromFile, WAITING } from './prelude';

/** One script's processes. `exited` settles once, with the exit code or the signal. */
export type Running = {
  reach: Reach;
  readers: [Socket, Socket];
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Removes what the script left on disk. */
  clean(): void;
};
/** A bash that waits in its box; `hand` gives it its one job. */
export type Waiting = Running & { hand(script: string, environment: Readonly<Record<string, string>>): void; ref(): void; unref(): void };

function watch(child: ChildProcess): Running['exited'] {
  return new Promise((resolve) => {
    child.on('error', () => resolve({ code: 126, signal: null }));
    child.on('exit', (code, signal) => resolve({ code, signal }));
  });
}

type Start = {
  command: string;
  args: string[];
  environment: Record<string, string>;
  cwd: string;
  uid?: number;
  detached: boolean;
  stdin: 'pipe' | 'ignore';
};

function start({ command, args, environment, cwd, uid, detached, stdin }: Start): {
  child: ChildProcess;
  readers: [Socket, Socket];
  exited: Running['exited'];
} {
  const pipes = makeOutputPipes();
  try {
    const identity = uid === undefined ? {} : { uid, gid: uid };
    const options: SpawnOptions = { env: environment as NodeJS.ProcessEnv, cwd, detached, ...identity, stdio: [stdin, ...pipes.stdio] };
    const child = spawn(command, args, options);
    child.stdin?.on('error', () => {});
    return { child, readers: pipes.readers ?? [child.stdout as Socket, child.stderr as Socket], exited: watch(child) };
  } finally {
    pipes.release();
  }
}

/** Starts a box with a bash that waits for one job. Only where the level is bwrap. */
export function startWaiting(network: boolean): Waiting {
  const { bwrap, bash, ownUid } = sandbox();
  if (!bwrap || !bash) throw new Error('no box can be made here');
  const args = [...bwrapArguments({ network, features: bwrap.features }), bash, '--noprofile', '--norc', '-c', WAITING, 'script'];
  const uid = ownUid ? takeUid() : undefined;
  const { child, readers, exited } = start({ command: bwrap.path, args, environment: {}, cwd: '/', uid, detached: false, stdin: 'pipe' });
  const handles = () => [child, child.stdin as Socket | null, ...readers];
  return {
    reach: { child, boxed: true },
    readers,
    exited,
    clean: () => {},
    hand: (script, environment) => {
      child.stdin?.end(frameJob(script, environment));
    },
    ref: () => handles().forEach((handle) => handle?.ref()),
    unref: () => handles().forEach((handle) => handle?.unref()),
  };
}

/** Starts a script without a box, from a file in a folder of its own: as a uid of its own where that can be, else as ours. */
export function startUnboxed(script: string, environment: Readonly<Record<string, string>>): Running {
  const { bash, ownUid } = sandbox();
  if (!bash) throw new Error('bash is not installed');
  const uid = ownUid ? takeUid() : undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'sitrep-scratch-'));
  const file = path.join(folder, 'script');
  writeFileSync(file, script, { mode: 0o500 });
  if (uid !== undefined) for (const each of [file, folder]) chownSync(each, uid, uid);
  chmodSync(folder, 0o700);
  const mark = `SITREP_RUN=${randomUUID()}`;
  const all = {
    PATH: PINNED_PATH,
    LANG: 'C.UTF-8',
    HOME: folder,
    TMPDIR: folder,
    SITREP_RUN: mark.slice('SITREP_RUN='.length),
    ...environment,
  };
  const args = ['--noprofile', '--norc', '-c', fromFile(ownUid)];
  const { child, readers, exited } = start({ command: bash, args, environment: all, cwd: folder, uid, detached: true, stdin: 'ignore' });
  return { reach: { child, boxed: false, uid, mark }, readers, exited, clean: () => rmSync(folder, { recursive: true, force: true }) };
}
