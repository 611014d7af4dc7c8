import { askJson } from '../api/ask-api';
import { printRows } from '../api/print-rows';
import { containerPath, listContainers, nameOf } from './containers';
import type { DockerVerb } from './docker-data';

/** Each sample takes the engine about a second. */
const AT_ONCE = 8;
const NEAR_LIMIT_PCT = 90;

type Cpu = { cpu_usage?: { total_usage?: number }; system_cpu_usage?: number; online_cpus?: number };
type Stats = {
  cpu_stats?: Cpu;
  precpu_stats?: Cpu;
  memory_stats?: { usage?: number; limit?: number; stats?: Record<string, number> };
  pids_stats?: { current?: number };
  networks?: Record<string, { rx_bytes: number; tx_bytes: number }>;
};

const round = (value: number) => Math.round(value * 10) / 10;

/** The share of one processor since the sample before, as docker stats computes it. */
function cpuPct({ cpu_stats: now = {}, precpu_stats: before = {} }: Stats): number {
  const used = (now.cpu_usage?.total_usage ?? 0) - (before.cpu_usage?.total_usage ?? 0);
  const whole = (now.system_cpu_usage ?? 0) - (before.system_cpu_usage ?? 0);
  return whole > 0 && used > 0 ? round((used / whole) * (now.online_cpus ?? 1) * 100) : 0;
}

function rowOf(name: string, stats: Stats) {
  const { usage = 0, limit = 0, stats: parts = {} } = stats.memory_stats ?? {};
  // What the kernel may take back at any time does not count as used.
  const used = Math.max(0, usage - (parts.inactive_file ?? parts.total_inactive_file ?? 0));
  const networks = Object.values(stats.networks ?? {});
  return {
    name,
    cpu_pct: cpuPct(stats),
    memory_used_bytes: used,
    memory_limit_bytes: limit,
    memory_used_pct: limit > 0 ? round((used / limit) * 100) : null,
    received_bytes: networks.reduce((sum, { rx_bytes }) => sum + rx_bytes, 0),
    sent_bytes: networks.reduce((sum, { tx_bytes }) => sum + tx_bytes, 0),
    processes: stats.pids_stats?.current ?? 0,
  };
}

const most = (values: (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length ? Math.max(...known) : null;
};

/** One sample of what containers use: docker stats without end is no answer. */
export const stats: DockerVerb = async ({ peer, command, request }) => {
  const { signal } = request;
  const names = command.args.length ? command.args : (await listContainers(peer, { all: false, filters: [] }, signal)).map(nameOf);
  const rows: ReturnType<typeof rowOf>[] = [];
  for (let at = 0; at < names.length && !signal.aborted; at += AT_ONCE)
    rows.push(
      ...(await Promise.all(
        names
          .slice(at, at + AT_ONCE)
          .map(async (name) =>
            rowOf(name, await askJson<Stats>(peer, { path: containerPath(name, '/stats'), query: { stream: 'false' } }, signal)),
          ),
      )),
    );
  await printRows(request, rows);
  const near = rows.filter((row) => (row.memory_used_pct ?? 0) >= NEAR_LIMIT_PCT);
  return {
    rows,
    count: rows.length,
    memory_used_pct: most(rows.map((row) => row.memory_used_pct)),
    cpu_pct: most(rows.map((row) => row.cpu_pct)),
    problems: near.map((row) => ({
      code: 'memory',
      message: `${row.name} uses ${row.memory_used_pct} % of its memory`,
      severity: 'fail' as const,
    })),
  };
};
