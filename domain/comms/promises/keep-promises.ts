import { randomUUID } from 'node:crypto';
import type { Context } from '@/domain/context';
import { recordEvent } from '@/domain/incidents/record-event';
import type { Tx } from '@/lib/db';
import type { UpdatePromise } from '@/prisma/generated/client';
import type { Audience, TemplatePurpose } from '@/prisma/generated/enums';
import { toldBy } from '../rules';
import { type FoundPromise, promiseIn } from './rules';
import { spokenText } from './spoken-text';

const MINUTE_MS = 60_000;

type Sent = { id: string; incidentId: string; audience: Audience; purpose: TemplatePurpose; body: string };
type Made = FoundPromise & { audience: Audience };

/** What an event says of a promise. */
export const promiseFacts = ({ id, words, audience, dueAt }: UpdatePromise) => ({
  promise: id,
  words,
  audience,
  dueAt: dueAt.toISOString(),
});

/**
 * The bookkeeping of a message that is being sent: it keeps the open promises to all whom it tells, makes the one it holds, and the
 * next of each cadence that it kept. A resolution keeps and makes none: it is the last word.
 */
export async function keepPromises(tx: Tx, ctx: Context, sent: Sent, sentAt: Date): Promise<Made | null> {
  const told = { incidentId: sent.incidentId, audience: { in: toldBy(sent.audience) } };
  const open = await tx.updatePromise.findMany({ where: { ...told, state: 'open' }, orderBy: { dueAt: 'asc' } });
  // A broken one has ended; its cadence goes on with the message that comes at last.
  const broken = await tx.updatePromise.findMany({ where: { ...told, state: 'broken', keptByUpdateId: null } });
  await tx.updatePromise.updateMany({
    where: { id: { in: open.map(({ id }) => id) }, state: 'open' },
    data: { state: 'kept', endedAt: sentAt, keptByUpdateId: sent.id },
  });
  await tx.updatePromise.updateMany({ where: { id: { in: broken.map(({ id }) => id) } }, data: { keptByUpdateId: sent.id } });
  for (const promise of open)
    await recordEvent(tx, ctx, sent.incidentId, {
      type: 'promise_kept',
      data: { ...promiseFacts(promise), update: sent.id, late: promise.dueAt < sentAt },
    });
  if (sent.purpose === 'resolution') return null;
  const said = promiseIn(spokenText(sent.body), sentAt);
  const made: Made[] = said ? [{ ...said, audience: sent.audience }] : [];
  for (const { words, audience, cadenceMinutes } of [...open, ...broken])
    if (cadenceMinutes && !made.some((one) => one.audience === audience))
      made.push({ words, audience, cadenceMinutes, dueAt: new Date(sentAt.getTime() + cadenceMinutes * MINUTE_MS) });
  for (const promise of made) await makePromise(tx, ctx, sent, promise);
  return made.find(({ audience }) => audience === sent.audience) ?? null;
}

async function makePromise(tx: Tx, ctx: Context, sent: Sent, made: Made): Promise<void> {
  const row = await tx.updatePromise.create({ data: { id: randomUUID(), incidentId: sent.incidentId, updateId: sent.id, ...made } });
  await recordEvent(tx, ctx, sent.incidentId, {
    type: 'promise_made',
    data: { ...promiseFacts(row), cadenceMinutes: made.cadenceMinutes },
  });
}
