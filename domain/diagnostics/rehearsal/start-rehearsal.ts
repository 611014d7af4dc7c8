import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { db } from '@/lib/db';
import { beginRehearsal } from './begin-rehearsal';

/** Rehearses now, whatever the time. Refuses while a rehearsal is under way. */
export async function startRehearsal(ctx: Context): Promise<{ started: true }> {
  authorise(ctx, 'rehearsal.manage');
  const { exceptTargets } = await db().rehearsalSetting.findUniqueOrThrow({ where: { id: 1 } });
  const begun = await db().$transaction((tx) => beginRehearsal(tx, ctx, exceptTargets));
  if (!begun) throw conflict('A rehearsal is under way already. Wait for it to end.');
  return { started: true };
}
