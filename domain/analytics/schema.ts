import { z } from 'zod';
import type { ClockName } from '@/domain/incidents/clocks/schema';
import { text } from '@/domain/incidents/schema';
import { Severity } from '@/prisma/generated/enums';

/** The longest period that is looked at in one go, in days. */
export const LONGEST_DAYS = 1_830;

const knownZone = (zone: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
};

/** Of years in which incidents can have been: a course is counted day by day, and after 9999 no day comes. */
const day = (such: string) =>
  z.iso
    .date(`must be a date, such as ${such}`)
    .refine((text) => text >= '1970-01-01' && text < '3000-01-01', 'must be a date from 1970 to 2999');

/** Days in the zone, first and last included. Without them: the last 90 days in the calendar's zone. */
export const AskAnalytics = z.strictObject({
  from: day('2026-03-01').optional(),
  to: day('2026-03-31').optional(),
  zone: z.string().max(60).refine(knownZone, 'is not an IANA time zone, such as Europe/Berlin').optional(),
  severity: z.enum(Severity).optional(),
  service: text(100).optional(),
});
export type AskAnalytics = z.input<typeof AskAnalytics>;

export const UNITS = ['day', 'week', 'month'] as const;
export type Unit = (typeof UNITS)[number];

/** Days in a zone, first and last included, and the unit that its course is shown in. */
export type Period = { from: string; to: string; zone: string; days: number; unit: Unit };

/** Incidents of one step of time, severity and service, with how long each took, in whole seconds. */
export type CellOfIncidents = {
  /** The first day of its step, "2026-03-02"; null in the period before. */
  start: string | null;
  severity: Severity;
  service: string;
  count: number;
  acknowledgeSeconds: Int32Array;
  resolveSeconds: Int32Array;
};

/** How long something took over several incidents, in seconds. Null where there was none. */
export type Spread = { count: number; p25: number | null; median: number | null; p75: number | null; p90: number | null };
export type Bar = { label: string; atMostSeconds: number | null; count: number; previous: number };
export type Step = { start: string; count: number; acknowledge: Spread; resolve: Spread; clocksMissed: number; promisesBroken: number };
export type Group = { name: string; count: number; acknowledge: Spread; resolve: Spread };
export type Compared = { current: number; previous: number };

/** Incidents of one step that missed the same clocks (one missed twice is named twice), and their promises together. */
export type CellOfKept = { start: string | null; clocksMissed: ClockName[]; count: number; promisesKept: number; promisesBroken: number };
/** A block of a runbook: in how many incidents its runbook was used or cured stands with one of its blocks each time. */
export type BlockUse = {
  runbook: string;
  block: string;
  title: string;
  incidents: number;
  runs: number;
  failed: number;
  found: number;
  cured: number;
  lastAt: Date;
};
export type RunbookUse = {
  runbook: string;
  incidents: number;
  runs: number;
  /** Diagnostics that found something: warn or fail. */
  found: number;
  /** Incidents in which a change of it was followed by a check that was ok. */
  cured: number;
};
export type FailedBlock = { runbook: string; block: string; title: string; runs: number; failed: number; lastAt: string };
export type RepeatedCause = { cause: string; count: number; numbers: number[]; lastAt: string };
export type ActionItemCounts = { open: number; overdue: number; done: number; verified: number };

/** Whether incidents are handled better than before, by the incidents declared in a period. */
export type AnalyticsView = {
  period: Period;
  previous: { from: string; to: string };
  incidents: Compared;
  acknowledge: { current: Spread; previous: Spread; distribution: Bar[] };
  resolve: { current: Spread; previous: Spread; distribution: Bar[] };
  overTime: Step[];
  bySeverity: Group[];
  byService: Group[];
  clocksMissed: (Compared & { clock: ClockName })[];
  promises: { kept: Compared; broken: Compared };
  actionItems: ActionItemCounts;
  runbooks: RunbookUse[];
  failedBlocks: FailedBlock[];
  causes: RepeatedCause[];
};
