import { expect, test } from 'vitest';
import { readCoverage } from '@/domain/runbooks/coverage/read-coverage';
import { searchRunbooks } from '@/domain/runbooks/search-runbooks';

/** Errors as people paste them: with other ids, hosts and times than the runbooks were written with. */
const PASTED: [row: string, text: string][] = [
  ['S0-01', '2026-11-26 02:14:07.882 UTC [4711] FATAL:  password authentication failed for user "dotmac_app"'],
  [
    'S0-01',
    'OperationalError: connection to server at "db-2.internal" (10.4.1.9), port 6432 failed: FATAL: password authentication failed for user "dotmac"',
  ],
  ['S0-10', 'ERROR 2026-11-26T02:15:00Z Redis connection failed: [Errno 111] Connection refused'],
  ['S0-17', 'HTTP 401: Invalid email or password (request 8d2c1f0e-9a34-4c11-8b70-2f6d1f2f9f10)'],
  ['S0-21', '02:17:44 WARN HTTP 403: Invalid or expired token for 10.2.0.77'],
  ['S0-25', 'WARNING: Request took 11.8s to complete\nEndpoint: /api/customers'],
  ['S0-32', 'WARNING: Memory usage at 97% (15.5GB / 16GB)'],
  ['S0-38', 'ERROR: HTTP 503 Service Unavailable\nFailed to connect to payment-processor.com'],
  ['S0-44', "ERROR: Permission denied: '/app/uploads/invoice_90817.pdf'"],
  ['S0-52', '2026-11-26 03:00:12 ERROR Credit card charge failed unexpectedly for invoice 90817'],
  ['S0-52', 'Webhook processing error: event evt_5512 at 03:01:10'],
  ['S0-52', 'Duplicate payment attempt for invoice 77120'],
  ['S0-56', 'Duplicate Portal ID generated: PRT-0A91C2D4'],
  ['S0-56', 'Customer login failed: portal id not unique (customer 4410)'],
  ['S0-56', 'Portal ID validation error: PRT-XX'],
  ['S0-59', 'Device status unknown: 10.20.0.1 since 04:12:00'],
  ['S0-59', 'Network metrics missing for device core-sw-3'],
  ['S0-59', 'Monitoring alerts not triggering for rack 12'],
  ['S1-01', '500 Internal Server Error: could not connect to the database (db-3.internal:5432)'],
  ['S1-01', "alembic.util.exc.CommandError: Can't locate revision identified by 'e7d20c5b94f1'"],
  ['S1-01', 'sqlalchemy.exc.TimeoutError: QueuePool limit of size 5 overflow 2 reached, connection timed out, timeout 12.00'],
  ['S1-10', 'jwt.exceptions.InvalidTokenError: Signature verification failed'],
  ['S1-10', '2026-11-26T05:00:00Z 401 Unauthorized access to /api/v1/companies from 10.1.2.3'],
  ['S1-10', 'jwt.exceptions.ExpiredSignatureError: Signature has expired'],
  ['S1-14', 'Slow API response times: cache miss on company:1000000042'],
  ['S1-14', 'Inconsistent data returned from cache for key company:1000000077'],
  ['S1-14', "redis.exceptions.ResponseError: OOM command not allowed when used memory > 'maxmemory'."],
  ['S1-22', 'Slow API response times on companies (p95 4200 ms)'],
  ['S1-22', 'High CPU/memory usage on the API: 96 %'],
  ['S1-22', '03:12:44 asyncpg.exceptions.QueryCanceledError: canceling statement due to statement timeout'],
  ['S1-27', 'Internal Server Error: unclear error message (request 77)'],
  ['S1-27', 'error response without error details from /api/v1/companies'],
  ['S1-27', 'inconsistent error formats between /api/v1 and /api/v2'],
];

const rows = async () => (await readCoverage())?.documents.flatMap((document) => document.rows) ?? [];

test.each(PASTED)('%s: its section is found first by: %s', async (row, text) => {
  const [first] = await searchRunbooks(text);
  const where = (await rows()).find(({ id }) => id === row)?.where ?? [];
  expect(first?.match).toBe('signature');
  expect(where).toContain(`${first?.slug}#${first?.section}`);
});

test('every signature of DotMac and Ariesone is pasted here', async () => {
  const wanted = (await rows()).filter(({ id, kind }) => kind === 'signature' && /^S[01]-/.test(id)).map(({ id }) => id);
  expect([...new Set(PASTED.map(([row]) => row))].sort()).toEqual(wanted.sort());
});
