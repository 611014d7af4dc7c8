import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { runKind } from '@/test/run-kind';
import { host } from './host';
import { readAddress, readCpuTimes, readMemory, readMounts, readProcess, readSockets } from './host/read-proc';

const run = (body: string, request: Parameters<typeof runKind>[3] = {}) => runKind(host, 'host', body, request);

describe('host', () => {
  it('measures several things at once, each under its word', async () => {
    const { status, data, stdout } = await run('cpu mem disk load uptime interfaces');
    expect(status).toBe('completed');
    expect(Object.keys(data)).toEqual(['cpu', 'memory', 'disk', 'load', 'uptime', 'interfaces']);
    for (const word of ['cpu', 'memory', 'disk']) {
      expect(data[word].used_pct).toBeGreaterThanOrEqual(0);
      expect(data[word].used_pct).toBeLessThanOrEqual(100);
    }
    expect(stdout).toMatch(/cpu .*\nmemory .*\ndisk /);
  });

  it('gives a single measure beside its word too', async () => {
    const { data } = await run('memory');
    expect(data.used_pct).toBe(data.memory.used_pct);
    expect(data.used_pct + data.available_pct).toBeCloseTo(100, 0);
    expect((await run('disk /tmp')).data.path).toBe('/tmp');
  });

  it.skipIf(process.platform !== 'linux')('sees who listens', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect((await run('listen {port}', { inputs: { port } })).data).toMatchObject({
      listening: true,
      listeners: [{ protocol: 'tcp', address: '127.0.0.1', port }],
    });
    expect((await run('sockets')).data.states.listen).toBeGreaterThan(0);
    server.close();
    expect((await run(`listen ${port}`)).data.listening).toBe(false);
  });

  it.skipIf(process.platform !== 'linux')('names processes without their arguments', async () => {
    const { data, stdout } = await run('top');
    expect(data.process_count).toBeGreaterThan(0);
    expect(Object.keys(data.processes[0])).toEqual(['pid', 'name', 'state', 'cpu_pct', 'rss_bytes', 'memory_pct']);
    expect(stdout).toContain('the busiest');
  });

  it('refuses what it does not know, other machines, and stops', async () => {
    expect((await run('frobnicate')).error?.code).toBe('body');
    expect((await run('')).error?.code).toBe('body');
    expect((await run('constructor')).error?.code).toBe('body');
    expect((await run('listen x')).error?.code).toBe('body');
    expect((await run('disk /no/such/folder')).error?.code).toBe('not_available');
    expect((await run('cpu', { target: { name: 'db-1' } })).error?.code).toBe('not_available');
    expect((await run('cpu', { signal: AbortSignal.abort() })).error?.code).toBe('aborted');
  });
});

describe('what /proc says', () => {
  it('is read as it is written', () => {
    expect(readCpuTimes('cpu  10 1 5 100 4 0 0 0 7 7\ncpu0 1 1 1 1')).toEqual({ total: 120, idle: 100, iowait: 4 });
    expect(readMemory('MemTotal:  1000 kB\nActive(anon):  3 kB\nHugePages_Total: 0\n')).toEqual({
      MemTotal: 1_024_000,
      'Active(anon)': 3_072,
    });
    expect(readProcess(7, '7 (a) b) c) S 1 7 7 0 -1 4 0 0 0 0 12 3 0 0 20 0 1 0 99 5000 25 1', 4_096)).toEqual({
      pid: 7,
      name: 'a) b) c',
      state: 'S',
      ticks: 15,
      rss_bytes: 102_400,
    });
    expect(readProcess(7, 'nonsense', 4_096)).toBeUndefined();
    expect(readAddress('0100007F')).toBe('127.0.0.1');
    expect(readAddress('00000000000000000000000001000000')).toBe('::1');
    expect(readSockets('tcp', 'head\n  0: 0100007F:1538 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0 0 4242 1\n')).toEqual([
      { protocol: 'tcp', state: 'listen', address: '127.0.0.1', port: 5432, inode: '4242' },
    ]);
    expect(
      readMounts(
        '/dev/sda1 / ext4 rw 0 0\nproc /proc proc rw 0 0\n/dev/sda1 /again ext4 rw 0 0\n/dev/sdb /my\\040disk xfs rw 0 0\nhost:/x /nfs nfs4 rw 0 0\n',
      ),
    ).toEqual([
      { device: '/dev/sda1', path: '/', type: 'ext4' },
      { device: '/dev/sdb', path: '/my disk', type: 'xfs' },
    ]);
  });
});
