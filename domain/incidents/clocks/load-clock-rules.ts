import type { Tx } from '@/lib/db';
import type { Calendar, ClockRules } from './schema';

type Kept = Pick<ClockRules, 'policies'> & { calendar: Omit<Calendar, 'holidays'> & { holidays: string[] } };

const NO_RULES: Kept = { policies: {}, calendar: { zone: 'UTC', weekdays: [], startMinute: 0, endMinute: 0, holidays: [] } };

/** The policies and the calendar as they stand; for an incident that has ended as they stood then, or the oldest that are known. */
export async function loadClockRules(tx: Tx, endedAt: Date | null = null): Promise<ClockRules> {
  const [kept] = endedAt
    ? await tx.$queryRaw<{ rules: Kept }[]>`
        SELECT rules FROM clock_rules ORDER BY at <= ${endedAt} DESC, CASE WHEN at <= ${endedAt} THEN -id ELSE id END LIMIT 1`
    : await tx.$queryRaw<{ rules: Kept }[]>`SELECT rules FROM clock_rules ORDER BY id DESC LIMIT 1`;
  const { policies, calendar } = kept?.rules ?? NO_RULES;
  return { policies, calendar: { ...calendar, holidays: new Set(calendar.holidays) } };
}
