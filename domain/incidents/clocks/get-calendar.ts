import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';

export type CalendarView = {
  zone: string;
  /** 1 is Monday. */
  weekdays: number[];
  startMinute: number;
  endMinute: number;
  version: number;
  /** Dates in the zone, "2026-12-25", the earliest first. */
  holidays: { date: string; name: string }[];
};

/** When people work, which "next business day" counts by. */
export async function getCalendar(ctx: Context): Promise<CalendarView> {
  authorise(ctx, 'policy.read');
  const [{ zone, weekdays, startMinute, endMinute, version }, holidays] = await Promise.all([
    db().businessCalendar.findUniqueOrThrow({ where: { id: 1 } }),
    db().holiday.findMany({ orderBy: { date: 'asc' } }),
  ]);
  const dated = holidays.map(({ date, name }) => ({ date: date.toISOString().slice(0, 10), name }));
  return { zone, weekdays, startMinute, endMinute, version, holidays: dated };
}
