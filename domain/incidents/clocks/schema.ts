import { z } from 'zod';
import type { Severity } from '@/prisma/generated/enums';

/** The clocks that a severity starts. */
export const CLOCKS = ['acknowledge', 'status_page', 'update', 'resolve'] as const;
export type ClockName = (typeof CLOCKS)[number];

/** off: the severity asks nothing. met, missed: it has stopped, in time or not. */
export type ClockState = 'running' | 'warned' | 'overdue' | 'paused' | 'met' | 'missed' | 'off';

/** What of a severity's policy the clocks need; one without minutes does not run. */
export type ClockPolicy = {
  acknowledgeMinutes: number | null;
  acknowledgeBusinessDays: number | null;
  statusPageMinutes: number | null;
  updateMinutes: number | null;
  resolveMinutes: number | null;
  warnMinutes: number;
};

/** When people work. Weekdays as in ISO 8601, 1 is Monday; holidays as "2026-12-25" in the zone. */
export type Calendar = { zone: string; weekdays: readonly number[]; startMinute: number; endMinute: number; holidays: ReadonlySet<string> };

export type ClockRules = { policies: Readonly<Partial<Record<Severity, ClockPolicy>>>; calendar: Calendar };

/** One run of a clock that is over: from its start to what stopped it. */
export type ClockRound = { startedAt: Date; dueAt: Date; endedAt: Date; elapsedMs: number; kept: boolean };

/** A clock at an instant. While it is paused, `dueAt` is where it would be if it went on now. */
export type Clock = {
  clock: ClockName;
  state: ClockState;
  startedAt: Date | null;
  warnAt: Date | null;
  dueAt: Date | null;
  /** When it was stopped, in time or not. */
  metAt: Date | null;
  pausedAt: Date | null;
  pauseReason: string | null;
  /** Since its start, pauses left out. */
  elapsedMs: number;
  /** Earlier rounds, oldest first: each update sent begins another. */
  rounds: ClockRound[];
};

/** A clock as screens and the API show it; times are ISO 8601 UTC. */
export type ClockView = {
  clock: ClockName;
  state: ClockState;
  startedAt: string | null;
  warnAt: string | null;
  dueAt: string | null;
  metAt: string | null;
  pausedAt: string | null;
  pauseReason: string | null;
  elapsedMs: number;
  /** Of its rounds that are over, how many ended in time and how many did not. */
  kept: number;
  missed: number;
};

/** `now` is the database's clock, so that a browser whose own is wrong counts down right. */
export type ClockBoard = { now: string; clocks: ClockView[] };

/** What an incident waits for next. */
export type NextClock = Pick<ClockView, 'clock' | 'state' | 'warnAt' | 'dueAt'>;

const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine(
      (value) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/.test(value),
      'must not contain control or text-direction characters',
    );
const required = (max: number) => text(max).refine((value) => value.length > 0, 'must not be empty');
const number = z.int().positive().max(2_147_483_647);
const version = z.int().positive().max(2_147_483_647);

export const PauseClock = z.strictObject({ number, clock: z.enum(CLOCKS), reason: required(1_000) });
export const ResumeClock = z.strictObject({ number, clock: z.enum(CLOCKS), reason: text(1_000).optional() });
export const TellStatusPage = z.strictObject({ number, note: text(1_000).optional() });

const YEAR_MINUTES = 525_600;
const wholeMinutes = z.int('must be a whole number of minutes');
const minutes = wholeMinutes.min(1, 'must be at least 1 min').max(YEAR_MINUTES, 'must be at most 365 d').nullable();

const CLOCK_LIMITS = ['acknowledgeMinutes', 'statusPageMinutes', 'updateMinutes', 'resolveMinutes'] as const;

/** The whole of a severity's policy; `version` is the one it was read with. */
export const ChangeSeverityPolicy = z
  .strictObject({
    severity: z.enum(['P0', 'P1', 'P2', 'P3']),
    version,
    label: required(40),
    definition: required(500),
    response: required(500),
    escalation: required(500),
    communication: required(500),
    acknowledgeMinutes: minutes,
    acknowledgeBusinessDays: z
      .int('must be a whole number of days')
      .min(1, 'must be at least 1 day')
      .max(30, 'must be at most 30 days')
      .nullable(),
    statusPageMinutes: minutes,
    updateMinutes: minutes,
    resolveMinutes: minutes,
    warnMinutes: wholeMinutes.min(0, 'must not be less than nothing').max(1_440, 'must be at most 1 d'),
  })
  .refine(({ acknowledgeMinutes, acknowledgeBusinessDays }) => acknowledgeMinutes === null || acknowledgeBusinessDays === null, {
    path: ['acknowledgeBusinessDays'],
    message: 'give minutes or business days, not both',
  })
  .refine(({ warnMinutes, ...limits }) => CLOCK_LIMITS.every((name) => limits[name] === null || warnMinutes < limits[name]), {
    path: ['warnMinutes'],
    message: 'must be shorter than each of the times, or a clock would warn as it starts',
  });

const MOST_CHECKLIST_ITEMS = 30;
const ChecklistLine = z.strictObject({ id: z.uuid().optional(), title: required(300), dueMinutes: minutes });
/** The whole checklist of a severity, in order. A line that keeps its id stays the same line. */
export const ChangeChecklist = z.strictObject({
  severity: z.enum(['P0', 'P1', 'P2', 'P3']),
  version,
  items: z
    .array(ChecklistLine)
    .max(MOST_CHECKLIST_ITEMS)
    .refine((items) => new Set(items.flatMap(({ id }) => id ?? [])).size === items.filter(({ id }) => id).length, 'names a line twice'),
});

/** Every zone that this platform knows, UTC first. */
export const timeZones = (): string[] => ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

export const ChangeCalendar = z
  .strictObject({
    version,
    zone: z.string().refine((zone) => timeZones().includes(zone), 'is not an IANA time zone, such as Europe/Berlin'),
    weekdays: z
      .array(z.int().min(1).max(7))
      .min(1, 'choose at least one day')
      .transform((days) => [...new Set(days)].sort()),
    startMinute: z.int().min(0).max(1_439),
    endMinute: z.int().min(1).max(1_440),
  })
  .refine(({ startMinute, endMinute }) => startMinute < endMinute, { path: ['endMinute'], message: 'must be after the start' });

const day = z.iso.date().refine((text) => text >= '1970-01-01', 'must be a date from 1970 on');
export const AddHoliday = z.strictObject({ date: day, name: required(100) });
export const RemoveHoliday = z.strictObject({ date: day });
