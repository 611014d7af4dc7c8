import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { pause, Samples } from './samples';
import { ms, type Row } from './table';
import { Viewers } from './viewers';

const EVENTS = 100;
const WARM_UP = 20;
const LONG_VIEWERS = 1_000;
const EVENTS_A_SECOND = 10;
const SETTLE_MS = 3_000;

const ALLOWED = 1.5;
/** What the server that keeps nothing needed where the limit was set. One that needs less leaves no room for a commit, which it does not make. */
const KEEPS_NOTHING_MS = new Map([
  [100, 6],
  [1_000, 24],
]);

type Measured = { origin: string; token: string; enginePid: number; databaseUrl: string; longSeconds: number };
type Source = { stream: string; headers: Record<string, string>; post: (mark: string) => Promise<void> };

/** Events to many viewers, beside a plain server that keeps nothing and one that commits each event first, as the console does. */
export async function measureLive({ origin, token, enginePid, databaseUrl, longSeconds }: Measured): Promise<Row[]> {
  const bare = await startBare({});
  const committing = await startBare({ DATABASE_URL: databaseUrl });
  const rows: Row[] = [];
  try {
    for (const [viewers, keepsNothingMs] of KEEPS_NOTHING_MS) {
      const sources = [bare.source, committing.source, await incidentSource(origin, token)];
      const [nothingKept, committed, ours] = (await lastOf(viewers, sources)) as [Samples, Samples, Samples];
      const what = `the last of ${viewers} viewers has an event, p50`;
      rows.push(compare(`${what}; bare keeps nothing`, nothingKept, ours, keepsNothingMs));
      rows.push(compare(`${what}; bare commits a row first`, committed, ours));
    }
  } finally {
    bare.stop();
    committing.stop();
  }
  return [...rows, ...(await endure(origin, token, enginePid, longSeconds))];
}

function compare(what: string, raw: Samples, ours: Samples, atLeastMs = 0): Row {
  const allowedMs = ALLOWED * Math.max(raw.p50, atLeastMs);
  return {
    what,
    raw: ms(raw.p50),
    ours: `${ms(ours.p50)}, ${(ours.p50 / raw.p50).toFixed(2)}x (p95 ${ms(ours.p95)})`,
    asked: `${ALLOWED}x of bare, ${ms(allowedMs)}`,
    met: ours.p50 <= allowedMs,
  };
}

/** For each source how long the last of so many viewers waits. In turn, so that what else the machine does falls on all alike. */
async function lastOf(count: number, sources: readonly Source[]): Promise<Samples[]> {
  const rooms: { viewers: Viewers; post: Source['post']; values: number[] }[] = [];
  for (const { stream, headers, post } of sources) rooms.push({ viewers: await Viewers.open(count, stream, headers), post, values: [] });
  await pause(SETTLE_MS);
  for (let sent = -WARM_UP; sent < EVENTS; sent++)
    for (const { viewers, post, values } of rooms) {
      const waitedMs = await viewers.lastHas(post);
      if (sent >= 0) values.push(waitedMs);
    }
  for (const { viewers } of rooms) viewers.close();
  await pause(SETTLE_MS);
  return rooms.map(({ values }) => new Samples(values));
}

async function endure(origin: string, token: string, enginePid: number, seconds: number): Promise<Row[]> {
  const { stream, headers, post } = await incidentSource(origin, token);
  const viewers = await Viewers.open(LONG_VIEWERS, stream, headers);
  await pause(1_000);
  let failed = 0;
  let peakMiB = 0;
  const count = seconds * EVENTS_A_SECOND;
  const from = performance.now();
  for (let sent = 0; sent < count; sent++) {
    const mark = `sent:${performance.now().toFixed(3)}:`;
    post(mark).catch(() => failed++);
    if (sent % EVENTS_A_SECOND === 0) peakMiB = Math.max(peakMiB, residentMiB(enginePid));
    await pause(Math.max(0, from + ((sent + 1) * 1_000) / EVENTS_A_SECOND - performance.now()));
  }
  await pause(SETTLE_MS);
  const latencies = new Samples(viewers.latencies);
  const missing = count * LONG_VIEWERS - viewers.latencies.length;
  const lost = viewers.gaps + viewers.repeats + missing + (LONG_VIEWERS - viewers.open);
  viewers.close();
  const what = `${LONG_VIEWERS} viewers, ${EVENTS_A_SECOND} events/s, ${seconds} s`;
  return [
    {
      what: `${what}: gaps, repeats, missing, cut off`,
      raw: '',
      ours: `${lost}, refused ${failed}`,
      asked: '0',
      met: lost === 0 && failed === 0,
    },
    {
      what: `${what}: delay, p99`,
      raw: '',
      ours: `${ms(latencies.at(0.99))} (p50 ${ms(latencies.p50)})`,
      asked: '500 ms',
      met: latencies.at(0.99) <= 500,
    },
    {
      what: `${what}: engine, resident at most`,
      raw: '',
      ours: `${peakMiB.toFixed(0)} MiB`,
      asked: '300 MB',
      met: peakMiB * 1.048_576 <= 300,
    },
  ];
}

const residentMiB = (pid: number) => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024;

async function startBare(env: Record<string, string>): Promise<{ source: Source; stop: () => void }> {
  const child = spawn(process.execPath, ['bench/bare-stream.mjs'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = await once(child.stdout, 'data');
  const origin = `http://127.0.0.1:${String(port).trim()}`;
  return { source: { stream: `${origin}/`, headers: {}, post: poster(`${origin}/`, {}) }, stop: () => child.kill() };
}

async function incidentSource(origin: string, token: string): Promise<Source> {
  const headers = { authorization: `Bearer ${token}` };
  const body = JSON.stringify({ title: 'Watched by many', severity: 'P2' });
  const answer = await fetch(`${origin}/api/v1/incidents`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body,
  });
  const { number } = (await answer.json()) as { number: number };
  const post = poster(`${origin}/api/v1/incidents/${number}/notes`, headers);
  return { stream: `${origin}/live/incidents/${number}?after=0`, headers, post };
}

/** Posts an event on a connection that stays open, as a note of its mark. */
function poster(url: string, headers: Record<string, string>): (mark: string) => Promise<void> {
  const agent = new Agent({ keepAlive: true });
  return (mark) =>
    new Promise((resolve, reject) => {
      const body = JSON.stringify({ body: mark });
      const asked = request(
        url,
        { method: 'POST', agent, headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } },
        (answer) => {
          answer
            .resume()
            .on('end', () => ((answer.statusCode ?? 500) < 300 ? resolve() : reject(new Error(`answered ${answer.statusCode}`))));
        },
      );
      asked.on('error', reject);
      asked.end(body);
    });
}
