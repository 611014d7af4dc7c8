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
  fingerprint?: string | null;
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
    WITH ended AS (SELECT * FROM json_to_recordset(${json(endings.map(columnsOf))}::json) AS ended (id uuid, state "RunState", verdict "Verdict",
      reason text, data jsonb, exports jsonb, sha256 text, head text, tail text, bytes bigint, streams jsonb, truncated boolean,
      fingerprint text)),
    changed AS (
      UPDATE run SET state = ended.state, verdict = ended.verdict, reason = ended.reason, data = ended.data, exports = ended.exports,
        "sealedSecrets" = NULL, "endedAt" = greatest(date_trunc('milliseconds', clock_timestamp()), "startedAt"),
        "outputSha256" = coalesce(ended.sha256, run."outputSha256"), "outputHead" = coalesce(ended.head, run."outputHead"),
        "outputTail" = coalesce(ended.tail, run."outputTail"), "outputBytes" = coalesce(ended.bytes, run."outputBytes"),
        "outputStreams" = coalesce(ended.streams, run."outputStreams"), truncated = coalesce(ended.truncated, run.truncated),
        fingerprint = ended.fingerprint
      FROM ended WHERE run.id = ended.id AND run.state IN ('queued', 'running') RETURNING run.*)
    SELECT ${VIEW_COLUMNS}, (SELECT number FROM incident WHERE incident.id = changed."incidentId") AS number,
      ${recordingRun(ctx, 'run_ended', details)} FROM changed, ${ALL_CHANGED} ORDER BY changed."endedAt"`;
  const views = new Map(rows.map((row) => [row.id, runView({ ...row, incident: row.number === null ? null : { number: row.number } })]));
  return endings.map(({ id }) => views.get(id) ?? null);
}

function columnsOf({ id, end }: Ending) {
  const { output, outputSha256, ...rest } = end;
  const kept = output && {
    head: output.head,
    tail: output.tail,
    bytes: output.bytes,
    streams: output.switches,
    truncated: output.truncated,
  };
  return { id, ...rest, sha256: outputSha256, ...kept };
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

const keepable = (text: string): string => Buffer.from(text).toString().replaceAll('\u0000', '\ufffd');

/** JSON that the database takes: in its texts and keys it has no NUL and no half of a surrogate pair. */
function json(value: unknown): string {
  return JSON.stringify(value, (_key, inner) => {
    if (typeof inner === 'string') return keepable(inner);
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.keys(inner).every((key) => keepable(key) === key)
      ? inner
      : Object.fromEntries(Object.entries(inner).map(([key, each]) => [keepable(key), each]));
  });
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
