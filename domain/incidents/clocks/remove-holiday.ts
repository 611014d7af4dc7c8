import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import { lookAgain } from './look-again';
import type { RemoveHoliday } from './schema';

/** Makes a holiday an ordinary day again. */
export async function removeHoliday(ctx: Context, { date }: z.output<typeof RemoveHoliday>): Promise<{ date: string }> {
  authorise(ctx, 'policy.manage');
  return db().$transaction(async (tx) => {
    const { count } = await tx.holiday.deleteMany({ where: { date: new Date(date) } });
    if (count === 0) throw notFound(`The holiday on ${date}`);
    await lookAgain(tx);
    await recordAudit(tx, ctx, { action: 'holiday_removed', subjectType: 'holiday', subjectId: date });
    return { date };
  });
}
