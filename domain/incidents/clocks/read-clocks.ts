import type { Severity } from '@/prisma/generated/enums';
import type { TimelineItem } from '../timeline-event';
import { businessDayEnd } from './business-day';
import { type Calendar, CLOCKS, type Clock, type ClockName, type ClockPolicy, type ClockRound, type ClockRules } from './schema';

/** What moves the clocks. The rest of a timeline need not be read. */
export const CLOCK_EVENTS = [
  'incident_declared',
  'incident_acknowledged',
  'severity_changed',
  'status_changed',
  'incident_resolved',
  'incident_reopened',
  'merged_into',
  'update_sent',
  'status_page_told',
  'clock_paused',
  'clock_resumed',
  'clock_warned',
  'clock_overdue',
] as const satisfies readonly TimelineItem['type'][];

export type ClockEvent = Extract<TimelineItem, { type: (typeof CLOCK_EVENTS)[number] }>;
export type ClockHistory = { declaredAt: Date; severity: Severity; events: readonly ClockEvent[] };

type Pause = { from: Date; to: Date | null; reason: string };
type Round = { startedAt: Date; pauses: Pause[] };
/** armed: what it waits for has not happened. An armed clock without a round is off at this severity. */
type Hand = { armed: boolean; round: Round | null; over: ClockRound[] };

const MINUTE_MS = 60_000;
const later = (a: Date, b: Date) => (a > b ? a : b);
const plus = (at: Date, ms: number) => new Date(at.getTime() + ms);
const lasted = (from: Date, to: Date) => to.getTime() - from.getTime();

const MINUTES = {
  acknowledge: 'acknowledgeMinutes',
  status_page: 'statusPageMinutes',
  update: 'updateMinutes',
  resolve: 'resolveMinutes',
} as const satisfies Record<ClockName, keyof ClockPolicy>;

/** Every clock of an incident at `now`, from its events and the rules alone. Ended incidents keep their results. */
export function readClocks(history: ClockHistory, rules: ClockRules, now: Date): Clock[] {
  return CLOCKS.map((name) => readClock(name, history, rules, now));
}

function readClock(name: ClockName, { declaredAt, severity, events }: ClockHistory, rules: ClockRules, now: Date): Clock {
  const hand: Hand = { armed: false, round: null, over: [] };
  let limits = new Limits(name, severity, rules);
  let at = declaredAt;
  arm(hand, limits, at);
  for (const event of events) {
    at = later(at, new Date(event.at));
    if (event.type === 'severity_changed') {
      const next = new Limits(name, event.data.to, rules);
      changeSeverity(hand, limits, next, at);
      limits = next;
    } else move(name, hand, limits, event, at);
  }
  return show(name, hand, limits, later(at, now));
}

/** What a severity allows a clock. */
class Limits {
  readonly warnMinutes: number;
  readonly #minutes: number | null;
  readonly #businessDays: number | null;
  readonly #calendar: Calendar;

  constructor(name: ClockName, severity: Severity, { policies, calendar }: ClockRules) {
    const policy = policies[severity];
    this.warnMinutes = policy?.warnMinutes ?? 0;
    this.#minutes = policy?.[MINUTES[name]] ?? null;
    this.#businessDays = name === 'acknowledge' ? (policy?.acknowledgeBusinessDays ?? null) : null;
    this.#calendar = calendar;
  }

  get runs(): boolean {
    return this.#minutes !== null || this.#businessDays !== null;
  }

