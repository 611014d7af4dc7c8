import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPresent } from '@/bin/ready/programs.mjs';
import { runKind } from '@/test/run-kind';
import { decideVerdict } from '../verdict';
import { jvm } from './jvm';
import { mainOf } from './jvm/find-process';
import { readDump } from './jvm/read-dump';

const NO_JAVA = isPresent('javac') ? false : 'this test needs a JDK: apt-get install default-jdk-headless';

let folder: string;
const running: ChildProcess[] = [];
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sitrep-jvm-'));
});
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

async function startJava(...words: string[]): Promise<number> {
  const child = spawn('java', ['-Xmx32m', '-XX:TieredStopAtLevel=1', '-cp', folder, ...words], { stdio: ['ignore', 'pipe', 'ignore'] });
  running.push(child);
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (text: Buffer) => text.includes('ready') && resolve());
    child.once('exit', (code) => reject(new Error(`java ended with ${code}`)));
  });
  return child.pid as number;
}
const dumpOf = (pid: number, more = {}) => runKind(jvm, 'jvm', 'pid {pid}', { inputs: { pid }, ...more });

describe.skipIf(NO_JAVA)(`jvm against a real machine${NO_JAVA ? ` (${NO_JAVA})` : ''}`, () => {
  let deadlocked: number;
  let queued: number;
  let deaf: number;
  beforeAll(async () => {
    execFileSync('javac', ['-d', folder, path.resolve('test/Threads.java')]);
    [deadlocked, queued, deaf] = (await Promise.all([
      startJava('Threads', 'deadlock'),
      startJava('Threads', 'queue'),
      startJava('-Xrs', 'Threads'),
    ])) as [number, number, number];
  }, 60_000);

  it('S4-70 S4-71: finds a real deadlock with its circle, and prints the dump', async () => {
    const { data, stdout } = await dumpOf(deadlocked);
    expect(data).toMatchObject({ found: true, pid: deadlocked, blocked: 2, deadlockCount: 1, error: null });
    expect(data.deadlocks[0]).toEqual([
      { thread: expect.any(String), waitsFor: expect.stringContaining('java.lang.Object'), heldBy: expect.any(String) },
      { thread: expect.any(String), waitsFor: expect.stringContaining('java.lang.Object'), heldBy: expect.any(String) },
    ]);
    expect(data.deadlocks[0].map(({ thread }: { thread: string }) => thread).sort()).toEqual(['invoices', 'payments']);
    expect(data.vm).toContain('VM');
    expect(data.stacks[0].frames.length).toBeGreaterThan(0);
    expect(stdout).toContain('Found one Java-level deadlock');
    expect(decideVerdict({ kind: 'jvm' }, data)).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('deadlock') });
    expect(existsSync(`/proc/${deadlocked}/root/tmp/.attach_pid${deadlocked}`)).toBe(false);
    expect((await dumpOf(deadlocked)).data.deadlockCount).toBe(1);
  });

  it('S4-71: says who queues for which lock, and by whom it is held', async () => {
    const { data } = await dumpOf(queued);
    expect(data).toMatchObject({ blocked: 12, waitingToLock: 12, deadlockCount: 0 });
    expect(data.locks).toEqual([{ lock: expect.stringContaining('java.lang.Object'), waiting: 12, heldBy: 'main' }]);
    expect(data.stacks[0].count).toBe(12);
    expect(decideVerdict({ kind: 'jvm' }, data)).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('held by main') });
    expect(decideVerdict({ kind: 'jvm', fail: 'deadlockCount > 0', warn: 'blocked > 20' }, data).verdict).toBe('ok');
  });

  it('reads a dump from a file, and finds a process by its class', async () => {
    const { stdout } = await dumpOf(deadlocked);
    await writeFile(path.join(folder, 'dump.txt'), stdout);
    const fromFile = await runKind(jvm, 'jvm', 'file dump.txt', { target: { roots: [folder] } });
    expect(fromFile.data).toMatchObject({ source: 'dump.txt', pid: null, deadlockCount: 1 });
    const several = await runKind(jvm, 'jvm', 'name Threads');
    expect(several.data.error).toMatchObject({ code: 'several', message: expect.stringContaining(String(queued)) });
    expect((await runKind(jvm, 'jvm', 'name Nothing.jar')).data.error.code).toBe('no_process');
  });

  it('does not send SIGQUIT to what it would end', async () => {
    expect((await dumpOf(deaf)).error).toMatchObject({ code: 'not_available', message: expect.stringContaining('-Xrs') });
    const sleeper = spawn('sleep', ['60']);
    running.push(sleeper);
    expect((await dumpOf(sleeper.pid as number)).data.error.code).toBe('not_java');
    expect(process.kill(deaf, 0) && process.kill(sleeper.pid as number, 0)).toBe(true);
    expect((await dumpOf(deadlocked, { signal: AbortSignal.abort() })).error?.code).toBe('aborted');
  });
});

describe('jvm', () => {
  it('refuses what it cannot read, other machines, and files outside the roots', async () => {
    for (const body of ['', 'pid', 'pid x', 'pid 1\nname x', 'jstack 1'])
      expect((await runKind(jvm, 'jvm', body)).error?.code).toBe('body');
    expect((await dumpOf(Number('1'))).error?.code).toBe('body');
    expect((await runKind(jvm, 'jvm', 'pid 5', { target: { name: 'app-1' } })).error?.code).toBe('not_available');
    expect((await runKind(jvm, 'jvm', 'file /etc/passwd', { target: { roots: [folder] } })).error?.code).toBe('roots');
    await writeFile(path.join(folder, 'other.txt'), 'hello');
    expect((await runKind(jvm, 'jvm', 'file other.txt', { target: { roots: [folder] } })).data.error.code).toBe('no_dump');
    expect((await dumpOf(4_000_000)).data.error.code).toBe('no_process');
  });

  it('knows what a command line runs, whatever its options hold', () => {
    expect(mainOf(['java', '-Xmx1g', '-Dpassword=x', '-cp', 'a:b', 'com.example.Main', 'secret'])).toBe('com.example.Main');
    expect(mainOf(['java', '-jar', '/opt/shop/shop.jar', 'x'])).toBe('shop.jar');
    expect(mainOf(['java', '-p', 'mods', '-m', 'shop/com.example.Main'])).toBe('com.example.Main');
    expect(mainOf(['java'])).toBeNull();
  });

  it('reads any text, and owned locks in a circle', () => {
    fc.assert(fc.property(fc.string(), (text) => void readDump(`Full thread dump x:\n${text}`)));
    const dump = readDump(
      'Full thread dump OpenJDK:\n\nFound one Java-level deadlock:\n=====\n"a":\n  waiting for ownable synchronizer 0x01, (a java.util.concurrent.locks.ReentrantLock$NonfairSync),\n  which is held by "b"\n"b":\n  waiting to lock monitor 0x02 (object 0x03, a java.lang.Object),\n  which is held by "a"\n\nFound 1 deadlock.\n',
    );
    expect(dump?.deadlocks).toEqual([
      [
        { thread: 'a', waitsFor: 'java.util.concurrent.locks.ReentrantLock$NonfairSync', heldBy: 'b' },
        { thread: 'b', waitsFor: 'java.lang.Object 0x03', heldBy: 'a' },
      ],
    ]);
  });
});
