import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { db } from '@/lib/db';
import type { ChangeTracker, TrackerView } from './schema';

/** Says where new issues are opened. Throws conflict when someone else did meanwhile. */
export async function changeTracker(ctx: Context, { template, version }: z.output<typeof ChangeTracker>): Promise<TrackerView> {
  authorise(ctx, 'policy.manage');
  return db().$transaction(async (tx) => {
    const { count } = await tx.issueTracker.updateMany({ where: { id: 1, version }, data: { template, version: version + 1 } });
    if (count === 0) throw conflict('Someone changed the tracker meanwhile. Reload the page, and change what is there now.');
    await recordAudit(tx, ctx, { action: 'issue_tracker_changed', subjectType: 'issue_tracker', subjectId: '1', data: { template } });
    return { template, version: version + 1 };
  });
}
