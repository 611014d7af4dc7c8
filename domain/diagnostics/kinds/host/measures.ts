import { readFile, statfs } from 'node:fs/promises';
import os from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { within } from '../../egress';
import { isLinux, type Measure, pct, size } from './figures';
import { listProcesses, type Mount, readCpuTimes, readMemory, readMounts, readOrNothing } from './read-proc';

const SAMPLE_MS = 250;
const STATFS_LIMIT_MS = 2_000;
const TOP_PROCESSES = 10;
const PAGE_BYTES = 4_096;
const TICKS_PER_SECOND = 100;

async function sampleCpu() {
  if (isLinux) return readCpuTimes(await readFile('/proc/stat', 'utf8'));
  const times = os.cpus().map((cpu) => cpu.times);
  const total = times.reduce((sum, each) => sum + each.user + each.nice + each.sys + each.idle + each.irq, 0);
  return { total, idle: times.reduce((sum, each) => sum + each.idle, 0), iowait: 0 };
}

const cpu: Measure = async (_, signal) => {
  const before = await sampleCpu();
  await pause(SAMPLE_MS, undefined, { signal });
  const after = await sampleCpu();
  const total = after.total - before.total;
  const iowait_pct = pct(after.iowait - before.iowait, total);
  const used_pct = pct(total - (after.idle - before.idle) - (after.iowait - before.iowait), total);
  const cores = os.availableParallelism();
  return {
    data: { used_pct, iowait_pct, cores },
    text: `cpu         ${used_pct} % of ${cores} cores, waiting for disks ${iowait_pct} %\n`,
  };
};

const memory: Measure = async () => {
  const read = isLinux ? readMemory(await readFile('/proc/meminfo', 'utf8')) : {};
  const total_bytes = read.MemTotal ?? os.totalmem();
  const available_bytes = read.MemAvailable ?? os.freemem();
  const swap_total_bytes = read.SwapTotal ?? 0;
  const swap_used_bytes = swap_total_bytes - (read.SwapFree ?? 0);
  const used_bytes = total_bytes - available_bytes;
  const data = {
    total_bytes,
    used_bytes,
    available_bytes,
    used_pct: pct(used_bytes, total_bytes),
    available_pct: pct(available_bytes, total_bytes),
    swap_total_bytes,
    swap_used_bytes,
  };
  return {
    data,
    text: `memory      ${size(used_bytes)} of ${size(total_bytes)} used (${data.used_pct} %), ${size(available_bytes)} available, swap ${size(swap_used_bytes)}\n`,
  };
};

const load: Measure = async () => {
  const [load1 = 0, load5 = 0, load15 = 0] = os.loadavg().map((value) => Math.round(value * 100) / 100);
  const cores = os.availableParallelism();
  return {
    data: { load1, load5, load15, cores, per_core: Math.round((100 * load1) / cores) / 100 },
    text: `load        ${load1} ${load5} ${load15} on ${cores} cores\n`,
  };
};

const uptime: Measure = async () => {
  const seconds = Math.floor(os.uptime());
  const days = Math.floor(seconds / 86_400);
  const data = {
    uptime_seconds: seconds,
    booted_at: new Date(Date.now() - seconds * 1_000).toISOString(),
    hostname: os.hostname(),
    kernel: `${os.type()} ${os.release()}`,
  };
  return {
    data,
    text: `uptime      ${days} days ${Math.floor((seconds % 86_400) / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min, ${data.kernel}\n`,
  };
};

const interfaces: Measure = async () => {
  const list = Object.entries(os.networkInterfaces()).flatMap(([name, all]) =>
    (all ?? []).map(({ address, family, internal, mac }) => ({ name, address, family, internal, mac })),
  );
  return { data: { interfaces: list }, text: list.map(({ name, address }) => `interface   ${name.padEnd(12)} ${address}\n`).join('') };
};

async function mountsFor(path: string | undefined): Promise<Mount[]> {
  if (path) return [{ device: '', path, type: '' }];
  const mounts = isLinux ? readMounts(await readFile('/proc/self/mounts', 'utf8')) : [];
  return mounts.length ? mounts : [{ device: '', path: '/', type: '' }];
}

