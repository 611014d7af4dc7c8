import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import type { LevelView } from './schema';

/** The levels of escalation, the first one first. */
export async function listLevels(ctx: Context): Promise<LevelView[]> {
  authorise(ctx, 'contact.read');
  return db().escalationLevel.findMany({ orderBy: { level: 'asc' } });
}