  /** A pause that began before the round was due moves it by the time that it lasted until `upTo`. */
  dueAt({ startedAt, pauses }: Round, upTo: Date): Date {
    const allowed =
      this.#minutes === null
        ? businessDayEnd(startedAt, this.#businessDays ?? 1, this.#calendar)
        : plus(startedAt, this.#minutes * MINUTE_MS);
    return pauses.reduce((due, { from, to }) => (from < due ? plus(due, lasted(from, to ?? upTo)) : due), allowed);
  }
}

function move(name: ClockName, hand: Hand, limits: Limits, event: ClockEvent, at: Date): void {
  if (event.type === 'clock_paused' && event.data.clock === name) pause(hand, event.data.reason, at);
  else if (event.type === 'clock_resumed' && event.data.clock === name) resume(hand, at);
  else if (event.type === 'incident_resolved') stop(hand, limits, at);
  else if (isDropped(event)) {
    drop(hand, limits, at);
    hand.armed = false;
  } else if (event.type === 'incident_reopened') {
    // Whoever reopens it has it.
    if (name !== 'acknowledge') arm(hand, limits, at);
  } else if (hand.armed && meets(name, event)) {
    stop(hand, limits, at);
    if (name === 'update') arm(hand, limits, at);
  }
}

const isDropped = (event: TimelineItem): boolean =>
  event.type === 'merged_into' || (event.type === 'status_changed' && event.data.to === 'cancelled');

/** When the incident ended, in whichever way; null while it is open. */
export function endedAt(events: readonly TimelineItem[]): Date | null {
  const last = events.findLast((event) => event.type === 'incident_resolved' || event.type === 'incident_reopened' || isDropped(event));
  return last && last.type !== 'incident_reopened' ? new Date(last.at) : null;
}

function meets(name: ClockName, event: ClockEvent): boolean {
  if (name === 'acknowledge') return event.type === 'incident_acknowledged';
  if (name === 'update') return event.type === 'update_sent';
  if (name === 'resolve') return false;
  return tellsCustomers(event);
}

const tellsCustomers = (event: ClockEvent): boolean =>
  event.type === 'status_page_told' || (event.type === 'update_sent' && event.data.audience === 'customers');

/** Whether customers have been told since the incident was last opened. */
export function statusPageTold(events: readonly ClockEvent[]): boolean {
  const opened = events.findLastIndex(({ type }) => type === 'incident_reopened');
  return events.slice(opened + 1).some(tellsCustomers);
}

function arm(hand: Hand, limits: Limits, at: Date): void {
  hand.armed = true;
  if (limits.runs && !hand.round) hand.round = { startedAt: at, pauses: [] };
}

/** A round keeps its own start under the new severity; a clock that did not run begins now. */
function changeSeverity(hand: Hand, before: Limits, limits: Limits, at: Date): void {
  if (!limits.runs) drop(hand, before, at);
  else if (hand.armed) arm(hand, limits, at);
}

function stop(hand: Hand, limits: Limits, at: Date): void {
  if (hand.round) hand.over.push(ended(hand.round, limits, at));
  hand.round = null;
  hand.armed = false;
}

/** It is no longer asked for: only what was late already counts. */
function drop(hand: Hand, limits: Limits, at: Date): void {
  if (hand.round && limits.dueAt(hand.round, at) < at) hand.over.push(ended(hand.round, limits, at));
  hand.round = null;
}

function ended(round: Round, limits: Limits, at: Date): ClockRound {
  const dueAt = limits.dueAt(round, at);
  return { startedAt: round.startedAt, dueAt, endedAt: at, elapsedMs: elapsed(round, at), kept: at <= dueAt };
}

/** Since its start, pauses left out. */
const elapsed = ({ startedAt, pauses }: Round, at: Date): number =>
  pauses.reduce((ms, { from, to }) => ms - lasted(from, to ?? at), lasted(startedAt, at));

const openPause = (round: Round | null): Pause | undefined => round?.pauses.find(({ to }) => to === null);

function pause({ round }: Hand, reason: string, at: Date): void {
  if (round && !openPause(round)) round.pauses.push({ from: at, to: null, reason });
}

function resume({ round }: Hand, at: Date): void {
  const open = openPause(round);
  if (open) open.to = at;
}

function show(name: ClockName, { armed, round, over }: Hand, limits: Limits, now: Date): Clock {
  const base = { clock: name, warnAt: null, metAt: null, pausedAt: null, pauseReason: null, rounds: over };
  if (round) return { ...base, ...going(round, limits, now) };
  const last = armed ? undefined : over.at(-1);
  if (!last) return { ...base, state: 'off', startedAt: null, dueAt: null, elapsedMs: 0 };
  const { startedAt, dueAt, endedAt, elapsedMs, kept } = last;
  return { ...base, state: kept ? 'met' : 'missed', startedAt, dueAt, metAt: endedAt, elapsedMs };
}

function going(round: Round, limits: Limits, now: Date) {
  const dueAt = limits.dueAt(round, now);
  const warnAt = later(round.startedAt, plus(dueAt, -limits.warnMinutes * MINUTE_MS));
  const paused = openPause(round);
  const state: Clock['state'] = paused ? 'paused' : now >= dueAt ? 'overdue' : now >= warnAt ? 'warned' : 'running';
  return {
    state,
    startedAt: round.startedAt,
    warnAt,
    dueAt,
    pausedAt: paused?.from ?? null,
    pauseReason: paused?.reason ?? null,
    elapsedMs: elapsed(round, now),
  };
}
