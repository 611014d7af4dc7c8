import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConsoleClient } from './console-client';
import { PATTERNS, RUNBOOKS, writeLog, writeRunbooks } from './many-runbooks';
import { openBrowser, signIn } from './open-browser';
import { processSeconds } from './processor-time';
import { Samples, sample } from './samples';
import { type StartedConsole, startConsole } from './start-console';
import { ms, printTable, type Row } from './table';

const TIMES = 40;
const SEARCH_LIMIT_MS = 30;
const PAGE_LIMIT_MS = 300;
const MIB = 1024 * 1024;
const LEAST_MIB_A_SECOND = 200;
const folder = mkdtempSync(path.join(tmpdir(), 'sitrep-runbooks-'));
const at = (...parts: string[]) => path.join(folder, ...parts);

async function searchMs({ origin, token }: StartedConsole, q: string): Promise<number> {
  const from = performance.now();
  const answer = await fetch(`${origin}/api/v1/search?q=${encodeURIComponent(q)}`, { headers: { authorization: `Bearer ${token}` } });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`search answered ${answer.status}`);
  return performance.now() - from;
}

/** The processor time that the engine spends until it can search all of them. */
async function firstReading(console_: StartedConsole): Promise<number> {
  const before = processSeconds(console_.enginePid());
  await searchMs(console_, 'queue');
  return processSeconds(console_.enginePid()) - before;
}

async function searchRows(started: StartedConsole): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [what, q] of [
    ['one word', 'consumer'],
    ['a pasted error', '2026-02-03 queue 1234-5 is full: 77 messages wait'],
    ['a word of none', 'zzyzx'],
  ] as const) {
    const found = await sample(TIMES, 3, () => searchMs(started, q));
    rows.push({
      what: `search of ${RUNBOOKS}, ${what}, p95`,
      raw: '',
      ours: ms(found.p95),
      asked: ms(SEARCH_LIMIT_MS),
      met: found.p95 < SEARCH_LIMIT_MS,
    });
  }
  return rows;
}

async function longPage({ origin }: StartedConsole): Promise<Row> {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ baseURL: origin });
    page.setDefaultTimeout(120_000);
    await signIn(page);
    const values: number[] = [];
    for (let round = -3; round < 10; round++) {
      const from = performance.now();
      await (await page.request.get('/runbooks/bench/long')).body();
      if (round >= 0) values.push(performance.now() - from);
    }
    const found = new Samples(values);
    return { what: 'page of 10,000 lines', raw: '', ours: ms(found.p50), asked: ms(PAGE_LIMIT_MS), met: found.p50 < PAGE_LIMIT_MS };
  } finally {
    await browser.close();
  }
}

const asText = (mibASecond: number) => `${mibASecond.toFixed(0)} MiB/s`;

/** A scan of the log by a run beside grep -c of the same patterns, one after the other, in one go. */
async function scanRow({ origin, token }: StartedConsole, log: string): Promise<Row> {
  const mib = statSync(log).size / MIB;
  execFileSync('cat', [log], { stdio: ['ignore', 'ignore', 'ignore'] });
  const from = performance.now();
  for (const pattern of PATTERNS) execFileSync('grep', ['-c', '-F', '-e', pattern, log], { env: { ...process.env, LC_ALL: 'C' } });
  const grepMib = mib / ((performance.now() - from) / 1000);
  const client = new ConsoleClient(origin, token, 'bench/scan');
  await client.open();
  const startedAt = performance.now();
  const seen = await client.ended(await client.start('scan'));
  const ours = mib / (((seen.endedAt ?? performance.now()) - startedAt) / 1000);
  client.close();
  if (seen.state !== 'passed') throw new Error(`the scan ended as ${seen.state}`);
  return {
    what: `logscan of 1 GiB for ${PATTERNS.length} patterns`,
    raw: `${asText(grepMib)} grep -c, all of them`,
    ours: asText(ours),
    asked: asText(LEAST_MIB_A_SECOND),
    met: ours >= LEAST_MIB_A_SECOND,
  };
}

const readingRow = (what: string, seconds: number, limit: number): Row => ({
  what: `first reading of ${RUNBOOKS}, ${what}, processor time`,
  raw: '',
  ours: `${seconds.toFixed(1)} s`,
  asked: Number.isFinite(limit) ? `${limit} s` : '',
  met: seconds <= limit,
});

try {
  writeRunbooks(at('runbooks'));
  const log = writeLog(at('logs'), at('targets.yaml'));
  process.env.TARGETS_FILE = at('targets.yaml');
  const cold = await startConsole(at('runbooks'), at('data'));
  const first = await firstReading(cold);
  await cold.stop();
  const warm = await startConsole(at('runbooks'), at('data'));
  const rows = [
    readingRow('nothing kept', first, Number.POSITIVE_INFINITY),
    readingRow('readings kept', await firstReading(warm), 10),
    ...(await searchRows(warm)),
    await longPage(warm),
    await scanRow(warm, log),
  ];
  await warm.stop();
  process.exitCode = printTable('Many runbooks, a long one and a large log', rows) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
