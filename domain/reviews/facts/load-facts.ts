import type { Context } from '@/domain/context';
import { loadClockRules } from '@/domain/incidents/clocks/load-clock-rules';
import { endedAt } from '@/domain/incidents/clocks/read-clocks';
import { familyIds } from '@/domain/incidents/family';
import { visibleTo } from '@/domain/incidents/visible-to';
import type { Tx } from '@/lib/db';
import type { Incident } from '@/prisma/generated/client';
import { type FamilyItem, loadEvents } from './load-events';

/** Longer reasons say no more. */
const REASON_CHARS = 2_000;

/** All that a review is drafted from, as the database has it. */
export type Known = Awaited<ReturnType<typeof loadKnown>>;

/** Reads what is known of an incident, and of the duplicates that the caller may know of, for the facts of its review. */
export async function loadKnown(tx: Tx, ctx: Context, incident: Incident) {
  const family = await tx.incident.findMany({
    where: { id: { in: await familyIds(tx, incident.id) }, ...visibleTo(ctx) },
    select: { id: true, number: true },
    orderBy: { number: 'asc' },
  });
  const ids = family.map(({ id }) => id);
  const of = { incidentId: { in: ids } };
  const events = await loadEvents(tx, incident.id, new Map(family.map(({ id, number }) => [id, number])));
  const runs = await tx.run.findMany({ where: of, orderBy: [{ queuedAt: 'asc' }, { id: 'asc' }], select: RUN_COLUMNS });
  const hypotheses = await tx.hypothesis.findMany({
    where: of,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    include: { run: { select: { blockTitle: true, verdict: true } } },
  });
  const promises = await tx.updatePromise.findMany({ where: of, orderBy: [{ dueAt: 'asc' }, { id: 'asc' }] });
  const roles = await tx.roleAssignment.findMany({ where: of, orderBy: [{ assignedAt: 'asc' }, { id: 'asc' }] });
  const mergedInto = incident.mergedIntoId
    ? await tx.incident.findFirst({ where: { id: incident.mergedIntoId, ...visibleTo(ctx) }, select: { number: true } })
    : null;
  const own = events.filter((item): item is FamilyItem & { incident?: undefined } => item.incident === undefined);
  return {
    incident,
    mergedInto: mergedInto?.number ?? null,
    duplicates: family.filter(({ id }) => id !== incident.id).map(({ number }) => number),
    events,
    own,
    runs: runs.map(({ reason, ...run }) => ({ ...run, reason: reason?.slice(0, REASON_CHARS) ?? null })),
    hypotheses,
    promises,
    roles,
    rules: await loadClockRules(tx, endedAt(own)),
  };
}

const RUN_COLUMNS = {
  id: true,
  runbook: true,
  blockId: true,
  blockTitle: true,
  kind: true,
  effect: true,
  target: true,
  environment: true,
  state: true,
  verdict: true,
  reason: true,
  requestedByName: true,
  followsRunId: true,
  queuedAt: true,
  startedAt: true,
  endedAt: true,
  outputSha256: true,
} as const;
