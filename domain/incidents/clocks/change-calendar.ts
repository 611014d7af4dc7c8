import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { db } from '@/lib/db';
import { lookAgain } from './look-again';
import type { ChangeCalendar } from './schema';

/** Says anew when people work; open incidents go by it at once. Throws conflict when someone else did meanwhile. */
export async function changeCalendar(ctx: Context, input: z.output<typeof ChangeCalendar>): Promise<{ version: number }> {
  authorise(ctx, 'policy.manage');
  const { version, ...facts } = input;
  return db().$transaction(async (tx) => {
    const before = await tx.businessCalendar.findUniqueOrThrow({ where: { id: 1 } });
    const { count } = await tx.businessCalendar.updateMany({ where: { id: 1, version }, data: { ...facts, version: version + 1 } });
    if (count === 0) throw conflict('Someone changed the calendar meanwhile. Reload the page, and change what is there now.');
    await lookAgain(tx);
    const { zone, weekdays, startMinute, endMinute } = before;
    const data = { from: { zone, weekdays, startMinute, endMinute }, to: facts };
    await recordAudit(tx, ctx, { action: 'calendar_changed', subjectType: 'business_calendar', subjectId: '1', data });
    return { version: version + 1 };
  });
}
