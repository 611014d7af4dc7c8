import type { Context } from '@/domain/context';
import { loadClockRules } from '@/domain/incidents/clocks/load-clock-rules';
import { CLOCK_EVENTS, endedAt } from '@/domain/incidents/clocks/read-clocks';
import { familyIds } from '@/domain/incidents/family';
import { visibleTo } from '@/domain/incidents/visible-to';
import { cutText } from '@/domain/incidents/words/rules';
import type { Tx } from '@/lib/db';
import type { Incident } from '@/prisma/generated/client';
import { seenText } from '../words/rules';
import { countEvents, type Family, loadOwn } from './load-events';

/** Longer reasons say no more. */
const REASON_CHARS = 2_000;

/** What of a timeline the facts rest on; the rest is only told. */
const FACT_EVENTS = [...CLOCK_EVENTS, 'run_ended', 'hypothesis_decided'] as const;

/** The incident and the duplicates that the caller may know of. */
export async function loadFamily(tx: Tx, ctx: Context, { id }: Incident): Promise<Family> {
  const rows = await tx.incident.findMany({
    where: { id: { in: await familyIds(tx, id) }, ...visibleTo(ctx) },
    select: { id: true, number: true },
    orderBy: { number: 'asc' },
  });
  return { root: id, numbers: new Map(rows.map((row) => [row.id, row.number])) };
}

/** All that a review is drafted from, as the database has it. */
export type Known = Awaited<ReturnType<typeof loadKnown>>;

/** Reads what is known of an incident, and of the duplicates that the caller may know of, for the facts of its review. */
export async function loadKnown(tx: Tx, ctx: Context, incident: Incident, known?: Family) {
  const family = known ?? (await loadFamily(tx, ctx, incident));
  const of = { incidentId: { in: [...family.numbers.keys()] } };
  const own = await loadOwn(tx, incident.id, FACT_EVENTS);
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
  return {
    incident,
    mergedInto: mergedInto?.number ?? null,
    duplicates: [...family.numbers.values()].filter((number) => number !== incident.number),
    own,
    counted: await countEvents(tx, family),
    runs: runs.map(({ reason, ...run }) => ({ ...run, reason: reason === null ? null : cutText(seenText(reason), REASON_CHARS) })),
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
  approvedByName: true,
  brokenGlass: true,
  followsRunId: true,
  queuedAt: true,
  startedAt: true,
  endedAt: true,
  outputSha256: true,
} as const;
