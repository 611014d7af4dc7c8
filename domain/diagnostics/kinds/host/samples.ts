import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { isLinux, type Measure, NO_PROC, pct, size } from './figures';
import { readDisks, readInterfaces, readProcessor, readVirtualMemory } from './read-counters';
import { readProcess } from './read-proc';

const EVERY_MS = 1_000;
const SAMPLES = 5;
const RSS_SAMPLES = 10;
const MINUTE_MS = 60_000;
const PAGE_BYTES = 4_096;
/** Memory that is touched for the first time grows once; only what goes on growing is a leak. */
const LEAST_GROWTH_PCT = 1;
const STRAIGHT = 0.8;

const read = (file: string) => readFile(file, 'utf8');
const perSecond = (delta: number, ms: number) => Math.round((delta / Math.max(1, ms)) * 100_000) / 100;
const rate = (bytes: number, ms: number) => Math.round((bytes / Math.max(1, ms)) * 1_000);

/** As vmstat 1 5: what waits, what is swapped, what the processor does. Bounded, where vmstat 1 never ends. */
const vmstat: Measure = async (_, signal, { forMs = SAMPLES * EVERY_MS }) => {
  if (!isLinux) return NO_PROC;
  const look = async () => ({
    at: performance.now(),
    cpu: readProcessor(await read('/proc/stat')),
    memory: readVirtualMemory(await read('/proc/vmstat')),
  });
  const samples: Record<string, number>[] = [];
  let before = await look();
  for (let count = 0; count < SAMPLES; count += 1) {
    await pause(forMs / SAMPLES, undefined, { signal });
    const now = await look();
    const ms = now.at - before.at;
    const total = now.cpu.total - before.cpu.total;
    samples.push({
      running: now.cpu.running,
      blocked: now.cpu.blocked,
      swap_in: perSecond(now.memory.swappedIn - before.memory.swappedIn, ms),
      swap_out: perSecond(now.memory.swappedOut - before.memory.swappedOut, ms),
      interrupts: perSecond(now.cpu.interrupts - before.cpu.interrupts, ms),
      switches: perSecond(now.cpu.switches - before.cpu.switches, ms),
      user_pct: pct(now.cpu.user - before.cpu.user, total),
      system_pct: pct(now.cpu.system - before.cpu.system, total),
      idle_pct: pct(now.cpu.idle - before.cpu.idle, total),
      iowait_pct: pct(now.cpu.iowait - before.cpu.iowait, total),
      steal_pct: pct(now.cpu.steal - before.cpu.steal, total),
    });
    before = now;
  }
  const most = (name: string) => Math.max(...samples.map((sample) => sample[name] ?? 0));
  const data = {
    samples,
    most_running: most('running'),
    most_blocked: most('blocked'),
    most_iowait_pct: most('iowait_pct'),
    most_steal_pct: most('steal_pct'),
  };
  const lines = samples.map(
    (each) =>
      `vmstat      run ${each.running} blocked ${each.blocked} swap ${each.swap_in}/${each.swap_out} user ${each.user_pct} % system ${each.system_pct} % wait ${each.iowait_pct} %\n`,
  );
  return { data: { ...data, swapping: samples.some((each) => (each.swap_in ?? 0) + (each.swap_out ?? 0) > 0) }, text: lines.join('') };
};

/** As iostat -x: what each disk does, how long a request takes, how busy it is. */
const iostat: Measure = async (_, signal, { forMs = EVERY_MS }) => {
  if (!isLinux) return NO_PROC;
  const before = new Map(readDisks(await read('/proc/diskstats')).map((disk) => [disk.name, disk]));
  const startedAt = performance.now();
  await pause(forMs, undefined, { signal });
  const now = readDisks(await read('/proc/diskstats'));
  const ms = performance.now() - startedAt;
  const devices = now.flatMap((disk) => {
    const then = before.get(disk.name);
    if (!then) return [];
    const requests = disk.reads + disk.writes - then.reads - then.writes;
    return {
      name: disk.name,
      reads_per_s: perSecond(disk.reads - then.reads, ms),
      writes_per_s: perSecond(disk.writes - then.writes, ms),
      read_bytes: rate(disk.readBytes - then.readBytes, ms),
      written_bytes: rate(disk.writtenBytes - then.writtenBytes, ms),
      await_ms: requests > 0 ? Math.round(((disk.requestMs - then.requestMs) / requests) * 10) / 10 : 0,
      busy_pct: Math.min(100, pct(disk.busyMs - then.busyMs, ms)),
    };
  });
  if (!devices.length) return { unavailable: 'this machine shows no disk in /proc/diskstats' };
  const [busiest] = [...devices].sort((a, b) => b.busy_pct - a.busy_pct);
  return {
    data: {
      devices,
      busiest: busiest?.name,
      busy_pct: busiest?.busy_pct ?? 0,
      await_ms: Math.max(...devices.map((each) => each.await_ms)),
    },
    text: devices
      .map(
        (each) =>
          `disk        ${each.name.padEnd(10)} ${each.busy_pct} % busy, ${each.await_ms} ms a request, reads ${size(each.read_bytes)}/s, writes ${size(each.written_bytes)}/s\n`,
      )
      .join(''),
  };
};

