import type { ClockName } from '@/domain/incidents/clocks/schema';
import type { Bar, BlockUse, CellOfIncidents, CellOfKept, FailedBlock, Group, Period, RunbookUse, Spread, Unit } from './schema';

const DAY_MS = 86_400_000;
/** Up to so many days are shown by the day, up to so many by the week. */
const BY_DAY = 31;
const BY_WEEK = 190;
/** The services with the most incidents are shown by name. */
const NAMED = 12;
export const OTHERS = 'all others';
export const NO_SERVICE = 'no service';

const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`);
const dateOf = (dayMs: number) => new Date(dayMs).toISOString().slice(0, 10);

/** A date so many days later; dates of a calendar, so no zone moves them. */
export const plusDays = (date: string, days: number): string => dateOf(dayOf(date) + days * DAY_MS);

/** The period from one date to another, both included, and how its course is cut. */
export function periodOf(from: string, to: string, zone: string): Period {
  const days = (dayOf(to) - dayOf(from)) / DAY_MS + 1;
  const unit: Unit = days <= BY_DAY ? 'day' : days <= BY_WEEK ? 'week' : 'month';
  return { from, to, zone, days, unit };
}

/** The days of the same number just before. */
export const before = ({ from, days }: Period): { from: string; to: string } => ({ from: plusDays(from, -days), to: plusDays(from, -1) });

/** The first day of the day, week (from Monday) or month that holds a date. */
export function startOf(unit: Unit, date: string): string {
  if (unit === 'day') return date;
  if (unit === 'month') return `${date.slice(0, 8)}01`;
  return plusDays(date, -((new Date(dayOf(date)).getUTCDay() + 6) % 7));
}

/** The first days of all steps of a period; a step in which nothing happened is one too. */
export function stepsOf({ from, to, unit }: Pick<Period, 'from' | 'to' | 'unit'>): string[] {
  const steps: string[] = [];
  for (let start = startOf(unit, from); start <= to; start = startOf(unit, plusDays(start, { day: 1, week: 7, month: 32 }[unit])))
    steps.push(start);
  return steps;
}

const COMMA = ','.charCodeAt(0);
const ZERO = '0'.charCodeAt(0);

/** Text that holds many numbers is read several times faster than an array of the database is. */
export function numbersIn(list: string): Int32Array {
  const found = new Int32Array((list.length + 1) / 2);
  let count = 0;
  for (let at = 0; at < list.length; at++) {
    let number = 0;
    for (; at < list.length && list.charCodeAt(at) !== COMMA; at++) number = number * 10 + list.charCodeAt(at) - ZERO;
    found[count++] = number;
  }
  return found.subarray(0, count);
}

/** Linear between the two nearest, as percentile_cont of SQL. `sorted` ascends. */
export function quantile(sorted: ArrayLike<number>, part: number): number | null {
  if (sorted.length === 0) return null;
  const at = (sorted.length - 1) * part;
  const low = sorted[Math.floor(at)] as number;
  const high = sorted[Math.ceil(at)] as number;
  return low + (high - low) * (at - Math.floor(at));
}

const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
/** Fewer are sorted sooner by comparing them. */
const MANY = 2_000;

/** Times in ascending order. Of many it is the dearest part of a summary: seconds have few digits, so they are put in order digit by digit. */
export function ascending(times: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  if (times.length < MANY) return times.sort();
  const most = times.reduce((max, time) => Math.max(time, max), 0);
  let [from, to] = [times, new Int32Array(times.length)];
  for (let shift = 0; shift < 32 && most >>> shift > 0; shift += DIGIT_BITS) {
    const places = new Uint32Array(DIGITS + 1);
    const digitOf = (time: number) => (time >>> shift) & (DIGITS - 1);
    for (const time of from) places[digitOf(time) + 1] = (places[digitOf(time) + 1] as number) + 1;
    for (let digit = 0; digit < DIGITS; digit++) places[digit + 1] = (places[digit + 1] as number) + (places[digit] as number);
    for (const time of from) {
      const place = places[digitOf(time)] as number;
      places[digitOf(time)] = place + 1;
      to[place] = time;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Quartiles, median and the time that nine in ten stayed under. */
export function spreadOf(lists: readonly Int32Array[]): Spread {
  let sorted = new Int32Array(lists.reduce((all, { length }) => all + length, 0));
  let at = 0;
  for (const list of lists) {
    sorted.set(list, at);
    at += list.length;
  }
  sorted = ascending(sorted);
  const part = (share: number) => quantile(sorted, share);
  return { count: sorted.length, p25: part(0.25), median: part(0.5), p75: part(0.75), p90: part(0.9) };
}

/** The first day of a step that is counted from 1; null for the period before. */
export const startOfStep = (period: Period, step: number): string | null => stepsOf(period)[step - 1] ?? null;

/** How often clocks were missed: this one, or any. */
export const missedIn = (cells: readonly CellOfKept[], clock?: ClockName): number =>
  cells.reduce((all, { clocksMissed, count }) => all + count * clocksMissed.filter((one) => !clock || one === clock).length, 0);

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Each bar holds what took longer than the bar before it and at most this. */
const BARS: [string, number][] = [
  ['1 min', MINUTE],
  ['5 min', 5 * MINUTE],
  ['15 min', 15 * MINUTE],
  ['30 min', 30 * MINUTE],
  ['1 h', HOUR],
  ['2 h', 2 * HOUR],
  ['4 h', 4 * HOUR],
  ['8 h', 8 * HOUR],
  ['1 d', DAY],
  ['3 d', 3 * DAY],
  ['1 wk', 7 * DAY],
];

/** How many took how long, in bars that are the same for every period. */
export function distribution(current: readonly Int32Array[], previous: readonly Int32Array[]): Bar[] {
  const bars: Bar[] = BARS.map(([label, atMostSeconds]) => ({ label, atMostSeconds, count: 0, previous: 0 }));
  bars.push({ label: 'longer', atMostSeconds: null, count: 0, previous: 0 });
  const put = (seconds: number, which: 'count' | 'previous') => {
    const bar = bars.find(({ atMostSeconds }) => atMostSeconds === null || seconds <= atMostSeconds);
    if (bar) bar[which]++;
  };
  for (const list of current) for (const seconds of list) put(seconds, 'count');
  for (const list of previous) for (const seconds of list) put(seconds, 'previous');
  return bars;
}

/** Cells gathered by what `nameOf` says of each, those with the most incidents first; beyond the named ones as one. */
export function groupBy(cells: readonly CellOfIncidents[], nameOf: (cell: CellOfIncidents) => string): Group[] {
  const byName = new Map<string, CellOfIncidents[]>();
  for (const cell of cells) {
    const of = byName.get(nameOf(cell));
    if (of) of.push(cell);
    else byName.set(nameOf(cell), [cell]);
  }
  const groups = [...byName].map(([name, of]) => ({ name, of, count: sum(of, 'count') }));
  groups.sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
  const named = groups.slice(0, NAMED);
  const rest = groups.slice(NAMED).flatMap(({ of }) => of);
  if (rest.length) named.push({ name: OTHERS, of: rest, count: sum(rest, 'count') });
  return named.map(({ name, of, count }) => ({
    name,
    count,
    acknowledge: spreadOf(of.map(({ acknowledgeSeconds }) => acknowledgeSeconds)),
    resolve: spreadOf(of.map(({ resolveSeconds }) => resolveSeconds)),
  }));
}

type Counted = 'count' | 'promisesKept' | 'promisesBroken';

export const sum = <K extends Counted>(cells: readonly Record<K, number>[], what: K): number =>
  cells.reduce((all, cell) => all + cell[what], 0);

/** How many runbooks and how many blocks are shown. */
const SHOWN = 20;

/** What the runbooks did; those that cured the most first. */
export function runbooksOf(blocks: readonly BlockUse[]): RunbookUse[] {
  const byRunbook = new Map<string, RunbookUse>();
  for (const { runbook, incidents, runs, found, cured } of blocks) {
    const use = byRunbook.get(runbook) ?? { runbook, incidents: 0, runs: 0, found: 0, cured: 0 };
    use.incidents += incidents;
    use.runs += runs;
    use.found += found;
    use.cured += cured;
    byRunbook.set(runbook, use);
  }
  const mostUseful = (a: RunbookUse, b: RunbookUse) => b.cured - a.cured || b.incidents - a.incidents || a.runbook.localeCompare(b.runbook);
  return [...byRunbook.values()].sort(mostUseful).slice(0, SHOWN);
}

/** Blocks that could not do their work: they did not run, took too long or broke off. The worst first. */
export const failedBlocksOf = (blocks: readonly BlockUse[]): FailedBlock[] =>
  blocks
    .filter(({ failed }) => failed > 0)
    .sort((a, b) => b.failed - a.failed || b.lastAt.getTime() - a.lastAt.getTime())
    .slice(0, SHOWN)
    .map(({ runbook, block, title, runs, failed, lastAt }) => ({ runbook, block, title, runs, failed, lastAt: lastAt.toISOString() }));
