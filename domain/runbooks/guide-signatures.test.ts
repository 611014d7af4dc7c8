import { describe, expect, it } from 'vitest';
import { searchRunbooks } from './search-runbooks';

/** As somebody would paste it: with other ids, hosts and times than the runbook has. */
const PASTED: [row: string, slug: string, text: string][] = [
  ['S2-01', 'oatie-auth/invalid-token', '2026-11-21T03:12:09Z WARN auth.verify refused: token_expired (request 9b1f)'],
  ['S2-01', 'oatie-auth/invalid-token', '{"error":"Invalid JWT Token","path":"/api/v1/reports"}'],
  ['S2-09', 'oatie-auth/insufficient-permissions', 'HTTP 403: Insufficient permissions (user 77a0b6c2-11f0-4e7b-9a55-0c7f2f3a9d11)'],
  ['S2-15', 'oatie-reports/reports-fail-to-generate', 'report 90412 stuck in processing'],
  ['S2-15', 'oatie-reports/reports-fail-to-generate', 'report execution failed: ORA-12541: TNS:no listener'],
  ['S2-26', 'oatie-reports/reports-are-slow', '[worker-3] report generation exceeded 900 seconds'],
  [
    'S2-34',
    'oatie-reports/connection-pool-exhaustion',
    '2026-11-21 02:14:07.311 UTC [8112] FATAL:  too many connections for role "oatie_batch"',
  ],
  ['S2-34', 'oatie-reports/connection-pool-exhaustion', 'Error: timeout exceeded when trying to connect'],
  ['S2-42', 'oatie-reports/database-degradation', 'ERROR: deadlock detected at 03:11:58, process 4471 waits for ShareLock'],
  ['S2-51', 'oatie-platform/high-memory', 'kernel: Out of memory: Killed process 90211 (gunicorn) total-vm:4128840kB'],
  ['S2-51', 'oatie-platform/high-memory', 'MemoryError in report 90412'],
  ['S2-59', 'oatie-cluster/names-not-found', 'dial tcp 10.4.77.12:6379: i/o timeout'],
  ['S2-59', 'oatie-cluster/names-not-found', 'Service discovery failed for templates-service'],
  ['S3-01', 'paksa-db/cannot-connect', 'connection to server at "db-2.internal" (10.9.1.44), port 5432 failed: Connection refused'],
  ['S3-09', 'paksa-db/slow-queries', 'psycopg2.errors.QueryCanceled: canceling statement due to statement timeout'],
  [
    'S3-15',
    'paksa-api/memory-and-cpu',
    '[2026-11-21 01:02:03 +0000] [1] [ERROR] Worker (pid:8812) was sent SIGKILL! Perhaps out of memory?',
  ],
  ['S3-23', 'paksa-api/sign-in-fails', 'jwt.exceptions.InvalidSignatureError: Signature verification failed'],
  ['S3-29', 'paksa-api/slow-api', '<html><body><h1>504 Gateway Time-out</h1></body></html>'],
  ['S3-36', 'paksa-api/memory-and-cpu', '04:11:02 up 9 days, load average: 22.10, 19.04, 12.77'],
  [
    'S3-42',
    'paksa-edge/bad-gateway',
    '2026/11/21 03:04:05 [error] 29#29: *77 connect() failed (111: Connection refused) while connecting to upstream, upstream: "http://10.0.0.9:8000/api"',
  ],
  ['S3-49', 'paksa-edge/certificates', '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:997)'],
  ['S3-55', 'paksa-db/corrupt-data', 'insert or update on table "invoices" violates foreign key constraint "invoices_customer_id_fkey"'],
  ['S3-60', 'paksa-db/migrations-fail', 'schema mismatches found after the release of 2026-11-21'],
  [
    'S4-01',
    'general/cannot-connect-to-database',
    'could not connect to server: Connection refused. Is the server running on host "10.1.2.3"?',
  ],
  ['S4-18', 'general/api-request-fails', 'HTTP/1.1 500 Internal Server Error'],
  ['S4-25', 'general/suddenly-slow', 'GET /orders: request took 31.7 seconds'],
  ['S4-39', 'general/refused-access', 'permission check failed for user 90211: invoices.delete'],
  ['S4-43', 'general/fails-sometimes', 'It works sometimes, fails randomly'],
  ['S4-49', 'general/container-restarts', 'app-2  Restarting (1) 41 seconds ago'],
  ['S4-60', 'general/works-in-dev-only', "KeyError: 'DATABASE_URL'"],
  ['S4-66', 'general/application-hangs', '2026-11-21 Application hangs: no request was answered for 240 s'],
];

describe('a pasted error finds its section first', () => {
  it.each(PASTED)('%s: %s', async (_row, slug, text) => {
    const [first] = await searchRunbooks(`app-1 | ${text}\n`);
    expect(first).toMatchObject({ slug, match: 'signature' });
  });
});
