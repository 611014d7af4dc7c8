import type { Tx } from '@/lib/db';
import type { Calendar, ClockRules } from './schema';

type Kept = Pick<ClockRules, 'policies'> & { calendar: Omit<Calendar, 'holidays'> & { holidays: string[] } };

/** The policies and the calendar as they stand; for an incident that has ended as they stood then, or the oldest that are known. */
export async function loadClockRules(tx: Tx, endedAt: Date | null = null): Promise<ClockRules> {
  const [kept] = endedAt
    ? await tx.$queryRaw<{ rules: Kept }[]>`
        SELECT rules FROM clock_rules ORDER BY at <= ${endedAt} DESC, CASE WHEN at <= ${endedAt} THEN -id ELSE id END LIMIT 1`
    : await tx.$queryRaw<{ rules: Kept }[]>`SELECT rules FROM clock_rules ORDER BY id DESC LIMIT 1`;
  const { policies, calendar } = kept?.rules ?? (await rulesWithoutPolicies(tx));
  return { policies, calendar: { ...calendar, holidays: new Set(calendar.holidays) } };
}

/** No version is kept before there is a policy; the calendar is there from the beginning. */
async function rulesWithoutPolicies(tx: Tx): Promise<Kept> {
  const { zone, weekdays, startMinute, endMinute } = await tx.businessCalendar.findUniqueOrThrow({ where: { id: 1 } });
  const holidays = await tx.holiday.findMany({ select: { date: true } });
  return {
    policies: {},
    calendar: { zone, weekdays, startMinute, endMinute, holidays: holidays.map(({ date }) => date.toISOString().slice(0, 10)) },
  };
}
