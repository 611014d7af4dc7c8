import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { visibleTo } from '@/domain/incidents/visible-to';
import { db } from '@/lib/db';
import { currentStep, STEPS, verifyBlockers } from './rules';
import type { StepView } from './schema';
import { verifyChecks } from './verify-checks';

/** The eight steps of an incident's investigation, and which is worked on. */
export async function listSteps(ctx: Context, number: number): Promise<StepView[]> {
  authorise(ctx, 'incident.read');
  const incident = await db().incident.findFirst({ where: { number, ...visibleTo(ctx) }, select: { id: true, steps: true } });
  if (!incident) throw notFound(`Incident #${number}`);
  const rows = new Map(incident.steps.map((row) => [row.step, row]));
  const current = currentStep(Object.fromEntries(incident.steps.map(({ step, state }) => [step, state])));
  const blockers = verifyBlockers(await verifyChecks(db(), incident.id));
  return STEPS.map((step) => {
    const row = rows.get(step);
    return {
      step,
      state: step === current ? 'current' : (row?.state ?? 'pending'),
      note: row?.note ?? null,
      changedAt: row?.changedAt.toISOString() ?? null,
      changedBy: row?.changedByName ?? null,
      blockers: step === 'verify' ? blockers : [],
    };
  });
}
