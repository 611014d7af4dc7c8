import type pg from 'pg';
import { openBrowser, signIn } from './open-browser';
import { type Samples, sample } from './samples';
import { ms, type Row } from './table';

const TIMES = 30;
const WARM_UP = 3;
const DRAFT_LIMIT_MS = 1_000;
const PAGE_LIMIT_MS = 200;
const EVENTS = 10_000;
const RUNS = 500;

/** An incident that ended after 10,000 events and 500 runs; its number. */
export async function fillLongIncident(client: pg.Client): Promise<number> {
  await client.query('SET session_replication_role = replica');
  const id = `md5('long review')::uuid`;
  await client.query(`
    INSERT INTO incident (id, title, severity, status, kind, service, "startedAt", "declaredAt", "declaredByKind", "declaredByName",
      "acknowledgedAt", "acknowledgedBy", "resolvedAt", "rootCause", resolution, "lastSeq", "clocksAt", "checklistFor")
    VALUES (${id}, 'Reports stall for a day', 'P1', 'resolved', 'outage', 'oatie-reports', now() - interval '1 day', now() - interval '1 day',
      'system', 'bench', now() - interval '23 hours', 'Ana', now(), 'A leak.', 'Closed it.', ${EVENTS}, NULL, 'P1')`);
  await client.query(`
    INSERT INTO run (id, runbook, "blockId", "blockTitle", kind, effect, target, environment, "contentHash", block, inputs, "incidentId",
      "requestedByKind", "requestedByName", state, verdict, "queuedAt", "startedAt", "endedAt", "outputSha256")
    SELECT md5('run ' || n)::uuid, 'oatie/reports', 'block-' || n % 40, 'Block ' || n % 40, 'sql',
      (CASE WHEN n % 50 = 0 THEN 'mutating' ELSE 'read' END)::"Effect", 'oatie-db', 'local', 'x', '{}', '{}', ${id}, 'user', 'Ana',
      (CASE WHEN n % 3 = 0 THEN 'failed' ELSE 'passed' END)::"RunState", (CASE WHEN n % 3 = 0 THEN 'fail' ELSE 'ok' END)::"Verdict", at, at, at + interval '2 seconds', md5('a') || md5('b')
    FROM (SELECT n, now() - interval '1 day' + n * interval '2 minutes' AS at FROM generate_series(1, ${RUNS}) n) made`);
  await client.query(`
    INSERT INTO timeline_event ("incidentId", seq, type, at, "actorKind", "actorId", "actorName", data, hash)
    SELECT ${id}, seq, CASE WHEN seq = 1 THEN 'incident_declared' WHEN seq = 2 THEN 'incident_acknowledged' WHEN seq % 20 = 0 THEN 'run_ended' ELSE 'note_added' END,
      now() - interval '1 day' + seq * interval '8 seconds', 'user', md5('person ' || seq % 12)::uuid, 'Person ' || seq % 12,
      CASE WHEN seq = 1 THEN jsonb_build_object('title', 'Reports stall', 'severity', 'P1') WHEN seq = 2 THEN '{}'
        WHEN seq % 20 = 0 THEN jsonb_build_object('run', md5('run ' || seq / 20), 'title', 'Block', 'target', 'oatie-db', 'state', 'passed', 'verdict', 'ok')
        ELSE jsonb_build_object('body', 'What was seen at ' || seq || ', in some words of the length that people write at night.') END, ''
    FROM generate_series(1, ${EVENTS}) seq`);
  await client.query('RESET session_replication_role');
  await client.query('VACUUM ANALYZE incident, timeline_event, run');
  const { rows } = await client.query(`SELECT number FROM incident WHERE id = ${id}`);
  return rows[0].number;
}

/** How long the review of such an incident takes: drafted, drawn, exported. */
export async function measureReviews(origin: string, token: string, number: number): Promise<Row[]> {
  const headers = { authorization: `Bearer ${token}` };
  const at = `${origin}/api/v1/incidents/${number}/review`;
  const answerMs = async (url: string, init: RequestInit = {}): Promise<number> => {
    const from = performance.now();
    const answer = await fetch(url, { ...init, headers: { ...headers, 'content-type': 'application/json' } });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
    return performance.now() - from;
  };
  const opened = await answerMs(`${at}/open`, { method: 'POST', body: '{}' });
  const drafted = await sample(TIMES, WARM_UP, () => answerMs(`${at}?format=json`));
  const html = await sample(TIMES, WARM_UP, () => answerMs(`${at}?format=html`));
  return [
    { what: 'opened and drafted, once', raw: '', ours: ms(opened), asked: ms(DRAFT_LIMIT_MS), met: opened <= DRAFT_LIMIT_MS },
    rowOf('draft with 10,000 events as JSON, p95', drafted, DRAFT_LIMIT_MS),
    rowOf('the same as one HTML page, p95', html, DRAFT_LIMIT_MS),
    await reviewPage(origin, number),
  ];
}

const rowOf = (what: string, found: Samples, limitMs: number): Row => ({
  what,
  raw: '',
  ours: `${ms(found.p95)} (p50 ${ms(found.p50)})`,
  asked: ms(limitMs),
  met: found.p95 <= limitMs,
});

async function reviewPage(origin: string, number: number): Promise<Row> {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ baseURL: origin });
    await signIn(page);
    const found = await sample(TIMES, WARM_UP, async () => {
      const from = performance.now();
      await (await page.request.get(`/incidents/${number}/review`)).body();
      return performance.now() - from;
    });
    return {
      ...rowOf('review page with 10,000 events, whole page, p50', found, PAGE_LIMIT_MS),
      ours: `${ms(found.p50)} (p95 ${ms(found.p95)})`,
      met: found.p50 <= PAGE_LIMIT_MS,
    };
  } finally {
    await browser.close();
  }
}
