import { spawnSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';

/** Where a child writes, and where we read it. `release` closes our copies of the writing ends once the child has them. */
export type OutputPipes = { stdio: ('pipe' | number)[]; readers?: [Readable, Readable]; release(): void };

const reader = (fd: number) => new Socket({ fd, readable: true, writable: false });

/**
 * Two real pipes for stdout and stderr. Node's own are sockets, which a script cannot open as /dev/stderr, and which belong
 * to another user than the script's. Made as named pipes, whose names are gone before the child starts.
 */
function namedPipes(): OutputPipes {
  const folder = mkdtempSync(path.join(tmpdir(), 'sitrep-pipes-'));
  const opened: number[] = [];
  try {
    const names = ['out', 'err'].map((name) => path.join(folder, name));
    const made = spawnSync('/usr/bin/mkfifo', ['-m', '666', ...names], { env: {} });
    if (made.status !== 0) throw new Error('mkfifo failed');
    for (const name of names) opened.push(openSync(name, constants.O_RDONLY | constants.O_NONBLOCK), openSync(name, constants.O_WRONLY));
  } catch (error) {
    for (const fd of opened) closeSync(fd);
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const [outRead, outWrite, errRead, errWrite] = opened as [number, number, number, number];
  return {
    stdio: [outWrite, errWrite],
    readers: [reader(outRead), reader(errRead)],
    release: () => [outWrite, errWrite].forEach((fd) => closeSync(fd)),
  };
}

/** Pipes for one child's stdout and stderr; on systems other than Linux, Node's own. */
export function makeOutputPipes(): OutputPipes {
  if (process.platform !== 'linux') return { stdio: ['pipe', 'pipe'], release: () => {} };
  return namedPipes();
}
