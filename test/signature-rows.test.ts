import { expect, test } from 'vitest';
import { readCoverage } from '@/domain/runbooks/coverage/read-coverage';
import { searchRunbooks } from '@/domain/runbooks/search-runbooks';

/** Of so many runbooks the same words may speak. */
const ALIKE = 3;

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
  ['S2-01', '2026-11-21T03:12:09Z WARN auth.verify refused: token_expired (request 9b1f)'],
  ['S2-01', '{"error":"Invalid JWT Token","path":"/api/v1/reports"}'],
  ['S2-09', 'HTTP 403: Insufficient permissions (user 77a0b6c2-11f0-4e7b-9a55-0c7f2f3a9d11)'],
  ['S2-15', 'report 90412 stuck in processing'],
  ['S2-15', 'report execution failed: ORA-12541: TNS:no listener'],
  ['S2-26', '[worker-3] report generation exceeded 900 seconds'],
  ['S2-34', '2026-11-21 02:14:07.311 UTC [8112] FATAL:  too many connections for role "oatie_batch"'],
  ['S2-34', 'Error: timeout exceeded when trying to connect'],
  ['S2-42', 'ERROR: deadlock detected at 03:11:58, process 4471 waits for ShareLock'],
  ['S2-51', 'kernel: Out of memory: Killed process 90211 (gunicorn) total-vm:4128840kB'],
  ['S2-51', 'MemoryError in report 90412'],
  ['S2-59', 'dial tcp 10.4.77.12:6379: i/o timeout'],
  ['S2-59', 'Service discovery failed for templates-service'],
  ['S3-01', 'connection to server at "db-2.internal" (10.9.1.44), port 5432 failed: Connection refused'],
  ['S3-09', 'psycopg2.errors.QueryCanceled: canceling statement due to statement timeout'],
  ['S3-15', '[2026-11-21 01:02:03 +0000] [1] [ERROR] Worker (pid:8812) was sent SIGKILL! Perhaps out of memory?'],
  ['S3-23', 'jwt.exceptions.InvalidSignatureError: Signature verification failed'],
  ['S3-29', '<html><body><h1>504 Gateway Time-out</h1></body></html>'],
  ['S3-36', '04:11:02 up 9 days, load average: 22.10, 19.04, 12.77'],
  [
    'S3-42',
    '2026/11/21 03:04:05 [error] 29#29: *77 connect() failed (111: Connection refused) while connecting to upstream, upstream: "http://10.0.0.9:8000/api"',
  ],
  ['S3-49', '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:997)'],
  ['S3-55', 'insert or update on table "invoices" violates foreign key constraint "invoices_customer_id_fkey"'],
  ['S3-60', 'schema mismatches found after the release of 2026-11-21'],
  ['S4-01', 'could not connect to server: Connection refused. Is the server running on host "10.1.2.3"?'],
  ['S4-18', 'HTTP/1.1 500 Internal Server Error'],
  ['S4-25', 'GET /orders: request took 31.7 seconds'],
  ['S4-39', 'permission check failed for user 90211: invoices.delete'],
  ['S4-43', 'It works sometimes, fails randomly'],
  ['S4-49', 'app-2  Restarting (1) 41 seconds ago'],
  ['S4-60', "KeyError: 'DATABASE_URL'"],
  ['S4-66', '2026-11-21 Application hangs: no request was answered for 240 s'],
];

