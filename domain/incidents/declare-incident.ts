import { createHash, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict, invalid } from '@/domain/errors';
import { db, type Prisma } from '@/lib/db';
import { incidentInclude, incidentView } from './incident-view';
import { recordEvent } from './record-event';
import type { DeclareIncident, IncidentView } from './schema';
import { fromLabel } from './severity/rules';
import { visibleTo } from './visible-to';

/**
 * Opens an incident and its timeline. The same idempotency key by the same person gives the same incident; with other
 * contents it is a conflict.
 */
export async function declareIncident(
  ctx: Context,
  input: z.output<typeof DeclareIncident>,
  options: { idempotencyKey?: string } = {},
): Promise<IncidentView> {
  authorise(ctx, 'incident.declare');
  const key = options.idempotencyKey;
  const requestHash = createHash('sha256')
    .update(JSON.stringify(Object.entries(input).toSorted()))
    .digest('hex');
  const severity = fromLabel(input.severity);
  if (!severity) throw invalid('severity', 'is none that is known here');
  const facts = {
    title: input.title,
    severity,
    service: input.service || null,
    summary: input.summary || null,
    runbook: input.runbook || null,
    impact: input.impact || null,
    kind: input.kind ?? 'other',
    customerVisible: input.customerVisible ?? false,
    restricted: input.restricted ?? input.kind === 'security_breach',
    tags: input.tags ?? [],
    labels: input.labels ?? {},
    severityLabel: input.severityLabel || (input.severity === severity ? null : input.severity),
  };
  const declaredAt = new Date();
  const startedAt = startedBefore(input.startedAt, declaredAt);
  const row: Prisma.IncidentCreateManyInput = {
    id: randomUUID(),
    ...facts,
    startedAt,
    declaredAt,
    declaredByKind: ctx.actor.kind,
    declaredById: ctx.actor.id,
    declaredByName: ctx.actor.name,
    idempotencyKey: key ?? null,
    requestHash: key ? requestHash : null,
  };
  return db().$transaction(async (tx) => {
    const { count } = await tx.incident.createMany({ data: [row], skipDuplicates: true });
    if (count === 0 && key) {
      const earlier = await tx.incident.findFirst({
        where: { declaredById: ctx.actor.id, idempotencyKey: key, ...visibleTo(ctx) },
        include: incidentInclude,
      });
      if (earlier?.requestHash !== requestHash)
        throw conflict('This Idempotency-Key was already used for another incident. Use a new key.');
      return incidentView(earlier);
    }
    if (ctx.actor.id) await tx.participant.create({ data: { incidentId: row.id as string, ...participant(ctx, ctx.actor.id) } });
    await recordEvent(tx, ctx, row.id as string, { type: 'incident_declared', data: { ...facts, startedAt: startedAt.toISOString() } });
    return incidentView(await tx.incident.findUniqueOrThrow({ where: { id: row.id as string }, include: incidentInclude }));
  });
}

const participant = ({ actor }: Context, actorId: string) => ({
  actorId,
  actorKind: actor.kind,
  name: actor.name,
  addedByName: actor.name,
});

function startedBefore(startedAt: string | undefined, now: Date): Date {
  if (!startedAt) return now;
  const at = new Date(startedAt);
  if (at > now) throw invalid('startedAt', 'must not be in the future');
  return at;
}
