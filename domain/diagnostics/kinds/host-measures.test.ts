import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { runKind } from '@/test/run-kind';
import { decideVerdict } from '../verdict';
import { host } from './host';
import { shownCommand } from './host/commands';
import { readDisks, readGroups, readInterfaces, readProcessor } from './host/read-counters';
import { lineThrough } from './host/samples';
import { readApk, readDpkg } from './host/software';

const run = (body: string, more: Parameters<typeof runKind>[3] = {}) => runKind(host, 'host', body, { block: { forMs: 200 }, ...more });

describe.skipIf(process.platform !== 'linux')('what the machine does now', () => {
  it('S4-28: looks five times where vmstat 1 would never end', async () => {
    const { data, stdout } = await run('vmstat');
    expect(data.samples).toHaveLength(5);
    for (const { user_pct, system_pct, idle_pct, iowait_pct, steal_pct } of data.samples)
      expect(user_pct + system_pct + idle_pct + iowait_pct + steal_pct).toBeCloseTo(100, -1);
    expect(data.swapping).toBe(data.samples.some((each: Record<string, number>) => (each.swap_in ?? 0) + (each.swap_out ?? 0) > 0));
    expect(stdout.trim().split('\n')).toHaveLength(5);
  });

  it('S4-29 S4-30 S4-31: reads disks, the network’s counters and each interface over the same time', async () => {
    const { data } = await run('netstat rates');
    expect(data.netstat.counters.map(({ over }: { over: string }) => over)).toEqual(['now', 'since boot']);
    expect(data.netstat.listen_drops).toBeGreaterThanOrEqual(0);
    expect(data.rates.rates.map(({ name }: { name: string }) => name)).toContain('lo');
    const disks = await run('iostat');
    if (disks.error) expect(disks.error.code).toBe('not_available');
    else expect(disks.data.busy_pct).toBeLessThanOrEqual(100);
  });

  it('S4-37: says whether a process keeps growing', async () => {
    const grower = spawn(process.execPath, ['-e', 'const kept = []; setInterval(() => kept.push(Buffer.alloc(2 ** 20, 1)), 5)']);
    const sleeper = spawn('sleep', ['60']);
    try {
      const [grown, still] = await Promise.all([grower, sleeper].map(({ pid }) => run(`rss ${pid}`, { block: { forMs: 1_500 } })));
      expect(grown?.data).toMatchObject({ growing: true, samples: expect.any(Array) });
      expect(grown?.data.slope_bytes).toBeGreaterThan(2 ** 20);
      expect(decideVerdict({ kind: 'host', fail: 'growing' }, grown?.data).verdict).toBe('fail');
      expect(still?.data.growing).toBe(false);
    } finally {
      grower.kill('SIGKILL');
      sleeper.kill('SIGKILL');
    }
    expect((await run('rss 4000000')).error?.code).toBe('not_available');
    expect((await run('rss')).error?.code).toBe('not_available');
  });

  it('S4-46: gives threads, processor, memory and connections together', async () => {
    const { data } = await run('threads cpu memory sockets');
    expect(Object.keys(data)).toEqual(['threads', 'cpu', 'memory', 'sockets']);
    expect(data.threads.thread_count).toBeGreaterThan(data.threads.processes[0].threads - 1);
  });

  it('S4-62: gives the versions of runtimes, and none for what is not there', async () => {
    const { data } = await run('versions');
    expect(Object.keys(data.versions)).toEqual(['node', 'python', 'java', 'ruby', 'php', 'go', 'runtimes']);
    for (const { version } of data.runtimes) expect(version === null || /^\d+\.\d+/.test(version)).toBe(true);
  });

  it('S4-63: lists packages by the beginning of their names', async () => {
    const all = await run('packages');
    if (all.error) return expect(all.error.code).toBe('not_available');
    const [{ name }] = all.data.packages;
    const some = await run('packages {name} cpu', { inputs: { name } });
    expect(some.data.packages.packages.every((each: { name: string }) => each.name.startsWith(name))).toBe(true);
    expect(some.data.cpu.used_pct).toBeGreaterThanOrEqual(0);
    expect(all.data.package_count).toBeGreaterThanOrEqual(some.data.packages.package_count);
  });

  it('S0-33: shows what the largest processes were called with, without their secrets', async () => {
    const child = spawn(process.execPath, [
      '-e',
      'globalThis.kept = Buffer.alloc(2 ** 28, 1); setInterval(() => {}, 1e6)',
      '--',
      '--password',
      'hunter22222',
      '--url=https://me:hunter33333@db.test/x',
    ]);
    try {
      const shown = async () => (await run('commands')).data.commands.find(({ pid }: { pid: number }) => pid === child.pid)?.command ?? '';
      await expect.poll(shown, { timeout: 10_000 }).toContain('--password [redacted]');
      expect(await shown()).not.toMatch(/hunter/);
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('stops when told to', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 30);
    expect((await run('vmstat', { block: { forMs: 60_000 }, signal: stop.signal })).error?.code).toBe('aborted');
  });
});

describe('what is read of counters and lists', () => {
  it.each([
    [['mysql', '-u', 'root', '-phunter2'], 'mysql -u [redacted] -p[redacted]'],
    [['java', '-Ddb.password=hunter2', '-jar', 'a.jar'], 'java -Ddb.password=[redacted] -jar a.jar'],
    [['redis-cli', '-a', 'hunter2', 'ping'], 'redis-cli -a [redacted] ping'],
    [['app', '--api-key', 'hunter2', '--port', '80'], 'app --api-key [redacted] --port 80'],
    [['psql', 'postgres://me:hunter2@db/x'], 'psql postgres://[redacted]@db/x'],
  ])('%j is shown as %s', (words, expected) => {
    expect(shownCommand(words)).toBe(expected);
  });

  it('is read as the kernel writes it', () => {
    expect(readProcessor('cpu  10 1 5 100 4 0 0 0\nintr 77 1 2\nctxt 88\nprocs_running 3\nprocs_blocked 1\n')).toMatchObject({
      total: 120,
      user: 11,
      interrupts: 77,
      switches: 88,
      running: 3,
      blocked: 1,
    });
    const disks = readDisks(
      '   8  0 sda 10 0 20 5 4 0 8 6 0 9 11\n   8  1 sda1 10 0 20 5 4 0 8 6 0 9 11\n   7  0 loop0 1 0 1 1 0 0 0 0 0 1 1\n 259 0 nvme0n1 0 0 0 0 0 0 0 0 0 0 0\n',
    );
    expect(disks).toEqual([{ name: 'sda', reads: 10, readBytes: 10_240, writes: 4, writtenBytes: 4_096, requestMs: 11, busyMs: 9 }]);
    expect(readInterfaces('Inter-| Receive\n face |bytes\n  eth0: 100 2 1 3 0 0 0 0 50 1 4 5 0 0 0 0\n')).toEqual([
      { name: 'eth0', received: 100, sent: 50, errors: 5, dropped: 8 },
    ]);
    expect(readGroups('Tcp: OutSegs RetransSegs\nTcp: 10 2\nUdp: InErrors\nUdp: 1\n')).toEqual({
      Tcp: { OutSegs: 10, RetransSegs: 2 },
      Udp: { InErrors: 1 },
    });
    expect(
      readDpkg('Package: a\nStatus: install ok installed\nVersion: 1.2\n\nPackage: b\nStatus: deinstall ok config-files\nVersion: 1\n'),
    ).toEqual([{ name: 'a', version: '1.2' }]);
    expect(readApk('P:musl\nV:1.2.4-r2\n\n')).toEqual([{ name: 'musl', version: '1.2.4-r2' }]);
    expect(
      lineThrough([
        [0, 1],
        [1, 3],
        [2, 5],
      ]),
    ).toEqual({ slope: 2, fit: 1 });
    expect(
      lineThrough([
        [0, 1],
        [1, 1],
      ]).slope,
    ).toBe(0);
  });
});
