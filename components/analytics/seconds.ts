import { durationInWords } from '@/components/ui/duration';
import type { Compared } from '@/domain/analytics/schema';

/** A time in seconds as a person says it; a dash where nothing was measured. */
export const secondsInWords = (seconds: number | null): string => (seconds === null ? '–' : durationInWords(Math.round(seconds) * 1_000));

/** How a figure moved against the period before: "3 more", "12 % less", "as before". Null where there is nothing to compare with. */
export function moved({ current, previous }: { current: number | null; previous: number | null }, share = true): string | null {
  if (current === null || previous === null) return null;
  if (current === previous) return 'as before';
  const word = current > previous ? 'more' : 'less';
  const amount = Math.abs(current - previous);
  if (!share) return `${amount} ${word}`;
  return previous === 0 ? null : `${Math.round((amount / previous) * 100)} % ${word}`;
}

export const movedCount = (compared: Compared) => moved(compared, false);
