import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import type { StaleBlockView } from './schema';

/** The blocks that worked and do not any more, those that stopped last first. */
export async function listStaleBlocks(ctx: Context, { runbook }: { runbook?: string } = {}): Promise<StaleBlockView[]> {
  authorise(ctx, 'runbook.read');
  const rows = await db().staleBlock.findMany({ where: { clearedAt: null, ...(runbook ? { runbook } : {}) }, orderBy: { since: 'desc' } });
  return rows.map((row) => ({
    runbook: row.runbook,
    block: row.blockId,
    title: row.blockTitle,
    reason: row.reason,
    run: row.runId,
    since: row.since.toISOString(),
  }));
}