/** What goes through each interface a second; iftop needs a terminal and root for less. */
const rates: Measure = async (_, signal, { forMs = EVERY_MS }) => {
  if (!isLinux) return NO_PROC;
  const before = new Map(readInterfaces(await read('/proc/net/dev')).map((each) => [each.name, each]));
  const startedAt = performance.now();
  await pause(forMs, undefined, { signal });
  const ms = performance.now() - startedAt;
  const list = readInterfaces(await read('/proc/net/dev')).flatMap((now) => {
    const then = before.get(now.name);
    if (!then) return [];
    return {
      name: now.name,
      received_bytes: rate(now.received - then.received, ms),
      sent_bytes: rate(now.sent - then.sent, ms),
      errors: now.errors - then.errors,
      dropped: now.dropped - then.dropped,
    };
  });
  return {
    data: {
      rates: list,
      errors: list.reduce((sum, each) => sum + each.errors, 0),
      dropped: list.reduce((sum, each) => sum + each.dropped, 0),
    },
    text: list
      .map(
        (each) =>
          `rates       ${each.name.padEnd(12)} in ${size(each.received_bytes)}/s, out ${size(each.sent_bytes)}/s, dropped ${each.dropped}\n`,
      )
      .join(''),
  };
};

/** The straight line through points: its slope for each unit of x, and how well it fits (1: exactly). */
export function lineThrough(points: readonly [number, number][]): { slope: number; fit: number } {
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / Math.max(1, points.length);
  const [mx, my] = [mean(0), mean(1)];
  const sums = points.reduce(
    ({ xx, xy, yy }, [x, y]) => ({ xx: xx + (x - mx) ** 2, xy: xy + (x - mx) * (y - my), yy: yy + (y - my) ** 2 }),
    { xx: 0, xy: 0, yy: 0 },
  );
  if (sums.xx === 0 || sums.yy === 0) return { slope: 0, fit: 0 };
  return { slope: sums.xy / sums.xx, fit: sums.xy ** 2 / (sums.xx * sums.yy) };
}

/** The memory of one process over the block's `for` (10 s when left out), and whether it keeps growing. */
const rss: Measure = async (argument, signal, { forMs = RSS_SAMPLES * EVERY_MS }) => {
  if (!isLinux) return NO_PROC;
  if (!argument) return { unavailable: 'rss needs the number of a process, such as "rss 4711"' };
  const look = async () => readProcess(Number(argument), await read(`/proc/${argument}/stat`).catch(() => ''), PAGE_BYTES);
  const startedAt = performance.now();
  const samples: { at_ms: number; rss_bytes: number }[] = [];
  let name = '';
  for (let count = 0; count < RSS_SAMPLES; count += 1) {
    if (count > 0) await pause(forMs / (RSS_SAMPLES - 1), undefined, { signal });
    const found = await look();
    if (!found) return { unavailable: count ? `process ${argument} ended while it was watched` : `there is no process ${argument}` };
    name = found.name;
    samples.push({ at_ms: Math.round(performance.now() - startedAt), rss_bytes: found.rss_bytes });
  }
  const { slope, fit } = lineThrough(samples.map(({ at_ms, rss_bytes }) => [at_ms, rss_bytes]));
  const [first, last] = [samples[0]?.rss_bytes ?? 0, samples.at(-1)?.rss_bytes ?? 0];
  const growth_pct = first > 0 ? Math.round(((last - first) / first) * 1_000) / 10 : 0;
  const slope_bytes = Math.round(slope * MINUTE_MS);
  const growing = slope > 0 && fit >= STRAIGHT && growth_pct >= LEAST_GROWTH_PCT;
  return {
    data: { pid: Number(argument), name, rss_bytes: last, slope_bytes, growth_pct, fit: Math.round(fit * 100) / 100, growing, samples },
    text: `rss         ${name} (${argument}) ${size(last)}, ${slope_bytes >= 0 ? '+' : '-'}${size(Math.abs(slope_bytes))} a minute, ${growing ? 'keeps growing' : 'does not keep growing'}\n`,
  };
};

export const SAMPLED_MEASURES = { vmstat, iostat, rates, rss } satisfies Record<string, Measure>;
