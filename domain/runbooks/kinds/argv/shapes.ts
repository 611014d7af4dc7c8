import { parseDuration } from '../../durations';
import type { Shape } from './read-command';

const shape = (pattern: RegExp, such: string): Shape => ({ pattern, such });

export const NOTHING = shape(/^$/, 'nothing');
export const COUNT = shape(/^\d{1,4}$/, '100 (at most 9999)');
export const DURATION = shape(/^(?:\d{1,6}(?:ms|s|m|h|d))+$/, '1h');
export const INSTANT = shape(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/, '2026-11-21T14:30:00Z');
export const TIME = shape(new RegExp(`${DURATION.pattern.source}|${INSTANT.pattern.source}|^\\d{9,10}$`), '1h or 2026-11-21T14:30:00Z');
export const NAME = shape(/^[A-Za-z0-9][\w.-]{0,252}$/, 'web-1');
export const IMAGE = shape(/^[a-z0-9][a-z0-9._/:-]{0,200}(?::[\w][\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/i, 'registry.example/app:1.4');
export const MEMORY = shape(/^\d{1,12}[bkmg]?$/i, '512m');

const DAY_MS = 86_400_000;

/** "1h30m", "2d" in milliseconds; null when it is no duration. */
export function durationMs(text: string): number | null {
  if (!DURATION.pattern.test(text)) return null;
  return [...text.matchAll(/(\d+)(ms|s|m|h|d)/g)].reduce(
    (sum, [, count, unit]) => sum + (unit === 'd' ? Number(count) * DAY_MS : (parseDuration(`${count}${unit}`) ?? 0)),
    0,
  );
}

/** The instant that a duration ago, an instant or seconds since 1970 mean, in ms; null when it is none of them. */
export function instantMs(text: string, nowMs: number): number | null {
  const agoMs = durationMs(text);
  if (agoMs !== null) return nowMs - agoMs;
  if (/^\d{9,10}$/.test(text)) return Number(text) * 1_000;
  const at = INSTANT.pattern.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
