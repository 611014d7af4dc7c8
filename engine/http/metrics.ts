import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { countActiveUsers } from '@/domain/access/count-active-users';
import { onQuery, poolUse } from '@/lib/db-pool';
import type { RunDispatcher } from '../jobs/run-dispatcher';
import type { LiveStreams } from '../live/live-streams';

const BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Registers /metrics in Prometheus text format and counts every request by its route, never by its raw address. */
export function registerMetrics(app: FastifyInstance, parts: { dispatcher: RunDispatcher; streams: LiveStreams }): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const labelNames = ['method', 'endpoint', 'status'] as const;
  const requests = new Counter({ name: 'http_requests_total', help: 'HTTP requests answered', labelNames, registers });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer',
    labelNames: ['method', 'endpoint'] as const,
    buckets: BUCKETS_SECONDS,
    registers,
  });
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  gauge('sitrep_runs_active', 'Runs that this engine executes now', () => parts.dispatcher.active);
  gauge('sitrep_runs_waiting', 'Runs that wait for room on this engine', () => parts.dispatcher.waiting);
  gauge('sitrep_live_streams', 'Open live streams', () => parts.streams.size);

  gauge('db_connections_active', "Connections of this engine's pool that are in use", () => poolUse().active);
  gauge('db_connections_idle', "Connections of this engine's pool that wait for use", () => poolUse().idle);
  gauge('db_connections_waiting', 'Requests that wait for a connection', () => poolUse().waiting);
  registerDatabase(app, registers);

  app.addHook('onResponse', async (request, reply) => {
    const endpoint = request.routeOptions.url === '/*' || !request.routeOptions.url ? 'page' : request.routeOptions.url;
    requests.inc({ method: request.method, endpoint, status: String(reply.statusCode) });
    duration.observe({ method: request.method, endpoint }, reply.elapsedTime / 1000);
  });
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
}

function registerDatabase(app: FastifyInstance, registers: Registry[]): void {
  const statements = new Histogram({
    name: 'db_query_duration_seconds',
    help: 'Time that statements of this engine took',
    buckets: BUCKETS_SECONDS,
    registers,
  });
  const stop = onQuery((seconds) => statements.observe(seconds));
  app.addHook('onClose', async () => stop());
  new Gauge({
    name: 'active_users',
    help: 'People who were signed in and did something in the last 15 minutes',
    registers,
    async collect() {
      const count = await countActiveUsers().catch(() => null);
      // Without the database the number is unknown, not zero.
      if (count === null) this.reset();
      else this.set(count);
    },
  });
}
