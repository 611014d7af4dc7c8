import type pg from 'pg';
import { openBrowser, signIn } from './open-browser';
import { Samples, sample } from './samples';
import { ms, type Row } from './table';

const TIMES = 40;
const WARM_UP = 3;
const LIMIT_MS = 50;
const PAGE_LIMIT_MS = 100;

type Asked = { what: string; path: string };

const asks = (long: number): Asked[] => [
  { what: 'open incidents', path: '/incidents?status=open' },
  { what: 'all, newest', path: '/incidents' },
  { what: 'all, deep page', path: '/incidents?after=20000' },
  { what: 'by severity and status', path: '/incidents?severity=P0&status=closed' },
  { what: 'by service', path: '/incidents?service=billing' },
  { what: 'one word of many', path: '/incidents?q=frankfurt' },
  { what: 'one word of one', path: `/incidents?q=c4ca4238a0b923820dcc509a6f75849b` },
  { what: 'a word of none', path: '/incidents?q=nothing-like-this' },
  { what: 'two letters of none', path: '/incidents?q=zq' },
  { what: 'a number', path: `/incidents?q=%23${long}` },
  { what: 'search, one word', path: '/search?q=certificate' },
  { what: 'search, words of none', path: '/search?q=no%20such%20words%20here' },
  { what: 'one incident', path: `/incidents/${long}` },
  { what: 'its timeline, a page in the middle', path: `/incidents/${long}/timeline?after=5000` },
  { what: 'one old note among its 10,000 events', path: `/incidents/${long}/timeline/found?words=seen%20at%2077&before=9800` },
];

/** What the interface answers over many incidents, by the time of each whole answer. */
export async function measureScale(origin: string, token: string, long: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { what, path } of asks(long)) {
    const found = await sample(TIMES, WARM_UP, () => answerMs(`${origin}/api/v1${path}`, token));
    rows.push({
      what: `${what}, p95`,
      raw: '',
      ours: `${ms(found.p95)} (p50 ${ms(found.p50)})`,
      asked: ms(LIMIT_MS),
      met: found.p95 <= LIMIT_MS,
    });
  }
  return [...rows, await warRoomPage(origin, long)];
}

async function answerMs(url: string, token: string): Promise<number> {
  const from = performance.now();
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return performance.now() - from;
}

async function warRoomPage(origin: string, long: number): Promise<Row> {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ baseURL: origin });
    await signIn(page);
    const values: number[] = [];
    for (let at = -3; at < TIMES; at++) {
      const from = performance.now();
      await (await page.request.get(`/incidents/${long}`)).body();
      if (at >= 0) values.push(performance.now() - from);
    }
    const found = new Samples(values);
    return {
      what: 'war room with 10,000 events, whole page, p50',
      raw: '',
      ours: `${ms(found.p50)} (p95 ${ms(found.p95)})`,
      asked: ms(PAGE_LIMIT_MS),
      met: found.p50 <= PAGE_LIMIT_MS,
    };
  } finally {
    await browser.close();
  }
}

/** The statements that took longest on average since the reset, each with its plan. */
export async function printPlans(client: pg.Client, most: number): Promise<void> {
  const { rows } = await client.query(
    `SELECT query, calls, round(mean_exec_time::numeric, 2) AS mean FROM pg_stat_statements
     WHERE query ILIKE 'SELECT%incident%' AND query NOT ILIKE '%pg_stat%' AND calls >= ${TIMES} ORDER BY mean_exec_time DESC LIMIT $1`,
    [most],
  );
  for (const { query, calls, mean } of rows) {
    console.log(`\n${mean} ms on average, ${calls} calls: ${String(query).replace(/\s+/g, ' ').slice(0, 400)}`);
    const plan = await client
      .query(`EXPLAIN (GENERIC_PLAN) ${query}`)
      .catch((error: Error) => ({ rows: [{ 'QUERY PLAN': `no plan: ${error.message}` }] }));
    for (const line of plan.rows) console.log(`    ${line['QUERY PLAN']}`);
  }
}
