import { CLOCK_WORDS } from '@/domain/incidents/clocks/rules';
import type { TimelineEvent } from '@/domain/incidents/timeline-event';
import { cutText } from '@/domain/incidents/words/rules';
import { outcomeWords, seenText, utcClock } from './rules';

const MOST_CHARS = 400;

type Type = TimelineEvent['type'];
type Sentences = { [K in Type]?: (data: Extract<TimelineEvent, { type: K }>['data']) => string };

/** What was done, and why; behind what ends as a sentence the reason is the next one. */
const because = (did: string, reason: string | null | undefined) => (reason ? `${did}${/[.!?]$/.test(did) ? '' : ':'} ${reason}` : did);
/** What ended with it before its last step. */
const halted = (procedures: readonly string[] = []) => (procedures.length ? ` (halted: ${procedures.join(', ')})` : '');
const AUDIENCES = { internal: 'the team', stakeholders: 'stakeholders', customers: 'customers' } as const;

const LIFECYCLE: Sentences = {
  incident_declared: ({ severity, title }) => `declared ${severity}: ${title}`,
  incident_acknowledged: () => 'acknowledged',
  status_changed: ({ to, reason, procedures }) => because(`changed the status to ${to}`, reason) + halted(procedures),
  severity_changed: ({ from, to, reason }) => because(`changed the severity from ${from} to ${to}`, reason),
  details_changed: (changes) => `edited ${Object.keys(changes).join(', ')}`,
  incident_resolved: ({ resolution, procedures }) => `resolved it: ${resolution}${halted(procedures)}`,
  incident_reopened: ({ reason }) => because('reopened it', reason),
  merged_into: ({ number, title, procedures }) => `merged it into #${number} ${title}${halted(procedures)}`,
  duplicate_merged: ({ number, title }) => `merged the duplicate #${number} ${title}`,
  restriction_changed: ({ restricted, reason }) => because(`${restricted ? 'restricted' : 'opened'} it`, reason),
  participant_added: ({ person }) => `brought in ${person.name}`,
  participant_removed: ({ person }) => `took ${person.name} out`,
  link_added: ({ label, url }) => `linked ${label || url}`,
  link_removed: ({ label, url }) => `took away the link ${label || url}`,
  role_assigned: ({ role, person, note }) => because(`made ${person.name} ${role.replace('_', ' ')}`, note),
  role_ended: ({ role, person }) => `${person.name} is no longer ${role.replace('_', ' ')}`,
  note_added: ({ body, decision }) => (decision ? `decided: ${body}` : body),
  note_edited: ({ note, body }) => `edited the note e${note}: ${body}`,
  event_pinned: ({ event }) => `pinned e${event}`,
  event_unpinned: ({ event }) => `unpinned e${event}`,
  escalated: ({ level, contacts }) =>
    `escalated to ${level ? `level ${level}: ` : ''}${contacts.map((contact) => contact.name).join(', ')}`,
};

