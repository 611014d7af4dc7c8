import type { Environment } from '@/domain/runbooks/schema';
import type { Run } from '@/prisma/generated/client';
import type { InputValue, RunView } from './schema';

/** Columns of a run that its view needs; outputs are left out, they may be a megabyte. */
export const runViewOmit = { outputHead: true, outputTail: true, outputStreams: true, sealedSecrets: true, block: true } as const;

export type RunRow = Omit<Run, keyof typeof runViewOmit> & { incident: { number: number } | null };

/** The stored row as screens and the API show it. */
export function runView(row: RunRow): RunView {
  return {
    id: row.id,
    runbook: row.runbook,
    block: row.blockId,
    title: row.blockTitle,
    kind: row.kind,
    effect: row.effect,
    target: row.target,
    environment: row.environment as Environment,
    contentHash: row.contentHash,
    inputs: row.inputs as Record<string, InputValue>,
    incident: row.incident?.number ?? null,
    requestedBy: row.requestedByName,
    origin: row.origin,
    approvedBy: row.approvedByName,
    brokenGlass: row.brokenGlass,
    state: row.state,
    verdict: row.verdict,
    reason: row.reason,
    data: row.data as Record<string, unknown> | null,
    exports: row.exports as Record<string, InputValue> | null,
    truncated: row.truncated,
    outputBytes: Number(row.outputBytes),
    follows: row.followsRunId && row.follows ? { run: row.followsRunId, as: row.follows } : null,
    queuedAt: row.queuedAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    durationMs: row.startedAt && row.endedAt ? row.endedAt.getTime() - row.startedAt.getTime() : null,
  };
}