/** What the guides name as symptoms, in their words. Several name the same. */
const SYMPTOMS: [row: string, text: string][] = [
  [
    'S0-01',
    'ERROR: Connection to database failed: could not connect to server\nDETAIL: FATAL: password authentication failed for user "dotmac"',
  ],
  ['S0-10', 'ERROR: Redis connection failed: [Errno 111] Connection refused'],
  ['S0-17', 'HTTP 401: Invalid email or password'],
  ['S0-21', 'HTTP 403: Invalid or expired token'],
  ['S0-25', 'WARNING: Request took 5.2s to complete\nEndpoint: /api/customers'],
  ['S0-32', 'WARNING: Memory usage at 90% (7.2GB / 8GB)'],
  ['S0-38', 'ERROR: HTTP 503 Service Unavailable\nFailed to connect to payment-processor.com'],
  ['S0-44', "ERROR: Permission denied: '/app/uploads/invoice_123.pdf'"],
  ['S0-52', 'Credit card charges fail unexpectedly'],
  ['S0-52', 'Webhook processing errors'],
  ['S0-52', 'Duplicate payment attempts'],
  ['S0-56', 'Duplicate Portal ID generation'],
  ['S0-56', 'Customer login failures'],
  ['S0-56', 'Portal ID validation errors'],
  ['S0-59', 'Device status showing as unknown'],
  ['S0-59', 'Missing network metrics'],
  ['S0-59', 'Monitoring alerts not triggering'],
  ['S1-01', 'API returns 500 error with database connection message'],
  ['S1-01', 'Alembic migrations fail'],
  ['S1-01', 'Slow query performance'],
  ['S1-10', 'JWT token validation fails'],
  ['S1-10', 'Unauthorized access errors'],
  ['S1-10', 'Token expiration issues'],
  ['S1-14', 'Inconsistent data'],
  ['S1-14', 'High memory usage'],
  ['S1-22', 'Slow API response times'],
  ['S1-22', 'High CPU/memory usage'],
  ['S1-22', 'Database timeouts'],
  ['S1-27', 'Unclear error messages'],
  ['S1-27', 'Missing error details'],
  ['S1-27', 'Inconsistent error formats'],
  ['S2-01', '401 Unauthorized responses'],
  ['S2-01', '"Token expired" or "Invalid token" messages'],
  ['S2-01', 'Users unable to access protected endpoints'],
  ['S2-09', '403 Forbidden responses'],
  ['S2-09', 'Users cannot access features they should have access to'],
  ['S2-09', 'Role-based access control not working'],
  ['S2-15', 'Reports stuck in "processing" status'],
  ['S2-15', 'Error messages in report execution logs'],
  ['S2-15', 'Oracle BI Publisher connection failures'],
  ['S2-26', 'Reports taking too long to generate'],
  ['S2-26', 'Timeouts during report execution'],
  ['S2-26', 'High resource usage'],
  ['S2-34', '"Too many connections" errors'],
  ['S2-34', 'Application unable to connect to database'],
  ['S2-34', 'Intermittent database errors'],
  ['S2-42', 'Slow query execution'],
  ['S2-42', 'High CPU usage on database server'],
  ['S2-42', 'Application timeouts'],
  ['S2-51', 'Out of memory errors'],
  ['S2-51', 'Pod restarts due to memory limits'],
  ['S2-51', 'Application slowness'],
  ['S2-59', 'Service discovery failures'],
  ['S2-59', 'Intermittent connection errors'],
  ['S2-59', 'DNS resolution issues'],
  ['S3-01', 'Connection refused'],
  ['S3-01', 'could not connect to server'],
  ['S3-09', 'High response times, database timeouts'],
  ['S3-15', 'Out of memory errors, slow performance'],
  ['S3-23', '401 Unauthorized, JWT token errors'],
  ['S3-29', 'High response times, timeouts'],
  ['S3-36', 'Slow response, high load average'],
  ['S3-42', '502 Bad Gateway'],
  ['S3-42', '503 Service Unavailable'],
  ['S3-49', 'SSL handshake failures, certificate warnings'],
  ['S3-55', 'Inconsistent data, foreign key violations'],
  ['S3-60', 'Alembic migration errors, schema mismatches'],
  ['S4-01', 'Connection refused'],
  ['S4-01', 'Cannot connect to database'],
  ['S4-18', '500 Internal Server Error'],
  ['S4-25', 'Application suddenly slow'],
  ['S4-39', '401 Unauthorized'],
  ['S4-39', '403 Forbidden'],
  ['S4-43', 'Works sometimes, fails randomly'],
  ['S4-49', 'Container keeps restarting'],
  ['S4-60', 'Works in dev, fails in production'],
  ['S4-66', 'Application hangs'],
];

/** Where such a line was found: what a person copies names the system. */
const FOUND_IN: Record<string, string> = {
  S0: 'dotmac-app-1',
  S1: 'ariesone-api-1',
  S2: 'oatie-7d9f8b6c5d-x2x4z',
  S3: 'paksa-backend-1',
  S4: 'app-1',
};

const rows = async () => (await readCoverage())?.documents.flatMap((document) => document.rows) ?? [];
const placesOf = async (row: string) => (await rows()).find(({ id }) => id === row)?.where ?? [];

test.each(PASTED)('%s: its section is found first by: %s', async (row, text) => {
  const [first] = await searchRunbooks(text);
  expect(first?.match).toBe('signature');
  expect(await placesOf(row)).toContain(`${first?.slug}#${first?.section}`);
});

test.each(SYMPTOMS)('%s: the guide’s own words, and its system, lead there first: %s', async (row, text) => {
  const [first] = await searchRunbooks(`${FOUND_IN[row.slice(0, 2)]} | ${text}`);
  expect(first?.match).toBe('signature');
  expect(await placesOf(row)).toContain(`${first?.slug}#${first?.section}`);
});

test.each(SYMPTOMS)('%s: without its system it is among those that say so: %s', async (row, text) => {
  const places = await placesOf(row);
  const near = (await searchRunbooks(text)).filter(({ match }) => match === 'signature').slice(0, ALIKE);
  expect(near.filter(({ slug, section }) => places.includes(`${slug}#${section}`))).toHaveLength(1);
});

test('every signature of the guides is pasted here', async () => {
  const wanted = (await rows()).filter(({ kind }) => kind === 'signature').map(({ id }) => id);
  for (const pasted of [PASTED, SYMPTOMS]) expect([...new Set(pasted.map(([row]) => row))].sort()).toEqual(wanted.sort());
});
