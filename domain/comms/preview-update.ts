import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { channelRecipients } from '@/domain/deliveries/channel-recipients';
import { renderMessage } from '@/domain/deliveries/render/render-message';
import { notFound } from '@/domain/errors';
import { databaseNow } from '@/domain/incidents/clocks/database-now';
import { visibleTo } from '@/domain/incidents/visible-to';
import { db } from '@/lib/db';
import { fillUpdate } from './fill-update';
import { promiseIn } from './promises/rules';
import { spokenText } from './promises/spoken-text';
import type { PreviewUpdate, UpdatePreview } from './schema';
import { placesIn } from './variables/rules';

/** What a message would say now in each way out, what it lacks, what it promises, and how many it would reach. Changes nothing. */
export async function previewUpdate(ctx: Context, input: z.output<typeof PreviewUpdate>): Promise<UpdatePreview> {
  authorise(ctx, 'template.read');
  const read = db();
  const incident = await read.incident.findFirst({ where: { number: input.number, ...visibleTo(ctx) } });
  if (!incident) throw notFound(`Incident #${input.number}`);
  const now = await databaseNow(read);
  const { subject, body, missing, unknown, offered } = await fillUpdate(read, incident, input, now);
  const ways = await channelRecipients(read, input.audience);
  const promise = input.purpose === 'resolution' ? null : promiseIn(spokenText(body), now);
  const message = { subject, body };
  const { text, html } = renderMessage('email', message);
  return {
    ...{ subject, body, missing, offered },
    unknown: [...new Set([...unknown.subject, ...unknown.body])],
    used: placesIn(`${input.subject}\n${input.body}`).used,
    email: { text, html },
    slack: renderMessage('slack', message).text,
    teams: renderMessage('teams', message).attachments[0].content.body.map((block) => block.text),
    promise: promise && { ...promise, dueAt: promise.dueAt.toISOString() },
    recipients: ways.length,
    channels: [...new Set(ways.map(({ channel }) => channel))],
  };
}
