import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import { loadClockHistories } from '../clocks/load-clock-histories';
import { statusPageTold } from '../clocks/read-clocks';
import { visibleTo } from '../visible-to';
import { type Workflow, workflowOf } from './rules';

/** Where an incident is in the workflow of the guides. */
export async function getWorkflow(ctx: Context, { number }: { number: number }): Promise<Workflow> {
  authorise(ctx, 'incident.read');
  const incident = await db().incident.findFirst({
    where: { number, ...visibleTo(ctx) },
    include: {
      roleAssignments: { where: { endedAt: null }, select: { role: true } },
      tasks: { where: { ownerId: { not: null } }, take: 1, select: { id: true } },
      events: { where: { type: { in: ['escalated', 'severity_changed'] } }, distinct: ['type'], select: { type: true } },
    },
  });
  if (!incident) throw notFound(`Incident #${number}`);
  const { severity, status, roleAssignments, tasks, events } = incident;
  const history = (await loadClockHistories(db(), [incident])).get(incident.id);
  const happened = (type: string) => events.some((event) => event.type === type);
  return workflowOf({
    severity,
    status,
    acknowledged: incident.acknowledgedAt !== null,
    assessed: happened('severity_changed') || incident.impact !== null,
    escalated: happened('escalated'),
    hasCommander: roleAssignments.some(({ role }) => role === 'commander'),
    isAssigned: roleAssignments.length > 0 || tasks.length > 0,
    hasBridge: incident.bridgeUrl !== null,
    statusPageTold: statusPageTold(history?.events ?? []),
  });
}
