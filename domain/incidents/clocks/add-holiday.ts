import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { db } from '@/lib/db';
import { lookAgain } from './look-again';
import type { AddHoliday } from './schema';

const MOST_HOLIDAYS = 500;

/** Makes a day one on which nobody works. Refuses a day that is a holiday already. */
export async function addHoliday(ctx: Context, { date, name }: z.output<typeof AddHoliday>): Promise<{ date: string }> {
  authorise(ctx, 'policy.manage');
  return db().$transaction(async (tx) => {
    if ((await tx.holiday.count()) >= MOST_HOLIDAYS)
      throw conflict(`There are ${MOST_HOLIDAYS} holidays already. Remove some that are past.`);
    const { count } = await tx.holiday.createMany({ data: [{ date: new Date(date), name }], skipDuplicates: true });
    if (count === 0) throw conflict(`${date} is a holiday already.`);
    await lookAgain(tx);
    await recordAudit(tx, ctx, { action: 'holiday_added', subjectType: 'holiday', subjectId: date, data: { name } });
    return { date };
  });
}
