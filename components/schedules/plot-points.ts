import type { SchedulePoint } from '@/domain/diagnostics/schedules/schema';

type Frame = { width: number; height: number; edge: number };
type Dot = { key: string; word: SchedulePoint['word']; x: number; y: number | null };

const rounded = (value: number) => Math.round(value * 10) / 10;
const inFewDigits = (value: number) => String(Number(value.toPrecision(4)));

/** Where each point stands in the frame, the oldest at the left, and what the lowest and highest value are. Takes points newest first. */
export function plotPoints(points: readonly SchedulePoint[], { width, height, edge }: Frame): { dots: Dot[]; low: string; high: string } {
  const ordered = points.filter(({ word }) => word !== 'queued' && word !== 'running').toReversed();
  const times = ordered.map(({ at }) => Date.parse(at));
  const values = ordered.flatMap(({ value }) => (value === null ? [] : [value]));
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const [low, high] = values.length > 0 ? [Math.min(...values), Math.max(...values)] : [0, 0];
  const share = (value: number, from: number, to: number) => (to === from ? 0.5 : (value - from) / (to - from));
  const dots = ordered.map(({ run, word, value }, place) => ({
    key: run,
    word,
    x: rounded(edge + share(times[place] ?? 0, first, last) * (width - 2 * edge)),
    y: value === null ? null : rounded(height - edge - share(value, low, high) * (height - 2 * edge)),
  }));
  return { dots, low: inFewDigits(low), high: inFewDigits(high) };
}
