import { type LabContainer, type LabEngine, type LabImage, MEBIBYTE } from './engine';

const NETWORK = (project?: string) => (project ? `${project}_default` : 'bridge');
const iso = (ms: number) => (ms ? new Date(ms).toISOString() : '0001-01-01T00:00:00Z');
const SECOND_NS = 1_000_000_000;

const labelsOf = ({ project, service }: LabContainer): Record<string, string> =>
  project && service
    ? { 'com.docker.compose.project': project, 'com.docker.compose.service': service, 'com.docker.compose.container-number': '1' }
    : {};

function ago(ms: number): string {
  const minutes = Math.floor((Date.now() - ms) / 60_000);
  if (minutes < 1) return 'Less than a minute';
  return minutes < 120 ? `${minutes} minutes` : `${Math.floor(minutes / 60)} hours`;
}

function statusOf(container: LabContainer): string {
  const { state, exitCode, finishedMs, startedMs, hasHealthCheck } = container;
  if (state === 'created') return 'Created';
  if (state === 'exited') return `Exited (${exitCode}) ${ago(finishedMs)} ago`;
  if (state === 'restarting') return `Restarting (${exitCode}) ${ago(finishedMs)} ago`;
  return `Up ${ago(startedMs)}${hasHealthCheck ? ' (healthy)' : ''}`;
}

/** As GET /containers/json lists it. */
export const listed = (container: LabContainer) => ({
  Id: container.id,
  Names: [`/${container.name}`],
  Image: container.image,
  ImageID: container.imageId,
  Command: `docker-entrypoint ${container.service ?? container.name}`,
  Created: Math.floor(container.createdMs / 1_000),
  Ports: container.server === 'postgres' ? [{ PrivatePort: 5432, Type: 'tcp' }] : [],
  Labels: labelsOf(container),
  State: container.state,
  Status: statusOf(container),
  HostConfig: { NetworkMode: NETWORK(container.project) },
  NetworkSettings: { Networks: { [NETWORK(container.project)]: {} } },
  Mounts: [],
});

function healthOf({ state, hasHealthCheck, startedMs }: LabContainer) {
  if (!hasHealthCheck) return {};
  const isWell = state === 'running';
  const output = isWell ? 'ok' : 'connect: connection refused';
  const log = [{ Start: iso(startedMs), End: iso(startedMs + 40), ExitCode: isWell ? 0 : 1, Output: output }];
  return { Health: { Status: isWell ? 'healthy' : 'unhealthy', FailingStreak: isWell ? 0 : 3, Log: log } };
}

/** As GET /containers/{id}/json gives it. */
export const inspected = (container: LabContainer) => ({
  Id: container.id,
  Created: iso(container.createdMs),
  Name: `/${container.name}`,
  Image: container.imageId,
  RestartCount: container.restartCount,
  Driver: 'overlay2',
  Platform: 'linux',
  State: {
    Status: container.state,
    Running: container.state === 'running',
    Paused: false,
    Restarting: container.state === 'restarting',
    OOMKilled: container.oomKilled,
    Dead: false,
    Pid: container.state === 'running' ? 4_711 : 0,
    ExitCode: container.exitCode,
    Error: '',
    StartedAt: iso(container.startedMs),
    FinishedAt: iso(container.finishedMs),
    ...healthOf(container),
  },
  HostConfig: {
    NetworkMode: NETWORK(container.project),
    RestartPolicy: { Name: 'unless-stopped', MaximumRetryCount: 0 },
    Memory: container.memoryLimitBytes,
    MemorySwap: container.memoryLimitBytes * 2,
    NanoCpus: 0,
  },
  Config: {
    Hostname: container.id.slice(0, 12),
    Image: container.image,
    Tty: false,
    Env: container.env,
    Labels: labelsOf(container),
    ...(container.hasHealthCheck
      ? {
          Healthcheck: {
            Test: ['CMD-SHELL', 'wget -q --spider http://localhost:8000/health'],
            Interval: 30 * SECOND_NS,
            Timeout: 3 * SECOND_NS,
            Retries: 3,
          },
        }
      : {}),
  },
  Mounts: [],
  NetworkSettings: {
    Networks: { [NETWORK(container.project)]: { Aliases: [container.service ?? container.name, container.id.slice(0, 12)] } },
  },
});

/** As GET /images/json lists it. */
export const listedImage = ({ id, tags, createdMs, sizeBytes }: LabImage, { containers }: LabEngine) => ({
  Id: id,
  ParentId: '',
  RepoTags: tags,
  RepoDigests: [],
  Created: Math.floor(createdMs / 1_000),
  Size: sizeBytes,
  SharedSize: -1,
  Labels: {},
  Containers: containers.filter(({ imageId }) => imageId === id).length,
});

/** One sample of GET /containers/{id}/stats. */
export function sampled(container: LabContainer) {
  const runs = container.state === 'running';
  const beat = Date.now();
  const usage = runs ? Math.min(container.memoryNeedBytes, container.memoryLimitBytes || container.memoryNeedBytes) : 0;
  const cpu = (at: number, used: number) => ({
    cpu_usage: { total_usage: used, usage_in_kernelmode: 0, usage_in_usermode: used },
    system_cpu_usage: at,
    online_cpus: 2,
    throttling_data: { periods: 0, throttled_periods: 0, throttled_time: 0 },
  });
  return {
    name: `/${container.name}`,
    id: container.id,
    read: new Date(beat).toISOString(),
    preread: new Date(beat - 1_000).toISOString(),
    num_procs: 0,
    pids_stats: { current: runs ? 7 : 0 },
    cpu_stats: runs ? cpu(beat * 2_000_000, beat * 100_000) : cpu(0, 0),
    precpu_stats: runs ? cpu((beat - 1_000) * 2_000_000, (beat - 1_000) * 100_000) : cpu(0, 0),
    memory_stats: runs
      ? { usage: usage + 4 * MEBIBYTE, limit: container.memoryLimitBytes || 8_192 * MEBIBYTE, stats: { inactive_file: 4 * MEBIBYTE } }
      : {},
    networks: runs ? { eth0: { rx_bytes: beat % 1_000_000_000, tx_bytes: beat % 900_000_000, rx_packets: 1, tx_packets: 1 } } : {},
    blkio_stats: { io_service_bytes_recursive: [] },
    storage_stats: {},
  };
}
