import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import type { ChecklistItem } from '@/prisma/generated/client';

/** What is always done at each severity, in order. */
export async function listChecklists(ctx: Context): Promise<ChecklistItem[]> {
  authorise(ctx, 'policy.read');
  return db().checklistItem.findMany({ orderBy: [{ severity: 'asc' }, { position: 'asc' }] });
}
