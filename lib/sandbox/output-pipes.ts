import { spawnSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NO_ENVIRONMENT } from './bwrap-arguments';

/** Where a child writes, and where we read it. `release` closes our copies of the writing ends once the child has them. */
export type OutputPipes = { stdio: ['pipe' | number, 'pipe' | number]; readers?: [Socket, Socket]; release(): void };

type Pair = [outRead: number, outWrite: number, errRead: number, errWrite: number];
/** Making named pipes costs a child process: this many at a time. */
const BATCH = 8;
const stock: Pair[] = [];
const reader = (fd: number) => new Socket({ fd, readable: true, writable: false });

/**
 * Real pipes for stdout and stderr. Node's own are sockets, which a script cannot open as /dev/stderr, and which belong to
 * another user than the script's. Made as named pipes, whose names are gone before any child starts.
 */
function openBatch(): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'sitrep-pipes-'));
  const names = Array.from({ length: BATCH * 2 }, (_, index) => path.join(folder, String(index)));
  const opened: number[] = [];
  try {
    const made = spawnSync('/usr/bin/mkfifo', ['-m', '666', ...names], { env: NO_ENVIRONMENT });
    if (made.status !== 0) throw new Error(`mkfifo failed: ${String(made.stderr ?? made.error?.message).trim()}`);
    for (const name of names) opened.push(openSync(name, constants.O_RDONLY | constants.O_NONBLOCK), openSync(name, constants.O_WRONLY));
  } catch (error) {
    for (const fd of opened) closeSync(fd);
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  for (let at = 0; at < opened.length; at += 4) stock.push(opened.slice(at, at + 4) as Pair);
}

/** Pipes for one child's stdout and stderr; on systems other than Linux, Node's own. */
export function makeOutputPipes(): OutputPipes {
  if (process.platform !== 'linux') return { stdio: ['pipe', 'pipe'], release: () => {} };
  if (stock.length === 0) openBatch();
  const [outRead, outWrite, errRead, errWrite] = stock.pop() as Pair;
  return {
    stdio: [outWrite, errWrite],
    readers: [reader(outRead), reader(errRead)],
    release: () => [outWrite, errWrite].forEach((fd) => closeSync(fd)),
  };
}
