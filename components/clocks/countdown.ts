import { ageInWords } from '@/components/ui/duration';
import type { ClockName, ClockState } from '@/domain/incidents/clocks/schema';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** "04:12" below an hour, which a person watches; "3 h 5 min" and "2 d 4 h" above. */
export function countdown(ms: number): string {
  const left = Math.max(0, ms);
  if (left >= HOUR_MS) return ageInWords(left);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${two(left / MINUTE_MS)}:${two((left % MINUTE_MS) / 1_000)}`;
}

type Words = { due: string; late: string; met: string; missed: string; paused: string };

const WORDS: Record<ClockName, Words> = {
  acknowledge: {
    due: 'Acknowledge in',
    late: 'Acknowledge overdue by',
    met: 'Acknowledged in',
    missed: 'Acknowledged late, after',
    paused: 'Acknowledge paused',
  },
  status_page: {
    due: 'Status page due in',
    late: 'Status page overdue by',
    met: 'Status page told in',
    missed: 'Status page late, after',
    paused: 'Status page paused',
  },
  update: {
    due: 'Update due in',
    late: 'Update overdue by',
    met: 'Last update in time, after',
    missed: 'Last update late, after',
    paused: 'Updates paused',
  },
  resolve: {
    due: 'Resolve in',
    late: 'Resolve overdue by',
    met: 'Resolved in',
    missed: 'Resolved late, after',
    paused: 'Resolve target paused',
  },
};

type Told = { clock: ClockName; state: ClockState; dueAt: string | null; elapsedMs?: number };

/** How a clock stands, in one line. */
export function clockLine({ clock, state, dueAt, elapsedMs = 0 }: Told, nowMs: number): string {
  const words = WORDS[clock];
  const leftMs = Date.parse(dueAt ?? '') - nowMs;
  if (state === 'overdue') return `${words.late} ${countdown(-leftMs)}`;
  if (state === 'running' || state === 'warned') return `${words.due} ${countdown(leftMs)}`;
  if (state === 'met' || state === 'missed') return `${words[state]} ${ageInWords(elapsedMs)}`;
  return state === 'paused' ? words.paused : '';
}
