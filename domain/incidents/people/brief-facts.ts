import type { Tx } from '@/lib/db';
import type { Incident } from '@/prisma/generated/client';
import { clockView } from '../clocks/clock-view';
import { clocksNow } from '../clocks/clocks-now';
import { byUrgency, CLOCK_WORDS, isGoing } from '../clocks/rules';
import type { RoleHolder } from '../schema';
import type { TimelineItem } from '../timeline-event';
import type { BriefFacts } from './rules';

const MOST_TASKS = 20;
const MOST_DOERS = 3;
const LAST_EVENTS = 5;
/** They say nothing that another event does not say. */
const LEFT_OUT = ['task_added', 'run_requested', 'role_assigned', 'role_ended', 'participant_added', 'event_pinned', 'event_unpinned'];

/** Reads what a hand-off's brief is made from. */
export async function briefFacts(tx: Tx, incident: Incident, roles: RoleHolder[]): Promise<BriefFacts> {
  const { id: incidentId, severity, status, impact } = incident;
  const events = await tx.timelineEvent.findMany({
    where: { incidentId, type: { notIn: LEFT_OUT } },
    orderBy: { seq: 'desc' },
    take: LAST_EVENTS,
  });
  const openTasks = await tx.task.findMany({ where: { incidentId, state: 'open' }, orderBy: { createdAt: 'asc' }, take: MOST_TASKS });
  const { clocks } = await clocksNow(tx, incident);
  const doers = await tx.$queryRaw<BriefFacts['doers']>`
    SELECT min("actorName") AS name, count(*)::int AS events, (count(*) FILTER (WHERE type = 'note_added'))::int AS notes,
      (count(*) FILTER (WHERE type = 'run_requested'))::int AS runs,
      mode() WITHIN GROUP (ORDER BY data->>'title') FILTER (WHERE type = 'run_requested') AS mostly
    FROM timeline_event WHERE "incidentId" = ${incidentId}::uuid AND "actorKind" = 'user'
    GROUP BY "actorId" ORDER BY count(*) DESC, min(seq) LIMIT ${MOST_DOERS}`;
  return {
    severity,
    status,
    impact,
    startedAt: incident.startedAt.toISOString(),
    roles,
    clocks: clocks
      .map(clockView)
      .toSorted(byUrgency)
      .flatMap(({ clock, state, dueAt }) => (isGoing(state) && dueAt ? [{ clock: CLOCK_WORDS[clock], dueAt }] : [])),
    openTasks: openTasks.map(({ title, ownerName, dueAt }) => ({ title, owner: ownerName, dueAt: dueAt?.toISOString() ?? null })),
    doers,
    events: events
      .toReversed()
      .map(
        ({ seq, type, at, actorKind, actorId, actorName, data }) =>
          ({ seq, type, at: at.toISOString(), actor: { kind: actorKind, id: actorId, name: actorName }, data }) as unknown as TimelineItem,
      ),
  };
}
