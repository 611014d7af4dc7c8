import { createHash, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict, invalid } from '@/domain/errors';
import { lockIncident } from '@/domain/incidents/change-incident';
import { db, type Tx } from '@/lib/db';
import type { Incident, IncidentUpdate } from '@/prisma/generated/client';
import { findUpdate, tooLate } from './change-update';
import { deliverUpdate, sentView } from './deliver-update';
import { requireLeave } from './leave-to-send';
import type { SendUpdate, SentUpdate, UpdateContent } from './schema';
import type { Values } from './variables/schema';
import { AS_DRAFT, templateNamed, writeContent } from './write-content';

type Input = z.output<typeof SendUpdate>;
const UNSENT = ['draft', 'awaiting_approval', 'scheduled'] as const;
const DEFAULT_SUBJECT = '[{{severity}}] {{title}}';

/**
 * Sends a draft, or a message that is written with it. Once: the same idempotency key, and a second press on the same draft, send
 * nothing more. Customers are told by a commander or admin, or with their approval. Refuses missing and unknown variables by name.
 */
export async function sendUpdate(ctx: Context, input: Input, options: { idempotencyKey?: string } = {}): Promise<SentUpdate> {
  authorise(ctx, 'update.send');
  const requestHash = createHash('sha256')
    .update(JSON.stringify(Object.entries(input).toSorted()))
    .digest('hex');
  const key = options.idempotencyKey;
  return db().$transaction(async (tx) => {
    const incident = await lockIncident(tx, ctx, input.number);
    const earlier = key && (await sentWith(tx, ctx, key, input.update));
    if (earlier) {
      if (earlier.requestHash !== requestHash) throw conflict('This Idempotency-Key was already used for another update. Use a new key.');
      return sentView(tx, incident, earlier.id);
    }
    const draft = input.update ? await takeDraft(tx, ctx, incident, input) : await writeNew(tx, ctx, incident, input);
    requireLeave(ctx, draft);
    // Recorded, with all that follows from it, by deliverUpdate.
    return deliverUpdate(tx, ctx, incident, draft, { from: UNSENT, by: ctx.actor.name, idempotencyKey: key, requestHash });
  });
}

/** What this key has sent already. */
const sentWith = (tx: Tx, ctx: Context, key: string, update?: string) =>
  tx.incidentUpdate.findFirst({
    where: { state: 'sent', idempotencyKey: key, OR: [{ createdById: ctx.actor.id }, ...(update ? [{ id: update }] : [])] },
  });

async function takeDraft(tx: Tx, ctx: Context, incident: Incident, input: Input): Promise<IncidentUpdate> {
  const before = await findUpdate(tx, incident, input.update ?? '');
  if (before.state === 'sent' || before.state === 'cancelled' || (input.revision ?? before.revision) !== before.revision)
    throw tooLate(before, { revision: input.revision ?? before.revision }, UNSENT);
  const content = { ...contentOf(before), audience: input.audience, ...wordsOf(input) };
  if (JSON.stringify(content) === JSON.stringify(contentOf(before))) return before;
  await tx.incidentUpdate.update({ where: { id: before.id }, data: { ...(await writeContent(tx, ctx, content)), ...AS_DRAFT } });
  return findUpdate(tx, incident, before.id);
}

const contentOf = ({ purpose, audience, templateId, subject, body, variables }: IncidentUpdate): UpdateContent => ({
  purpose,
  audience,
  template: templateId,
  subject,
  body,
  variables: variables as Values,
});

const wordsOf = ({ purpose, template, subject, body, variables }: Input): Partial<UpdateContent> =>
  Object.fromEntries(Object.entries({ purpose, template, subject, body, variables }).filter(([, value]) => value !== undefined));

async function writeNew(tx: Tx, ctx: Context, incident: Incident, input: Input): Promise<IncidentUpdate> {
  const template = input.template ? await templateNamed(tx, input.template) : null;
  const body = input.body ?? template?.body;
  if (body === undefined) throw invalid('body', 'is required without a template');
  const id = randomUUID();
  const content: UpdateContent = {
    purpose: input.purpose ?? template?.purpose ?? 'update',
    audience: input.audience,
    template: template?.id ?? null,
    subject: input.subject ?? template?.subject ?? DEFAULT_SUBJECT,
    body,
    variables: input.variables ?? {},
  };
  await tx.incidentUpdate.create({
    data: {
      id,
      incidentId: incident.id,
      ...(await writeContent(tx, ctx, content)),
      createdById: ctx.actor.id,
      createdByName: ctx.actor.name,
    },
  });
  return findUpdate(tx, incident, id);
}
