import { z } from 'zod';
import type { Environment } from '@/domain/runbooks/schema';
import type { RunState, ScheduleState, Verdict } from '@/prisma/generated/enums';
import type { InputValue } from '../schema';

/** No block is run more often than this by itself, nor more seldom. */
const SHORTEST_SECONDS = 60;
const LONGEST_SECONDS = 7 * 24 * 60 * 60;
/** Schedules that have not ended, in the whole console. */
export const MOST_SCHEDULES = 100;
const MOST_KEEP_DAYS = 365;
/** Points of its history that are shown at once. */
export const HISTORY_POINTS = 500;

/** Every zone that this platform knows, UTC first. */
export const zones = (): string[] => ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** "03:10" as the 190th minute of the day. */
export const minuteOfClock = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
/** The 190th minute of the day as "03:10". */
export const clockOfMinute = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

export const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of the day such as 03:10');
export const Zone = z.string().refine((zone) => zones().includes(zone), 'is not an IANA time zone, such as Europe/Berlin');

export const AddSchedule = z
  .strictObject({
    /** "service/name". */
    runbook: z.string().max(200),
    block: z.string().max(64),
    /** The block's, as it was shown. */
    contentHash: z.string().max(64),
    inputs: z.record(z.string().max(64), z.union([z.string().max(4_096), z.number(), z.boolean()])).default({}),
    everySeconds: z
      .int()
      .min(SHORTEST_SECONDS, `must be at least ${SHORTEST_SECONDS}`)
      .max(LONGEST_SECONDS, 'must be at most a week')
      .optional(),
    /** Daily at this time of the day, in `zone`. */
    dailyAt: ClockTime.optional(),
    zone: Zone.optional(),
    /** Whether the team is told when what it comes to changes. */
    notice: z.boolean().default(true),
    keepDays: z.int().min(1).max(MOST_KEEP_DAYS).default(30),
  })
  .refine(({ everySeconds, dailyAt }) => (everySeconds === undefined) !== (dailyAt === undefined), {
    path: ['everySeconds'],
    message: 'give either how often, or a time of the day',
  })
  .refine(({ dailyAt, zone }) => (dailyAt === undefined) === (zone === undefined), {
    path: ['zone'],
    message: 'goes with a time of the day',
  });
export type AddSchedule = z.output<typeof AddSchedule>;

export const OnSchedule = z.strictObject({ id: z.uuid() });
export const PauseSchedule = OnSchedule.extend({ reason: z.string().trim().min(1, 'must say why').max(500) });
/** With the hash that was shown: a block that has changed goes on only once someone has seen it as it is. */
export const ResumeSchedule = OnSchedule.extend({ contentHash: z.string().max(64) });

/** What it came to, in a word: a verdict, or why there is none. */
export type ScheduleWord = Verdict | Exclude<RunState, 'passed' | 'failed' | 'queued' | 'running'>;

/** A schedule as every screen and the API show it; times are ISO 8601 UTC. */
export type ScheduleView = {
  id: string;
  runbook: string;
  block: string;
  title: string;
  kind: string;
  target: string;
  environment: Environment;
  contentHash: string;
  inputs: Record<string, InputValue>;
  everySeconds: number | null;
  dailyAt: string | null;
  zone: string | null;
  notice: boolean;
  keepDays: number;
  state: ScheduleState;
  pauseReason: string | null;
  /** Who paused, resumed or ended it last, and when. */
  changedBy: string | null;
  changedAt: string | null;
  nextAt: string | null;
  skippedTicks: number;
  word: ScheduleWord | null;
  wordSince: string | null;
  createdBy: string;
  createdAt: string;
};

/** One run of its history. `value` is the number that the plot shows. */
export type SchedulePoint = {
  run: string;
  at: string;
  word: ScheduleWord | 'queued' | 'running';
  reason: string | null;
  value: number | null;
  durationMs: number | null;
};

/** What the plot's values are: a name that the block exports or its first row gives, else how long it took. */
export type ScheduleHistory = { schedule: ScheduleView; value: string; points: SchedulePoint[] };
