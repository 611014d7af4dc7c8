import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { visibleRow } from '@/domain/incidents/visible-to';
import { allRunbooks } from '@/domain/runbooks/shelf';
import { db } from '@/lib/db';
import type { RunView } from './schema';

/** What a block last came to, by whoever ran it. */
export type LastVerdict = Pick<RunView, 'runbook' | 'block' | 'state' | 'verdict' | 'queuedAt'>;

type Row = Omit<LastVerdict, 'queuedAt'> & { queuedAt: Date };

/** The newest run of each block of each runbook, the newest first; one look-up a block, however many runs there are. */
export async function listLastVerdicts(ctx: Context): Promise<LastVerdict[]> {
  authorise(ctx, 'run.read');
  const blocks = [...(await allRunbooks()).values()].flatMap(({ runbook }) =>
    runbook.blocks.map(({ id }) => ({ runbook: runbook.slug, block: id })),
  );
  const rows = await db().$queryRaw<Row[]>`
    SELECT asked.runbook, asked.block, last.state, last.verdict, last."queuedAt"
    FROM json_to_recordset(${JSON.stringify(blocks)}::json) AS asked (runbook text, block text)
    CROSS JOIN LATERAL (
      SELECT run.state, run.verdict, run."queuedAt" FROM run LEFT JOIN incident i ON i.id = run."incidentId"
      WHERE run.runbook = asked.runbook AND run."blockId" = asked.block AND (run."incidentId" IS NULL OR ${visibleRow(ctx)})
      ORDER BY run."queuedAt" DESC LIMIT 1) last
    ORDER BY last."queuedAt" DESC`;
  return rows.map(({ queuedAt, ...row }) => ({ ...row, queuedAt: queuedAt.toISOString() }));
}
