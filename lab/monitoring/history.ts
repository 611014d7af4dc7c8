const SECONDS = 2 * 3_600;
const STEP_SECONDS = 15;
/** So many requests come in a second, more and fewer in the course of an hour. */
const USUAL = 0.5;
const WAVE_SECONDS = 3_600;
/** One of so many fails. */
const FAILING = 200;

const labels = (service: string, more: Record<string, string> = {}) =>
  Object.entries({ job: 'lab', instance: service, service, ...more })
    .map(([name, value]) => `${name}="${value}"`)
    .join(',');

function requestsUntil(second: number): number {
  return Math.round(USUAL * second + (USUAL / 2) * (WAVE_SECONDS / (2 * Math.PI)) * (1 - Math.cos((2 * Math.PI * second) / WAVE_SECONDS)));
}

/** The two hours before `now`, as OpenMetrics: what was asked of Paksa, how much of it failed, and how many sessions its database had. */
export function historyOf(now: Date): string {
  const end = Math.floor(now.getTime() / 1_000);
  const seconds = Array.from({ length: SECONDS / STEP_SECONDS }, (_, at) => at * STEP_SECONDS);
  const at = (second: number) => end - SECONDS + second;
  const invoices = (status: string) => labels('paksa-api', { method: 'GET', endpoint: '/api/v1/invoices', status });
  const series = (name: string, of: string, value: (second: number) => number) =>
    seconds.map((second) => `${name}{${of}} ${value(second)} ${at(second)}`);
  return [
    '# TYPE http_requests counter',
    ...series('http_requests_total', invoices('200'), (second) => requestsUntil(second)),
    ...series('http_requests_total', invoices('500'), (second) => Math.floor(requestsUntil(second) / FAILING)),
    '# TYPE pg_stat_database_numbackends gauge',
    ...series('pg_stat_database_numbackends', labels('paksa-db', { datname: 'paksa' }), (second) => 6 + (Math.floor(second / 300) % 5)),
    '# EOF',
    '',
  ].join('\n');
}
