import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import type { Block } from '@/domain/runbooks/schema';
import { db } from '@/lib/db';
import { getRun } from './get-run';
import type { RunView } from './schema';

/** A run with the evidence: the block as it was run, and the hash of what it printed. */
export type RunRecord = {
  run: RunView;
  block: Pick<Block, 'body' | 'kind' | 'timeoutMs' | 'ok' | 'warn' | 'fail'>;
  outputSha256: string | null;
  cancelledBy: string | null;
};

/** All that is recorded of a run but its output. Throws not_found. */
export async function getRunRecord(ctx: Context, id: string): Promise<RunRecord> {
  authorise(ctx, 'run.read');
  const run = await getRun(ctx, id);
  const row = await db().run.findUnique({ where: { id: run.id }, select: { block: true, outputSha256: true, cancelledByName: true } });
  if (!row) throw notFound(`Run ${id.slice(0, 60)}`);
  const { body, kind, timeoutMs, ok, warn, fail } = row.block as unknown as Block;
  return { run, block: { body, kind, timeoutMs, ok, warn, fail }, outputSha256: row.outputSha256, cancelledBy: row.cancelledByName };
}
