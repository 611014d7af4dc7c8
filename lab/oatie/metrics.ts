import type pg from 'pg';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = {
  /** Begins to count what did not happen yet: a rate cannot be had of a series that begins with its first error. */
  expect: (of: { method: string; endpoint: string; status: number }) => void;
  record: (of: { method: string; endpoint: string; status: number; seconds: number }) => void;
  text: () => Promise<string>;
};

/** An application's measures in the Prometheus text format, under the names of its documents. */
export function makeMetrics(pool: pg.Pool, retainedBytes: () => number): Metrics {
  const registers = [new Registry()];
  const requests = new Counter({ name: 'http_requests_total', help: 'Requests', labelNames: ['method', 'endpoint', 'status'], registers });
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of requests',
    labelNames: ['method', 'endpoint'],
    buckets: [0.01, 0.05, 0.25, 1, 5],
    registers,
  });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge('db_connections_active', 'Connections of the pool that are in use', () => pool.totalCount - pool.idleCount);
  gauge('db_connections_idle', 'Connections of the pool that wait for use', () => pool.idleCount);
  gauge('db_connections_waiting', 'Requests that wait for a connection', () => pool.waitingCount);
  gauge('process_resident_memory_bytes', 'Memory that the process holds', () => process.memoryUsage.rss());
  gauge('app_retained_bytes', 'What the application keeps in memory of past requests', retainedBytes);
  return {
    expect: (labels) => requests.inc(labels, 0),
    record: ({ method, endpoint, status, seconds }) => {
      requests.inc({ method, endpoint, status });
      durations.observe({ method, endpoint }, seconds);
    },
    text: () => registers[0]?.metrics() ?? Promise.resolve(''),
  };
}
