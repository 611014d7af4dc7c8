import { type Context, systemContext } from '@/domain/context';
import { db, Prisma } from '@/lib/db';
import type { RunState, Verdict } from '@/prisma/generated/enums';
import { recordingRun, VIEW_COLUMNS } from './recording-run';
import type { InlineOutput } from './run-output';
import { type RunRow, runView } from './run-view';
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

/** Gives a run its one terminal state and records it, in one statement; null when it has one already. Internal to the engine. */
export async function endRun(id: string, end: RunEnd, ctx: Context = systemContext()): Promise<RunView | null> {
  const details = Prisma.sql`jsonb_build_object('state', changed.state, 'verdict', changed.verdict, 'reason', changed.reason,
    'durationMs', floor(extract(epoch FROM changed."endedAt" - changed."startedAt") * 1000), 'outputSha256', changed."outputSha256")`;
  const [row] = await db().$queryRaw<(RunRow & { number: number | null })[]>`
    WITH changed AS (
      UPDATE run SET state = ${end.state}::"RunState", verdict = ${end.verdict}::"Verdict", reason = ${end.reason},
        data = ${json(end.data)}::jsonb, exports = ${json(end.exports)}::jsonb, "sealedSecrets" = NULL,
        "endedAt" = greatest(date_trunc('milliseconds', clock_timestamp()), "startedAt"),
        "outputSha256" = coalesce(${end.outputSha256 ?? null}, "outputSha256") ${output(end.output)}
      WHERE id = ${id}::uuid AND state IN ('queued', 'running') RETURNING *)
    SELECT ${VIEW_COLUMNS}, (SELECT number FROM incident WHERE incident.id = changed."incidentId") AS number,
      ${recordingRun(ctx, 'run_ended', details)} FROM changed`;
  return row ? runView({ ...row, incident: row.number === null ? null : { number: row.number } }) : null;
}

function output(kept: InlineOutput | undefined): Prisma.Sql {
  if (!kept) return Prisma.empty;
  return Prisma.sql`, "outputHead" = ${kept.head}, "outputTail" = ${kept.tail}, "outputBytes" = ${kept.bytes},
    "outputStreams" = ${JSON.stringify(kept.switches)}::jsonb, truncated = ${kept.truncated}`;
}

/** JSON that the database takes: it has no NUL and no half of a surrogate pair. */
function json(value: unknown): string | null {
  if (value === null) return null;
  return JSON.stringify(value, (_key, inner) =>
    typeof inner === 'string' ? Buffer.from(inner).toString().replaceAll('\u0000', '\ufffd') : inner,
  );
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
