import { readFile } from 'node:fs/promises';
import { runBare } from './bare';
import { ConsoleClient, type Seen } from './console-client';
import type { Measured } from './measured';
import { now, pause, Samples, sample } from './samples';
import { ms, type Row } from './table';

const TRIVIAL = 'echo "hi $EPOCHREALTIME"';
const LINES = 'for i in $(seq 100); do echo "$EPOCHREALTIME"; sleep 0.02; done';
const FLOOD = "yes 'the quick brown fox jumps over the lazy dog 0123456789' | head -c 52428800; echo; echo the-end";
const TIMES = 60;
/** People press a button now and then; what a run leaves to be made ready is made in between. */
const PAUSE_MS = 100;
const SETTLE_MS = 3_000;
const BURST = 20;
const BURSTS = 3;
const MIB = 1024 * 1024;

const row = (what: string, raw: number, ours: number, limit: number, asked: string): Row => ({
  what,
  raw: ms(raw),
  ours: ms(ours),
  asked,
  met: ours <= limit,
});

/** Starts a run and waits for its end; a run that did not pass is no measurement. */
async function passed(client: ConsoleClient, block: string): Promise<Seen & { endedAt: number }> {
  const seen = await client.ended(await client.start(block));
  if (seen.state !== 'passed' || seen.endedAt === undefined) throw new Error(`a run of ${block} ended as ${seen.state}, not as passed`);
  return { ...seen, endedAt: seen.endedAt };
}

/** A trivial script: what the console adds to a bare child process, to first output and to done. */
async function trivial(client: ConsoleClient): Promise<Row[]> {
  const bare: { first: number[]; done: number[] } = { first: [], done: [] };
  const ours: { first: number[]; done: number[] } = { first: [], done: [] };
  for (let i = -10; i < TIMES; i++) {
    await pause(PAUSE_MS);
    const raw = await runBare(TRIVIAL);
    await pause(PAUSE_MS);
    const from = now();
    const seen = await passed(client, 'trivial');
    if (i < 0) continue;
    bare.first.push(raw.firstOutputMs);
    bare.done.push(raw.doneMs);
    ours.first.push((seen.firstOutputAt ?? Number.NaN) - from);
    ours.done.push(seen.endedAt - from);
  }
  return (['first', 'done'] as const).flatMap((moment) => {
    const raw = new Samples(bare[moment]);
    const measured = new Samples(ours[moment]);
    const what = moment === 'first' ? 'trivial script, to first output' : 'trivial script, to done';
    return [
      row(`${what}, p50`, raw.p50, measured.p50, raw.p50 + 15, 'bare + 15 ms'),
      row(`${what}, p95`, raw.p95, measured.p95, raw.p95 + 40, 'bare + 40 ms'),
    ];
  });
}

/** From the script's own clock stamp to its arrival, line by line. */
function delays(pieces: { at: number; text: string }[]): Samples {
  return new Samples(
    pieces.flatMap(({ at, text }) =>
      text
        .split('\n')
        .filter((line) => /^\d+\.\d+$/.test(line))
        .map((line) => at - Number(line) * 1000),
    ),
  );
}

async function streamedLines(client: ConsoleClient): Promise<Row[]> {
  const raw = delays((await runBare(LINES, true)).pieces);
  const measured = delays((await passed(client, 'lines')).pieces);
  return [
    row('delay of a streamed line, p50', raw.p50, measured.p50, 2, '2 ms'),
    row('delay of a streamed line, p95', raw.p95, measured.p95, 5, '5 ms'),
  ];
}

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) * 1024;
}

/** Fifty megabytes through the whole path, and what that does to the engine's memory. */
async function flood({ client, enginePid }: Measured): Promise<Row[]> {
  const raw = await runBare(FLOOD);
  const before = await residentBytes(enginePid);
  let peak = before;
  const watch = setInterval(async () => {
    peak = Math.max(peak, await residentBytes(enginePid));
  }, 20);
  const from = now();
  const seen = await passed(client, 'flood');
  const doneMs = seen.endedAt - from;
  const tailAt = await new Promise<number>((resolve) => setTimeout(() => resolve(now()), 200));
  clearInterval(watch);
  const grew = (peak - before) / MIB;
  return [
    row('50 MB, to done', raw.doneMs, doneMs, raw.doneMs * 4, '4x of bare'),
    {
      what: '50 MB, all of it counted by the viewer',
      raw: '52428809 B',
      ours: `${seen.bytes} B`,
      asked: 'to the last byte',
      met: seen.bytes >= 52428800 && tailAt > 0,
    },
    { what: '50 MB, growth of the engine', raw: '', ours: `${grew.toFixed(0)} MiB`, asked: '32 MiB', met: grew <= 32 },
  ];
}

const burst = <T>(start: () => Promise<T>) => Promise.all(Array.from({ length: BURST }, start));

/** Bursts by turns, bare and ours, with the client's connections open before: twenty of bare share this process's start of them as well. */
async function twenty(client: ConsoleClient): Promise<Row[]> {
  const bare: number[] = [];
  const ours: number[] = [];
  for (let i = 0; i < BURSTS; i++) {
    await pause(SETTLE_MS);
    const rawFrom = now();
    await burst(() => runBare('sleep 1'));
    bare.push(now() - rawFrom - 1000);
    await pause(SETTLE_MS);
    await burst(() => client.connect());
    const from = now();
    const ends = await burst(() => passed(client, 'sleep'));
    ours.push(Math.max(...ends.map(({ endedAt }) => endedAt)) - from - 1000);
  }
  const raw = new Samples(bare).p50;
  return [
    row(`${BURST} runs of sleep 1 at once, over 1 s, p50`, raw, new Samples(ours).p50, raw * 2, '2x of bare'),
    { what: `${BURST} runs of sleep 1 at once, each`, raw: bare.map(ms).join(', '), ours: ours.map(ms).join(', '), asked: '', met: true },
  ];
}

export async function measureRuns(measured: Measured): Promise<Row[]> {
  const { origin, token, client } = measured;
  const lines = new ConsoleClient(origin, token, 'bench/runs', true);
  await lines.open();
  const rows = [...(await trivial(client)), ...(await streamedLines(lines))];
  lines.close();
  rows.push(...(await twenty(client)));
  await pause(SETTLE_MS);
  rows.push(...(await flood(measured)));
  const health = await sample(50, 5, async () => {
    const from = now();
    await (await fetch(`${origin}/api/v1/incidents`, { headers: client.headers })).text();
    return now() - from;
  });
  rows.push({ what: 'list of incidents at the API, p50', raw: '', ours: ms(health.p50), asked: '', met: true });
  return rows;
}
