import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { consoleAddress } from '@/lib/console-address';
import { db } from '@/lib/db';
import type { Channel } from '@/prisma/generated/client';
import { openChannel } from './open-channel';
import type { ChannelTest, OnChannel } from './schema';
import { sendMessage } from './send-message';

/** Sends a test message now, past the outbox, to everyone the channel reaches, and keeps what came of it. Works while it is disabled too. */
export async function testChannel(ctx: Context, { id }: z.output<typeof OnChannel>): Promise<ChannelTest> {
  authorise(ctx, 'channel.manage');
  const channel = await db().channel.findUnique({ where: { id } });
  if (!channel) throw notFound('This channel');
  const result = await sendTest(channel, ctx.actor.name);
  const testError = result.failures[0]?.message ?? null;
  return db().$transaction(async (tx) => {
    await tx.channel.updateMany({ where: { id }, data: { testedAt: new Date(), testError } });
    const data = { delivered: result.delivered, failed: result.failures.length, error: testError };
    await recordAudit(tx, ctx, { action: 'channel_tested', subjectType: 'channel', subjectId: id, data });
    return result;
  });
}

async function sendTest(channel: Channel, by: string): Promise<ChannelTest> {
  const opened = openChannel(channel);
  const recipients = channel.kind === 'email' ? channel.recipients : [channel.name];
  if ('error' in opened) return { delivered: 0, failures: [{ recipient: channel.name, message: opened.message }] };
  const outcomes = await Promise.all(
    recipients.map(async (recipient) => ({
      recipient,
      outcome: await sendMessage(channel.kind, opened, { ...testMessage(channel.name, by), recipient }),
    })),
  );
  const failures = outcomes.flatMap(({ recipient, outcome }) => ('error' in outcome ? [{ recipient, message: outcome.message }] : []));
  return { delivered: outcomes.length - failures.length, failures };
}

const testMessage = (name: string, by: string) => ({
  id: randomUUID(),
  subject: 'Test message from Sitrep',
  body: `${by.replace(/[\\`*_[\]<>]/g, '')} tests the channel ${name.replace(/[\\`*_[\]<>]/g, '')}. Nothing is wrong.\n\n${consoleAddress('/')}`,
  maybeRepeated: false,
  incident: null,
  update: null,
});
