import { isOpen } from '@/domain/incidents/rules';
import type { Prisma } from '@/lib/db';
import { nextStep } from './rules';
import type { ProcedureView } from './schema';

export const procedureInclude = {
  incident: { select: { number: true, status: true } },
  steps: { orderBy: { position: 'asc' }, include: { run: { select: { verdict: true } } } },
} as const satisfies Prisma.ProcedureRunInclude;

type ProcedureRow = Prisma.ProcedureRunGetPayload<{ include: typeof procedureInclude }>;

/** The stored procedure as screens and the API show it: one that has not ended stands still while its incident is ended. */
export function procedureView(row: ProcedureRow): ProcedureView {
  const state = row.state === 'running' && !isOpen(row.incident.status) ? 'halted' : row.state;
  return {
    id: row.id,
    incident: row.incident.number,
    runbook: row.runbook,
    procedure: row.procedureId,
    title: row.title,
    contentHash: row.contentHash,
    state,
    startedAt: row.startedAt.toISOString(),
    startedBy: row.startedByName,
    endedAt: row.endedAt?.toISOString() ?? null,
    endedBy: row.endedByName,
    steps: row.steps.map((step) => ({
      id: step.stepId,
      title: step.title,
      owner: step.owner,
      gate: step.gate,
      state: step.state,
      doneBy: step.doneByName,
      doneAt: step.doneAt?.toISOString() ?? null,
      evidence: step.evidence,
      run: step.runId,
      verdict: step.run?.verdict ?? null,
    })),
    next: state === 'running' ? (nextStep(row.steps)?.stepId ?? null) : null,
  };
}
