import type { Lab } from './lab';

const EVERY_MS = 2_000;
const WRITE_EVERY = 5;
const RING_START = 1_000_000;
const RING_ROWS = 2_000;
const PATHS = [
  '/health',
  '/api/v1/reports/6/preview',
  '/api/v1/reports/17/executions',
  '/metrics',
  '/auth/check',
  '/api/v1/reports/23/preview',
];
const PAKSA_PATH = '/api/v1/invoices';

/** Rows are reused, so that a console left running for months does not grow. */
async function writeSome(lab: Lab, beat: number) {
  const { pool } = lab.oatie;
  await pool.query('UPDATE reports SET updated_at = now() WHERE id = $1', [1 + (beat % 50)]);
  await pool.query(
    `INSERT INTO audit_logs VALUES ($1, (SELECT organization_id FROM reports WHERE id = $2), NULL, 'report.viewed', '{}', now())
     ON CONFLICT (id) DO UPDATE SET "timestamp" = excluded."timestamp"`,
    [RING_START + (beat % RING_ROWS), 1 + (beat % 50)],
  );
}

/** Asks the applications for something every two seconds, so that their statistics move; returns what ends it. */
export function startTraffic(lab: Lab): () => void {
  let beat = 0;
  const timer = setInterval(() => {
    beat += 1;
    for (const url of [`${lab.httpUrl}${PATHS[beat % PATHS.length]}`, `${lab.paksa.balancer.url}${PAKSA_PATH}`])
      fetch(url)
        .then((response) => response.arrayBuffer())
        .catch(() => {});
    if (beat % WRITE_EVERY === 0) writeSome(lab, beat).catch(() => {});
  }, EVERY_MS).unref();
  return () => clearInterval(timer);
}
