import { systemContext } from '@/domain/context';
import { db, Prisma } from '@/lib/db';
import { together } from '@/lib/together';
import type { RunState, Verdict } from '@/prisma/generated/enums';
import { ALL_CHANGED, recordingRun, VIEW_COLUMNS } from './recording-run';
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

/** Of a burst of ends, so many are recorded by one statement, */
const MOST_AT_ONCE = 24;
/** unless there is more output than this to store with one. */
const LARGE_BYTES = 64 * 1024;

type Ending = { id: string; incidentId: string | null; end: RunEnd };

/** Ends runs, all in one incident or none, and records it, in one statement. */
async function endRuns(endings: Ending[], ctx = systemContext()): Promise<(RunView | null)[]> {
  const details = Prisma.sql`jsonb_build_object('state', changed.state, 'verdict', changed.verdict, 'reason', changed.reason,
    'durationMs', floor(extract(epoch FROM changed."endedAt" - changed."startedAt") * 1000), 'outputSha256', changed."outputSha256")`;
  const rows = await db().$queryRaw<(RunRow & { number: number | null })[]>`
    WITH ended (id, state, verdict, reason, data, exports, sha256, head, tail, bytes, streams, truncated) AS (
      VALUES ${Prisma.join(endings.map(values))}),
    changed AS (
      UPDATE run SET state = ended.state, verdict = ended.verdict, reason = ended.reason, data = ended.data, exports = ended.exports,
        "sealedSecrets" = NULL, "endedAt" = greatest(date_trunc('milliseconds', clock_timestamp()), "startedAt"),
        "outputSha256" = coalesce(ended.sha256, run."outputSha256"), "outputHead" = coalesce(ended.head, run."outputHead"),
        "outputTail" = coalesce(ended.tail, run."outputTail"), "outputBytes" = coalesce(ended.bytes, run."outputBytes"),
        "outputStreams" = coalesce(ended.streams, run."outputStreams"), truncated = coalesce(ended.truncated, run.truncated)
      FROM ended WHERE run.id = ended.id AND run.state IN ('queued', 'running') RETURNING run.*)
    SELECT ${VIEW_COLUMNS}, (SELECT number FROM incident WHERE incident.id = changed."incidentId") AS number,
      ${recordingRun(ctx, 'run_ended', details)} FROM changed, ${ALL_CHANGED} ORDER BY changed."endedAt"`;
  const views = new Map(rows.map((row) => [row.id, runView({ ...row, incident: row.number === null ? null : { number: row.number } })]));
  return endings.map(({ id }) => views.get(id) ?? null);
}

function values({ id, end }: Ending): Prisma.Sql {
  const { state, verdict, reason, data, exports, output, outputSha256 } = end;
  return Prisma.sql`(${id}::uuid, ${state}::"RunState", ${verdict}::"Verdict", ${reason}::text, ${json(data)}::jsonb, ${json(exports)}::jsonb,
    ${outputSha256 ?? null}::text, ${output?.head ?? null}::text, ${output?.tail ?? null}::text, ${output?.bytes ?? null}::bigint,
    ${output ? JSON.stringify(output.switches) : null}::jsonb, ${output?.truncated ?? null}::boolean)`;
}

/** Gives a run its one terminal state and records it; null when it has one already. Internal to the engine. */
export async function endRun(id: string, end: RunEnd): Promise<RunView | null> {
  const [view] = await endRuns([{ id, incidentId: null, end }]);
  return view ?? null;
}

/** As endRun, together with others of the same incident that end meanwhile. */
export const endRunSoon = together(
  (endings: Ending[]) => endRuns(endings),
  MOST_AT_ONCE,
  ({ id, incidentId, end }) => ((end.output?.bytes ?? 0) > LARGE_BYTES ? id : (incidentId ?? '')),
);

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
