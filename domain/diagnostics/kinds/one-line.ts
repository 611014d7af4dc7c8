import { fillIn } from '../fill-in';
import type { RunnerRequest } from '../schema';

/** The block's first line with content, its `{name}` filled in; comments behind # are left out. */
export function oneLine({ block, inputs }: Pick<RunnerRequest, 'block' | 'inputs'>): string {
  const lines = block.body.split('\n').map((line) => line.replace(/(^|\s)#.*$/, '').trim());
  const known = [...block.inputs.map(({ name }) => name), ...block.needs];
  return fillIn(lines.find((line) => line !== '') ?? '', inputs, known, (value) => value);
}

/** Milliseconds with one decimal, for people. */
export const ms = (duration: number) => `${duration.toFixed(1)} ms`;

/** Each duration in ms with two decimals. */
export const rounded = <T extends Record<string, number>>(timings: T): T =>
  Object.fromEntries(Object.entries(timings).map(([name, value]) => [name, Math.round(value * 100) / 100])) as T;
