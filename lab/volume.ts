import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, rm, statfs, symlink } from 'node:fs/promises';
import path from 'node:path';

const SIZE = '8m';
const READY_MS = 30_000;
/** The mount lives in the namespace of this child and ends with it, however the lab ends: its stdin is our pipe. */
const SCRIPT = `mount -t tmpfs -o size=${SIZE},mode=0755,nosuid,nodev,noexec sitrep-lab "$1" && echo ready && exec cat >/dev/null`;

/** A small disk of its own. When it could not be made, `why` says so and `path` is an ordinary folder. */
export type Volume = { path: string; why?: string; usage: () => Promise<{ totalBytes: number; freeBytes: number }>; close: () => void };

function mounted(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    let problem = '';
    const timer = setTimeout(() => resolve('mounting took too long'), READY_MS);
    const settle = (why?: string) => {
      clearTimeout(timer);
      resolve(why);
    };
    child.stdout?.once('data', () => settle());
    child.stderr?.on('data', (text) => {
      problem += text;
    });
    child.once('error', (error) => settle(error.message));
    child.once('exit', () => settle(problem.trim().split('\n').at(-1) || 'the mount ended'));
  });
}

async function holdMount(mountPoint: string, flags: string[]): Promise<{ child: ChildProcess } | { why: string }> {
  const child = spawn('unshare', ['--mount', '--propagation', 'private', ...flags, 'sh', '-c', SCRIPT, 'sh', mountPoint], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  child.stdin?.on('error', () => {});
  const why = await mounted(child);
  if (why === undefined) return { child };
  child.kill('SIGKILL');
  return { why };
}

async function usageOf(folder: string) {
  const fs = await statfs(folder);
  return { totalBytes: fs.blocks * fs.bsize, freeBytes: fs.bavail * fs.bsize };
}

async function mountSmallDisk(mountPoint: string): Promise<{ child: ChildProcess } | { why: string }> {
  if (process.platform !== 'linux') return { why: 'a small disk needs Linux' };
  const asRoot = process.getuid?.() === 0 ? await holdMount(mountPoint, []) : undefined;
  if (asRoot && 'child' in asRoot) return asRoot;
  return holdMount(mountPoint, ['--map-root-user']);
}

/** Makes a disk of 8 MiB in memory, reached at `labDir`/volume. It never touches the real disk and ends with this process. */
export async function makeVolume(labDir: string): Promise<Volume> {
  const volume = path.join(labDir, 'volume');
  const mountPoint = path.join(labDir, 'volume.mount');
  await rm(volume, { recursive: true, force: true });
  await mkdir(mountPoint, { recursive: true });
  const held = await mountSmallDisk(mountPoint);
  if ('why' in held) {
    await mkdir(volume);
    return { path: volume, why: `no small disk could be mounted (${held.why})`, usage: () => usageOf(volume), close: () => {} };
  }
  await symlink(`/proc/${held.child.pid}/root${mountPoint}`, volume);
  held.child.unref();
  return { path: volume, usage: () => usageOf(volume), close: () => held.child.kill('SIGKILL') };
}
