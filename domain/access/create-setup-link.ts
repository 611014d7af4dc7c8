import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import { authorise } from './authorise';
import { issueLink } from './issue-link';
import { lockAdmins } from './keep-an-admin';

/** Makes the one-time link by which the first admin is made, and voids an earlier one. Null when an admin can already sign in. */
export async function createSetupLink(ctx: Context): Promise<{ path: string; expiresAt: Date } | null> {
  authorise(ctx, 'access.manage');
  return db().$transaction(async (tx) => {
    if ((await lockAdmins(tx)).length > 0) return null;
    const link = await issueLink(tx, 'setup', null);
    await recordAudit(tx, ctx, {
      action: 'setup_link_created',
      subjectType: 'console',
      subjectId: 'console',
      data: { expiresAt: link.expiresAt.toISOString() },
    });
    return link;
  });
}
