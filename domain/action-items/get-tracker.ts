import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import type { TrackerView } from './schema';

/** Where new issues are opened; an empty template where no tracker is used. */
export async function getTracker(ctx: Context): Promise<TrackerView> {
  authorise(ctx, 'policy.read');
  const { template, version } = await db().issueTracker.findUniqueOrThrow({ where: { id: 1 } });
  return { template, version };
}
