import type { Tx } from '@/lib/db';
import type { ClockRules } from './schema';

/** The policies and the calendar as they stand now. */
export async function loadClockRules(tx: Tx): Promise<ClockRules> {
  const [policies, calendar, holidays] = await Promise.all([
    tx.severityPolicy.findMany(),
    tx.businessCalendar.findUniqueOrThrow({ where: { id: 1 } }),
    tx.holiday.findMany({ select: { date: true } }),
  ]);
  return {
    policies: Object.fromEntries(policies.map((policy) => [policy.severity, policy])),
    calendar: { ...calendar, holidays: new Set(holidays.map(({ date }) => date.toISOString().slice(0, 10))) },
  };
}
