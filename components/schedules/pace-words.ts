import type { ScheduleView } from '@/domain/diagnostics/schedules/schema';

const UNITS = [
  ['day', 86_400],
  ['h', 3_600],
  ['min', 60],
] as const;

/** "every 5 min", "every 90 s", "daily at 03:10 Europe/Berlin". */
export function paceWords({ everySeconds, dailyAt, zone }: Pick<ScheduleView, 'everySeconds' | 'dailyAt' | 'zone'>): string {
  if (everySeconds === null) return `daily at ${dailyAt} ${zone}`;
  const [unit, seconds] = UNITS.find(([, length]) => everySeconds % length === 0) ?? ['s', 1];
  const count = everySeconds / seconds;
  return count === 1
    ? `every ${unit === 'h' ? 'hour' : unit === 'min' ? 'minute' : unit}`
    : `every ${count} ${unit === 'day' ? 'days' : unit}`;
}
