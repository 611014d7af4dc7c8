import { durationInWords } from '@/components/ui/duration';
import { bytesInWords } from './bytes-in-words';

/** What each view of a result is given: the run's typed data. */
export type ResultProps = { data: Record<string, unknown> };

const NUMBER = /^-?\d+(\.\d+)?$/;

/** Whether a column holds numbers alone, also where they came as text. */
export function isNumeric(values: unknown[]): boolean {
  const present = values.filter((value) => value !== null && value !== undefined && value !== '');
  return present.length > 0 && present.every((value) => typeof value === 'number' || (typeof value === 'string' && NUMBER.test(value)));
}

/** 0 to 100 where a column is named as a share (pct, percent, ratio of at most 1); null otherwise. */
export function percentOf(column: string, value: unknown): number | null {
  const number = typeof value === 'number' ? value : typeof value === 'string' && NUMBER.test(value) ? Number(value) : Number.NaN;
  if (Number.isNaN(number) || number < 0) return null;
  if (/(^|_)(pct|percent|percentage)$|%$/i.test(column)) return Math.min(100, number);
  return /(^|_)(ratio|share|fraction)$/i.test(column) && number <= 1 ? number * 100 : null;
}

/** One value as text, in the unit that its name ends with: bytes, ms; what is nested as compact JSON. */
export function valueText(name: string, value: unknown): string {
  if (typeof value === 'number' && /(_bytes|Bytes)$/.test(name)) return bytesInWords(value);
  if (typeof value === 'number' && /(_ms|Ms)$/.test(name)) return durationInWords(value);
  return cellText(value);
}

export function cellText(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A name as words, without the unit that its value shows: "daysLeft" is "days left", "used_pct" is "used". */
export const nameInWords = (name: string): string =>
  name
    .replace(/(.)(_bytes|Bytes|_pct|_percent|_ms|Ms)$/, '$1')
    .replaceAll('_', ' ')
    .replace(/([a-z\d])([A-Z])/g, (_, before: string, letter: string) => `${before} ${letter.toLowerCase()}`);