const WORK: Sentences = {
  clock_warned: ({ clock, dueAt }) => `warned: ${CLOCK_WORDS[clock]} was due at ${utcClock(dueAt)} UTC`,
  clock_overdue: ({ clock, dueAt }) => `${CLOCK_WORDS[clock]} was overdue from ${utcClock(dueAt)} UTC on`,
  clock_paused: ({ clock, reason }) => because(`paused the clock ${CLOCK_WORDS[clock]}`, reason),
  clock_resumed: ({ clock, reason }) => because(`resumed the clock ${CLOCK_WORDS[clock]}`, reason),
  status_page_told: ({ note }) => because('said that the status page tells of it', note),
  task_added: ({ title }) => `added the task ${title}`,
  task_changed: ({ title }) => `changed the task ${title}`,
  task_done: ({ title, note }) => because(`finished the task ${title}`, note),
  task_dropped: ({ title, reason }) => because(`dropped the task ${title}`, reason),
  task_reopened: ({ title }) => `took up the task ${title} again`,
  hypothesis_added: ({ statement }) => `supposed: ${statement}`,
  hypothesis_tested: ({ statement }) => `tested: ${statement}`,
  hypothesis_decided: ({ outcome, statement, reason }) => because(`${outcome}: ${statement}`, reason),
  hypothesis_reopened: ({ statement, reason }) => because(`took up again: ${statement}`, reason),
  investigation_step_changed: ({ step, state }) => `investigation: ${step} is ${state}`,
  run_requested: ({ title, target, approvedBy, breakGlass }) =>
    because(
      `ran ${title} on ${target}${approvedBy ? `, approved by ${approvedBy}` : ''}${breakGlass ? ', with the glass broken' : ''}`,
      breakGlass,
    ),
  run_ended: ({ title, target, ...ended }) => `${title} on ${target}: ${outcomeWords(ended)}`,
  run_cancel_requested: ({ title }) => `cancelled ${title}`,
  approval_requested: ({ title, reason }) => because(`asked for approval of ${title}`, reason),
  approval_decided: ({ title, decision }) => `${decision} ${title}`,
  procedure_started: ({ title }) => `began the procedure ${title}`,
  procedure_step_done: ({ title, step }) => `${title}: did ${step}`,
  procedure_step_failed: ({ title, step, evidence }) => because(`${title}: ${step} failed`, evidence),
  procedure_step_skipped: ({ title, step, reason }) => because(`${title}: skipped ${step}`, reason),
  procedure_completed: ({ title }) => `completed the procedure ${title}`,
  procedure_stopped: ({ title, reason }) => because(`stopped the procedure ${title}`, reason),
};

const TOLD: Sentences = {
  update_drafted: ({ audience, subject }) => `drafted an update for ${AUDIENCES[audience]}: ${subject}`,
  update_approval_requested: ({ subject }) => `asked for approval of the update ${subject}`,
  update_approved: ({ subject }) => `approved the update ${subject}`,
  update_returned: ({ subject, reason }) => because(`returned the update ${subject}`, reason),
  update_scheduled: ({ subject, scheduledAt }) => `scheduled the update ${subject} for ${utcClock(scheduledAt)} UTC`,
  update_cancelled: ({ subject, reason }) => because(`cancelled the update ${subject}`, reason),
  update_sent: ({ audience, subject }) => `told ${AUDIENCES[audience]}: ${subject}`,
  delivery_failed: ({ recipient, error }) => `could not reach ${recipient}: ${error}`,
  promise_made: ({ words }) => `promised: ${words}`,
  promise_nudged: ({ words }) => `a promise was due soon: ${words}`,
  promise_overdue: ({ words }) => `a promise was overdue: ${words}`,
  promise_broken: ({ words }) => `a promise was not kept: ${words}`,
  promise_kept: ({ words, late }) => `kept the promise${late ? ', late' : ''}: ${words}`,
  promise_withdrawn: ({ words, reason }) => because(`withdrew the promise: ${words}`, reason),
  stakeholder_link_created: ({ label }) => `made a link for stakeholders: ${label}`,
  stakeholder_link_revoked: ({ label }) => `revoked the link for stakeholders: ${label}`,
};

const SENTENCES = new Map(Object.entries({ ...LIFECYCLE, ...WORK, ...TOLD }) as [string, (data: never) => string][]);

/** What an event says in one line, after who did it. One of a kind that is not known here says its kind: it may come from elsewhere. */
export function sentence({ type, data }: { type: string; data: unknown }): string {
  const words = SENTENCES.get(type);
  const said = words ? attempt(() => words(data as never)) : null;
  const line = seenText(said ?? type.replaceAll('_', ' '));
  return cutText(line.replace(/\s+/g, ' ').trim(), MOST_CHARS);
}

/** What was imported may lack what our own events have. */
function attempt(words: () => string): string | null {
  try {
    return words();
  } catch {
    return null;
  }
}
