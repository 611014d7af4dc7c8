import { Counter, Histogram, Registry } from 'prom-client';

export type RequestMetrics = {
  record: (of: { method: string; endpoint: string; status: number; seconds: number }) => void;
  text: () => Promise<string>;
};

/** Requests and their durations, as `http_requests_total` and `http_request_duration_seconds`. */
export function makeRequestMetrics(): RequestMetrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({ name: 'http_requests_total', help: 'Requests', labelNames: ['method', 'endpoint', 'status'], registers });
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of requests',
    labelNames: ['method', 'endpoint'],
    buckets: [0.01, 0.05, 0.25, 1, 5],
    registers,
  });
  return {
    record: ({ method, endpoint, status, seconds }) => {
      requests.inc({ method, endpoint, status });
      durations.observe({ method, endpoint }, seconds);
    },
    text: () => registry.metrics(),
  };
}
