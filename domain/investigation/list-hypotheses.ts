import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { incidentInclude, incidentView } from '@/domain/incidents/incident-view';
import type { IncidentView } from '@/domain/incidents/schema';
import { visibleTo } from '@/domain/incidents/visible-to';
import { findBlock } from '@/domain/runbooks/find-block';
import { loadTargets } from '@/domain/runbooks/load-targets';
import type { InputSpec } from '@/domain/runbooks/schema';
import { db } from '@/lib/db';
import type { Hypothesis, Run } from '@/prisma/generated/client';
import { CONFIRMED_BY, proposedOutcome } from './rules';
import type { EvidenceRun, HypothesisView } from './schema';

const runFacts = { id: true, state: true, verdict: true, reason: true, endedAt: true, queuedAt: true } as const;
type RunRow = Pick<Run, keyof typeof runFacts>;
type Row = Hypothesis & { run: RunRow | null };

/** An incident's hypotheses in the order in which they were thought of, each with its test as the runbook now has it. */
export async function listHypotheses(ctx: Context, number: number): Promise<HypothesisView[]> {
  authorise(ctx, 'incident.read');
  const incident = await db().incident.findFirst({
    where: { number, ...visibleTo(ctx) },
    include: { ...incidentInclude, hypotheses: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], include: { run: { select: runFacts } } } },
  });
  if (!incident) throw notFound(`Incident #${number}`);
  const blocks = incident.hypotheses.flatMap(({ runbook, blockId }) => (runbook && blockId ? [{ runbook, blockId }] : []));
  const runs = blocks.length
    ? await db().run.findMany({
        where: { incidentId: incident.id, OR: blocks },
        orderBy: { queuedAt: 'desc' },
        distinct: ['runbook', 'blockId'],
        select: { ...runFacts, runbook: true, blockId: true },
      })
    : [];
  const view = incidentView(incident);
  return Promise.all(
    incident.hypotheses.map(async (row) => {
      const newest = runs.find((run) => run.runbook === row.runbook && run.blockId === row.blockId) ?? null;
      return hypothesisView(row, newest, view);
    }),
  );
}

async function hypothesisView(row: Row, newest: RunRow | null, incident: IncidentView): Promise<HypothesisView> {
  return {
    id: row.id,
    incident: incident.number,
    statement: row.statement,
    state: row.state,
    test: await testOf(row, incident),
    run: row.run && evidence(row.run),
    newestRun: newest && evidence(newest),
    proposed: row.state === 'open' ? proposedOutcome(row.confirmedBy ?? CONFIRMED_BY, row.run) : null,
    reason: row.reason,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdByName,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decidedBy: row.decidedByName,
  };
}

const evidence = ({ id, state, verdict, reason, endedAt, queuedAt }: RunRow): EvidenceRun => ({
  ...{ id, state, verdict, reason },
  at: (endedAt ?? queuedAt).toISOString(),
});

async function testOf({ runbook, blockId, confirmedBy }: Row, incident: IncidentView): Promise<HypothesisView['test']> {
  if (!runbook || !blockId) return null;
  const facts = { runbook, block: blockId, confirmedBy: confirmedBy ?? CONFIRMED_BY };
  const block = await findBlock(runbook, blockId);
  if (!block) return { ...facts, title: blockId, target: null, environment: null, contentHash: null, inputs: {}, asks: [] };
  const { targets } = await loadTargets();
  const inputs = fromIncident(block.inputs, incident);
  const open = block.inputs.filter(
    ({ name, required, type, default: usual }) => required && type !== 'bool' && usual === undefined && !(name in inputs),
  );
  return {
    ...facts,
    title: block.title,
    target: block.target,
    environment: targets.get(block.target)?.environment ?? null,
    contentHash: block.contentHash,
    inputs,
    asks: [...open.map(({ label }) => label), ...block.needs],
  };
}

/** The values that inputs take from the incident: `from: incident.service`. */
function fromIncident(inputs: InputSpec[], incident: IncidentView): Record<string, string> {
  return Object.fromEntries(
    inputs.flatMap(({ name, from }) => {
      const [source, field] = from?.split('.') ?? [];
      const value = source === 'incident' && field ? incident[field as keyof IncidentView] : null;
      return typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [];
    }),
  );
}
