import type { IncidentStatus } from '@/prisma/generated/enums';
import { escapeMarkdown } from '../variables/rules';
import type { ActionEvent } from './load-facts';
import { utcClock } from './time-words';

const MOST_LINES = 20;
const LINE_CHARS = 200;

export const STATUS_WORDS = {
  triggered: 'Reported',
  acknowledged: 'Acknowledged',
  investigating: 'Investigating',
  identified: 'Cause identified',
  monitoring: 'Fixed, being watched',
  resolved: 'Resolved',
  closed: 'Closed',
  cancelled: 'Cancelled',
} satisfies Record<IncidentStatus, string>;

/** What someone outside the team may be told by itself: where it stands. The rest is for a person to put into words. */
const OUTSIDE = new Set<ActionEvent['type']>(['status_changed']);

const ENDS = { passed: 'done', failed: 'done, and its check failed' } as const;
const firstLine = (text: string) => {
  const line = text.trim().split('\n')[0] ?? '';
  return line.length > LINE_CHARS ? `${line.slice(0, LINE_CHARS)}…` : line;
};

function words(event: ActionEvent, edits: ReadonlyMap<number, string>): string | null {
  switch (event.type) {
    case 'run_ended':
      if (event.data.effect === 'read') return null;
      return `${event.data.title} on ${event.data.target}: ${ENDS[event.data.state as keyof typeof ENDS] ?? event.data.state.replace('_', ' ')}`;
    case 'note_added':
      return event.data.decision ? `Decided: ${firstLine(edits.get(event.seq) ?? event.data.body)}` : null;
    case 'status_changed':
      return `Status: ${STATUS_WORDS[event.data.to]}`;
    case 'severity_changed':
      return `Severity changed from ${event.data.from} to ${event.data.to}`;
    case 'role_assigned':
      return event.data.role === 'commander' ? `${event.data.person.name} took command` : null;
    case 'hypothesis_decided':
      return event.data.outcome === 'confirmed' ? `Confirmed: ${firstLine(event.data.statement)}` : null;
    case 'procedure_completed':
      return `Completed: ${event.data.title}`;
    case 'escalated':
      return `Escalated${event.data.level ? ` to level ${event.data.level}` : ''}`;
    default:
      return null;
  }
}

/** What was done so far, as a Markdown list with times in UTC; the newest lines when there are many. Null for nothing yet. */
export function actionsTaken(events: readonly ActionEvent[], outside: boolean): string | null {
  const edits = new Map(events.flatMap((event) => (event.type === 'note_edited' ? [[event.data.note, event.data.body] as const] : [])));
  const lines = events
    .filter(({ type }) => !outside || OUTSIDE.has(type))
    .flatMap((event) => {
      const said = words(event, edits);
      return said ? [`- ${utcClock(event.at)} UTC ${escapeMarkdown(said)}`] : [];
    });
  return lines.length ? lines.slice(-MOST_LINES).join('\n') : null;
}
