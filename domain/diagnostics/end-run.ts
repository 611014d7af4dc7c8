import { recordAudit } from '@/domain/audit/record-audit';
import { type Context, systemContext } from '@/domain/context';
import { recordEvent } from '@/domain/incidents/record-event';
import { db, Prisma } from '@/lib/db';
import { notify } from '@/lib/notify';
import type { RunState, Verdict } from '@/prisma/generated/enums';
import type { InlineOutput } from './run-output';
import { type RunRow, runView, runViewOmit } from './run-view';
import type { InputValue, RunView } from './schema';

export type RunEnd = {
  state: RunState;
  verdict: Verdict | null;
  reason: string | null;
  data: Record<string, unknown> | null;
  exports: Record<string, InputValue> | null;
  output?: InlineOutput;
  outputSha256?: string;
};

/** Gives a run its one terminal state and records it; null when it has one already. Internal to the engine. */
export async function endRun(id: string, end: RunEnd, ctx: Context = systemContext()): Promise<RunView | null> {
  return db().$transaction(async (tx) => {
    const { count } = await tx.run.updateMany({ where: { id, state: { in: ['queued', 'running'] } }, data: columns(end) });
    if (count === 0) return null;
    const row: RunRow & { incidentId: string | null } = await tx.run.findUniqueOrThrow({
      where: { id },
      omit: runViewOmit,
      include: { incident: { select: { number: true } } },
    });
    const view = runView(row);
    await notify(tx, { topic: 'run', id, state: view.state, person: row.requestedById, effect: view.effect });
    const data = { ...facts(view), outputSha256: end.outputSha256 ?? null };
    if (row.incidentId) await recordEvent(tx, ctx, row.incidentId, { type: 'run_ended', data });
    else await recordAudit(tx, ctx, { action: 'run_ended', subjectType: 'run', subjectId: id, data });
    return view;
  });
}

function columns(end: RunEnd): Prisma.RunUpdateManyMutationInput {
  return {
    state: end.state,
    verdict: end.verdict,
    reason: end.reason,
    data: end.data ? (end.data as Prisma.InputJsonObject) : Prisma.DbNull,
    exports: end.exports ?? Prisma.DbNull,
    endedAt: new Date(),
    sealedSecrets: null,
    ...(end.output ? outputColumns(end.output) : {}),
    ...(end.outputSha256 ? { outputSha256: end.outputSha256 } : {}),
  };
}

export function outputColumns(output: InlineOutput) {
  return {
    outputHead: output.head,
    outputTail: output.tail,
    outputBytes: BigInt(output.bytes),
    outputStreams: output.switches,
    truncated: output.truncated,
  };
}

function facts(view: RunView) {
  const { id, runbook, block, title, kind, effect, target, environment, state, verdict, reason, durationMs } = view;
  return { run: id, runbook, block, title, kind, effect, target, environment, state, verdict, reason, durationMs };
}
