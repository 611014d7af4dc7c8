import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import { runView, runViewOmit } from './run-view';
import type { RunView } from './schema';
import { visibleRuns } from './visible-runs';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One run by its id. Throws not_found, for one of an incident that the caller may not know of too. */
export async function getRun(ctx: Context, id: string): Promise<RunView> {
  authorise(ctx, 'run.read');
  const row = UUID.test(id)
    ? await db().run.findFirst({
        where: { id, ...visibleRuns(ctx) },
        omit: runViewOmit,
        include: { incident: { select: { number: true } } },
      })
    : null;
  if (!row) throw notFound(`Run ${id.slice(0, 60)}`);
  return runView(row);
}
