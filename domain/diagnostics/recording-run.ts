import type { Context } from '@/domain/context';
import { Prisma } from '@/lib/db';
import { NOTICE_CHANNEL } from '@/lib/notify';

/** The columns of a run that its view needs, under their own names. */
export const VIEW_COLUMNS = Prisma.raw(
  [
    'id runbook blockId blockTitle kind effect target environment contentHash inputs incidentId requestedByKind requestedById requestedByName',
    'approvedByName brokenGlass origin',
    'idempotencyKey requestHash state verdict reason data exports outputBytes outputSha256 truncated followsRunId follows engineId',
    'cancelRequestedAt cancelledByName queuedAt startedAt endedAt',
  ]
    .join(' ')
    .split(' ')
    .map((name) => `changed."${name}"`)
    .join(', '),
);

const FACTS =
  Prisma.raw(`jsonb_build_object('run', changed.id, 'runbook', changed.runbook, 'block', changed."blockId", 'title', changed."blockTitle",
  'kind', changed.kind, 'effect', changed.effect, 'target', changed.target, 'environment', changed.environment)`);

const NOTICE = Prisma.raw(`jsonb_build_object('topic', 'run', 'id', changed.id, 'state', changed.state, 'person', changed."requestedById",
  'effect', changed.effect)`);

/**
 * Stands beside `changed` in what records: all rows are changed before the first is recorded. The locks of incident and audit are thus
 * taken last, in the order in which everybody takes them.
 */
export const ALL_CHANGED = Prisma.raw('(SELECT count(*) FROM changed) AS all_changed');

/**
 * What a statement that writes runs as `changed` selects to record it, in the same round trip: the incident's timeline
 * and the audit, or the audit alone, and the notice to the engines. All runs of a statement are in one incident or in none.
 * `details` may name columns of what is selected from.
 */
export function recordingRun(ctx: Context, type: 'run_requested' | 'run_ended', details: Prisma.Sql): Prisma.Sql {
  const { kind, id, name } = ctx.actor;
  const actor = Prisma.sql`${kind}::"ActorKind", ${id}::uuid, ${name}`;
  const data = Prisma.sql`${FACTS} || ${details}`;
  return Prisma.sql`
    CASE WHEN changed."incidentId" IS NULL
      THEN append_audit_entry(${type}, 'run', changed.id::text, ${actor}, ${data})
      ELSE append_audit_entry(${type}, 'incident', changed."incidentId"::text, ${actor}, ${data} || jsonb_build_object('seq',
        (SELECT e.seq FROM append_timeline_event(changed."incidentId", ${type}, ${actor}, ${data}) e)))
    END::text AS audited, pg_notify(${NOTICE_CHANNEL}, ${NOTICE}::text)::text AS told`;
}
