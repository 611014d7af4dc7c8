import type { TimelineEvent, TimelineItem } from '@/domain/incidents/timeline-event';

/** What the timeline can be narrowed to; stands in the address as ?show=notes. */
export const FILTERS = [
  { name: 'all', says: 'All' },
  { name: 'notes', says: 'Notes & decisions' },
  { name: 'runs', says: 'Runs' },
  { name: 'status', says: 'Status & roles' },
  { name: 'investigation', says: 'Investigation' },
  { name: 'updates', says: 'Updates' },
  { name: 'clocks', says: 'Clocks' },
  { name: 'review', says: 'Review' },
  { name: 'pinned', says: 'Pinned' },
] as const;
export type FilterName = (typeof FILTERS)[number]['name'];

const OF = {
  incident_declared: 'status',
  incident_acknowledged: 'status',
  status_changed: 'status',
  severity_changed: 'status',
  details_changed: 'status',
  incident_resolved: 'status',
  incident_reopened: 'status',
  merged_into: 'status',
  duplicate_merged: 'status',
  restriction_changed: 'status',
  participant_added: 'status',
  participant_removed: 'status',
  link_added: 'notes',
  link_removed: 'notes',
  role_assigned: 'status',
  role_ended: 'status',
  escalated: 'status',
  note_added: 'notes',
  note_edited: 'notes',
  event_pinned: 'notes',
  event_unpinned: 'notes',
  run_requested: 'runs',
  run_ended: 'runs',
  run_cancel_requested: 'runs',
  scheduled_result_changed: 'runs',
  approval_requested: 'runs',
  approval_decided: 'runs',
  procedure_started: 'runs',
  procedure_step_done: 'runs',
  procedure_step_failed: 'runs',
  procedure_step_skipped: 'runs',
  procedure_completed: 'runs',
  procedure_stopped: 'runs',
  task_added: 'investigation',
  task_changed: 'investigation',
  task_done: 'investigation',
  action_item_added: 'investigation',
  action_item_done: 'investigation',
  action_item_verified: 'investigation',
  action_item_reopened: 'investigation',
  task_dropped: 'investigation',
  task_reopened: 'investigation',
  hypothesis_added: 'investigation',
  hypothesis_test_changed: 'investigation',
  hypothesis_tested: 'investigation',
  hypothesis_decided: 'investigation',
  hypothesis_reopened: 'investigation',
  investigation_step_changed: 'investigation',
  update_drafted: 'updates',
  update_approval_requested: 'updates',
  update_approved: 'updates',
  update_returned: 'updates',
  update_scheduled: 'updates',
  update_cancelled: 'updates',
  update_sent: 'updates',
  delivery_failed: 'updates',
  stakeholder_link_created: 'updates',
  stakeholder_link_revoked: 'updates',
  promise_made: 'updates',
  promise_nudged: 'clocks',
  promise_overdue: 'clocks',
  promise_broken: 'clocks',
  promise_kept: 'updates',
  promise_withdrawn: 'updates',
  clock_warned: 'clocks',
  clock_overdue: 'clocks',
  clock_paused: 'clocks',
  clock_resumed: 'clocks',
  status_page_told: 'clocks',
  review_opened: 'review',
  review_planned: 'review',
  review_scheduled: 'review',
  review_meeting_cancelled: 'review',
  review_section_edited: 'review',
  review_moment_changed: 'review',
  review_quote_changed: 'review',
  review_commented: 'review',
  review_comment_settled: 'review',
  review_submitted: 'review',
  review_returned: 'review',
  review_approved: 'review',
  review_published: 'review',
  review_taken_up: 'review',
  review_imported: 'review',
} as const satisfies Record<TimelineEvent['type'], FilterName>;

/** The kinds of events that a filter shows; none where it goes by something else. */
export const typesOf = (show: FilterName): string[] => Object.entries(OF).flatMap(([type, name]) => (name === show ? [type] : []));

export type TimelineView = { show: FilterName; find: string };
export const WHOLE: TimelineView = { show: 'all', find: '' };

/** What the address asks for; what is not known there shows everything. */
export function readView(params: { get: (name: string) => string | null }): TimelineView {
  const show = FILTERS.find(({ name }) => name === params.get('show'))?.name ?? WHOLE.show;
  return { show, find: (params.get('find') ?? '').slice(0, 200) };
}

/** The address's query with this view in it; everything else there stays. */
export function writeView(query: string, { show, find }: TimelineView): string {
  const params = new URLSearchParams(query);
  for (const [name, value] of [
    ['show', show === 'all' ? '' : show],
    ['find', find.trim()],
  ] as const) {
    if (value) params.set(name, value);
    else params.delete(name);
  }
  return params.toString();
}

/** What of an event counts in it being shown: the event, and what stands in the same line. */
export type Shown = { item: TimelineItem; ended?: TimelineItem; edits?: readonly TimelineItem[]; tasks?: readonly TimelineItem[] };

export const isWhole = ({ show, find }: TimelineView): boolean => show === 'all' && find.trim() === '';

/** Whether a line belongs to the view. */
export function isInView({ show, find }: TimelineView, shown: Shown, pinned: ReadonlySet<number>): boolean {
  const { item } = shown;
  if (show === 'pinned' ? !pinned.has(item.seq) : show !== 'all' && OF[item.type] !== show) return false;
  const words = find.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const text = searchText(shown);
  return words.every((word) => text.includes(word));
}

const texts = new WeakMap<TimelineItem, { of: unknown; text: string }>();
const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$|^[0-9a-f]{64}$/;

/** All that can be read in a line, in lower case; an edited note's last text. */
function searchText({ item, ended, edits, tasks = [] }: Shown): string {
  const last = edits?.at(-1) ?? ended;
  const known = texts.get(item);
  if (known && known.of === last) return known.text;
  const said = edits?.length ? [last?.data] : [item.data, ended?.data, ...tasks.map(({ data }) => data)];
  const text = [item.type.replaceAll('_', ' '), item.actor.name, ...said.flatMap(leaves)].join(' ').toLowerCase();
  texts.set(item, { of: last, text });
  return text;
}

function leaves(value: unknown): string[] {
  if (typeof value === 'string') return ID.test(value) ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(leaves);
}
