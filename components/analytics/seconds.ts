import { durationInWords } from '@/components/ui/duration';
import type { Compared } from '@/domain/analytics/schema';

const MINUTE_SECONDS = 60;

/** A time in seconds as a person says it; a dash where nothing was measured. */
export function secondsInWords(seconds: number | null): string {
  if (seconds === null) return '–';
  const whole = Math.round(seconds);
  if (whole < 1) return 'under 1 s';
  return whole < MINUTE_SECONDS ? `${whole} s` : durationInWords(whole * 1_000);
}

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
