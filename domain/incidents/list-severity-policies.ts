import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import type { SeverityPolicy } from '@/prisma/generated/client';

/** What each severity means and asks, P0 first. */
export async function listSeverityPolicies(ctx: Context): Promise<SeverityPolicy[]> {
  authorise(ctx, 'incident.read');
  return db().severityPolicy.findMany({ orderBy: { severity: 'asc' } });
}
