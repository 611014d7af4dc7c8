import type { Context } from '@/domain/context';
import { visibleTo } from '@/domain/incidents/visible-to';
import type { Prisma } from '@/lib/db';
import { isOverdue } from './rules';
import type { ActionItemView } from './schema';

export const actionItemInclude = {
  incident: { select: { number: true, title: true } },
  verifyingRun: { select: { id: true, blockTitle: true, verdict: true, endedAt: true } },
} as const;
type Row = Prisma.ActionItemGetPayload<{ include: typeof actionItemInclude }>;

/** Of what may hang on an incident: what the caller may know of, that of a restricted incident only with it. */
export function visibleItems(ctx: Context): Pick<Prisma.ActionItemWhereInput, 'OR'> & Pick<Prisma.RunWhereInput, 'OR'> {
  const known = visibleTo(ctx);
  // Prisma takes an empty condition out of an OR, and then only what hangs on none is left.
  return Object.keys(known).length === 0 ? {} : { OR: [{ incidentId: null }, { incident: known }] };
}

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** The stored row as screens and the API show it. */
export function actionItemView(row: Row, now: Date): ActionItemView {
  const { verifyingRun: run } = row;
  return {
    number: row.number,
    title: row.title,
    detail: row.detail,
    kind: row.kind,
    state: row.state,
    source: row.source,
    overdue: isOverdue(row, now),
    owner: row.ownerName ? { id: row.ownerId, name: row.ownerName } : null,
    severity: row.severity,
    dueAt: iso(row.dueAt),
    incident: row.incident,
    runbook: row.runbook,
    block: row.blockId,
    proof: row.verifyRunbook && row.verifyBlockId ? { runbook: row.verifyRunbook, block: row.verifyBlockId } : null,
    verifyingRun: run && { id: run.id, title: run.blockTitle, verdict: run.verdict, endedAt: iso(run.endedAt) },
    trackerUrl: row.trackerUrl,
    revision: row.revision,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdByName,
    doneAt: iso(row.doneAt),
    doneBy: row.doneByName,
    verifiedAt: iso(row.verifiedAt),
    verifiedBy: row.verifiedByName,
  };
}
