import { zones } from '@/domain/diagnostics/schedules/schema';

/** The zones to choose from, and the one of this browser. */
export function zonesHere(): { zones: string[]; here: string } {
  const known = zones();
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { zones: known, here: known.includes(own) ? own : 'UTC' };
}
