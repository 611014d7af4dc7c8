import type { IncidentRole, IncidentStatus, Severity } from '@/prisma/generated/enums';
import { CLOCK_WORDS } from '../clocks/rules';
import type { RoleHolder } from '../schema';
import type { TimelineEvent, TimelineItem } from '../timeline-event';
import { cutText } from '../words/rules';

export const ROLE_WORDS: Record<IncidentRole, string> = {
  commander: 'incident commander',
  communications_lead: 'communications lead',
  scribe: 'scribe',
  responder: 'responder',
};

/** One person at a time has each of these; of responders there may be several. */
export const SINGLE_ROLES = ['commander', 'communications_lead', 'scribe'] as const satisfies readonly IncidentRole[];
export const isSingle = (role: IncidentRole): boolean => role !== 'responder';

/**
 * Which roles of a duplicate go over to the incident that goes on: a role that is free there stays with who had it; everyone
 * else becomes a responder, unless they have a role there.
 */
export function carriedRoles(from: readonly RoleHolder[], into: readonly RoleHolder[]): RoleHolder[] {
  const free = (role: IncidentRole) => isSingle(role) && !into.some((holder) => holder.role === role);
  const kept = from.filter(({ role }) => free(role));
  const busy = new Set([...into, ...kept].map(({ id }) => id));
  const others = from.filter(({ id }) => !busy.has(id) && busy.add(id));
  return [...kept, ...others.map(({ id, name }) => ({ role: 'responder' as const, id, name }))];
}

const NOTE_CHARS = 140;
const BRIEF_EVENTS = 5;
const shortened = (words: string) => cutText(words, NOTE_CHARS).replace(/\s+/g, ' ');

type InWords = { [T in TimelineEvent['type']]?: (data: Extract<TimelineEvent, { type: T }>['data']) => string };
const EVENT_WORDS: InWords = {
  incident_declared: ({ severity }) => `declared a ${severity}`,
  status_changed: ({ from, to }) => `changed the status from ${from} to ${to}`,
  severity_changed: ({ from, to }) => `changed the severity from ${from} to ${to}`,
  note_added: ({ body }) => shortened(body),
  run_ended: ({ title, target, state, verdict }) => `ran ${title} on ${target}: ${verdict ?? state}`,
  clock_warned: ({ clock, dueAt }) => `${CLOCK_WORDS[clock]} is due at ${dueAt.slice(11, 16)} UTC`,
  clock_overdue: ({ clock }) => `${CLOCK_WORDS[clock]} is overdue`,
  task_added: ({ title }) => `task: ${title}`,
  task_done: ({ title }) => `did: ${title}`,
  hypothesis_added: ({ statement }) => `hypothesis: ${shortened(statement)}`,
  hypothesis_decided: ({ statement, outcome }) => `${outcome}: ${shortened(statement)}`,
  update_sent: ({ subject, audience }) => `told ${audience}: ${subject}`,
  escalated: ({ contacts }) => `escalated to ${contacts.map(({ name }) => name).join(', ')}`,
  duplicate_merged: ({ number }) => `merged #${number} into this`,
};

/** An event in a few plain words. */
export function eventInWords(event: TimelineEvent): string {
  const words = EVENT_WORDS[event.type] as ((data: unknown) => string) | undefined;
  return words ? words(event.data) : event.type.replaceAll('_', ' ');
}

/** What a hand-off rests on. Instants are ISO 8601 UTC. */
export type BriefFacts = {
  severity: Severity;
  status: IncidentStatus;
  startedAt: string;
  impact: string | null;
  roles: readonly RoleHolder[];
  /** The newest last. */
  events: readonly TimelineItem[];
  openTasks: readonly { title: string; owner: string | null; dueAt: string | null }[];
  clocks: readonly { clock: string; dueAt: string }[];
  /** Who did most first. */
  doers: readonly { name: string; runs: number; mostly: string | null; notes: number; events: number }[];
};

/** The facts for whoever takes over, as Markdown: how it stands, what is due, what just happened, who knows what. */
export function handoffBrief(facts: BriefFacts, now: Date): string {
  const { severity, status, startedAt, impact, roles, events, openTasks, clocks, doers } = facts;
  const hour = (at: string) => `${at.slice(11, 16)} UTC`;
  const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(startedAt)) / 60_000));
  const due = (at: string) => `${Date.parse(at) < now.getTime() ? 'overdue since' : 'due'} ${hour(at)}`;
  const list = (title: string, lines: string[]) => (lines.length ? `**${title}**\n\n${lines.map((line) => `- ${line}`).join('\n')}` : null);
  return [
    `**State:** ${severity}, ${status}, began ${hour(startedAt)}, ${minutes} min ago.${impact ? ` ${shortened(impact)}` : ''}`,
    list(
      'Running clocks',
      clocks.map(({ clock, dueAt }) => `${clock}: ${due(dueAt)}`),
    ),
    list(
      'Open tasks',
      openTasks.map(({ title, owner, dueAt }) => `${title}, ${owner ?? 'nobody has it'}${dueAt ? `, ${due(dueAt)}` : ''}`),
    ),
    list(
      'Last events',
      events.slice(-BRIEF_EVENTS).map((event) => `${hour(event.at)} ${event.actor.name}: ${eventInWords(event)}`),
    ),
    list(
      'Who knows what',
      doers.map((doer) => `${doer.name}: ${deeds(doer)}`),
    ),
    list(
      'Roles',
      roles.map(({ role, name }) => `${ROLE_WORDS[role]}: ${name}`),
    ),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function deeds({ runs, mostly, notes, events }: BriefFacts['doers'][number]): string {
  const counted = (count: number, word: string) => (count ? `${count} ${word}${count === 1 ? '' : 's'}` : null);
  const ran = counted(runs, 'run');
  return [ran && (mostly ? `${ran}, mostly ${mostly}` : ran), counted(notes, 'note'), counted(events - runs - notes, 'other event')]
    .filter(Boolean)
    .join('; ');
}