type Space = Mount & {
  size_bytes: number;
  used_bytes: number;
  free_bytes: number;
  used_pct: number;
  inodes: number;
  inodes_used: number;
  inodes_used_pct: number;
};

/** As df counts: of what ordinary users can have, the part that is used. */
async function spaceOf(mount: Mount, signal: AbortSignal): Promise<Space | undefined> {
  const found = await within(statfs(mount.path), STATFS_LIMIT_MS, signal).catch(() => undefined);
  if (!found || found.blocks === 0) return;
  const used = found.blocks - found.bfree;
  const inodesUsed = found.files - found.ffree;
  return {
    ...mount,
    size_bytes: found.blocks * found.bsize,
    used_bytes: used * found.bsize,
    free_bytes: found.bavail * found.bsize,
    used_pct: pct(used, used + found.bavail),
    inodes: found.files,
    inodes_used: inodesUsed,
    inodes_used_pct: pct(inodesUsed, found.files),
  };
}

async function spaces(path: string | undefined, signal: AbortSignal): Promise<Space[]> {
  const all = await Promise.all((await mountsFor(path)).map((mount) => spaceOf(mount, signal)));
  return all.filter((space) => space !== undefined);
}

const disk: Measure = async (path, signal) => {
  const disks = await spaces(path, signal);
  const [fullest] = [...disks].sort((a, b) => b.used_pct - a.used_pct);
  if (!fullest) return { unavailable: path ? `${path} cannot be looked at` : 'no disk can be looked at' };
  const text = disks
    .map(
      (each) =>
        `disk        ${each.path.padEnd(24)} ${`${each.used_pct}`.padStart(5)} % of ${size(each.size_bytes)}, ${size(each.free_bytes)} free\n`,
    )
    .join('');
  return { data: { disks, used_pct: fullest.used_pct, free_bytes: fullest.free_bytes, path: fullest.path }, text };
};

const inodes: Measure = async (path, signal) => {
  const disks = (await spaces(path, signal)).filter((space) => space.inodes > 0);
  const [fullest] = [...disks].sort((a, b) => b.inodes_used_pct - a.inodes_used_pct);
  if (!fullest) return { unavailable: 'no disk here counts inodes' };
  const text = disks
    .map((each) => `inodes      ${each.path.padEnd(24)} ${`${each.inodes_used_pct}`.padStart(5)} % of ${each.inodes}\n`)
    .join('');
  return { data: { disks, used_pct: fullest.inodes_used_pct, path: fullest.path }, text };
};

/** By name only: the arguments of a process often hold passwords. */
const top: Measure = async (_, signal) => {
  if (!isLinux) return { unavailable: 'processes are read from /proc, which this system does not have' };
  const before = new Map((await listProcesses(PAGE_BYTES)).map(({ pid, ticks }) => [pid, ticks]));
  const startedAt = performance.now();
  await pause(SAMPLE_MS, undefined, { signal });
  const all = await listProcesses(PAGE_BYTES);
  const ticks = ((performance.now() - startedAt) / 1_000) * TICKS_PER_SECOND;
  const total = readMemory(await readOrNothing('/proc/meminfo')).MemTotal ?? os.totalmem();
  const rows = all
    .map(({ pid, name, state, ticks: now, rss_bytes }) => ({
      pid,
      name,
      state,
      cpu_pct: pct(Math.max(0, now - (before.get(pid) ?? now)), ticks),
      rss_bytes,
      memory_pct: pct(rss_bytes, total),
    }))
    .sort((a, b) => b.cpu_pct - a.cpu_pct || b.rss_bytes - a.rss_bytes);
  const processes = rows.slice(0, TOP_PROCESSES);
  const lines = processes.map(
    (each) =>
      `${String(each.pid).padStart(8)}  ${each.name.padEnd(20)} ${`${each.cpu_pct}`.padStart(6)} % cpu  ${size(each.rss_bytes).padStart(10)}  ${each.state}\n`,
  );
  return {
    data: { processes, process_count: rows.length, zombies: rows.filter(({ state }) => state === 'Z').length },
    text: `processes   ${rows.length}, the busiest:\n${lines.join('')}`,
  };
};

export const MEASURES = { cpu, memory, load, uptime, interfaces, disk, inodes, top } satisfies Record<string, Measure>;
