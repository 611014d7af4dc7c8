import { randomUUID } from 'node:crypto';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { recordEvent } from '@/domain/incidents/record-event';
import { db, type Prisma, type Tx } from '@/lib/db';
import { factsOf } from '../document/facts-of';
import type { ReviewDocument } from '../document/schema';
import { checkDocument } from './check-document';
import { freeNumber } from './free-number';
import { importParts } from './import-parts';

const IMPORT_LOCK = 7_270_736_911n;
const TIMEOUT_MS = 60_000;

export type ImportedReview = { number: number; state: ReviewDocument['state']; contentHash: string };

/**
 * Takes in a review that was exported elsewhere, with an incident that has ended to hang on: the same number where it is free. The
 * facts are those of the document, which no timeline here could vouch for. Refuses what is not whole, and the same document twice.
 */
export async function importReview(ctx: Context, document: ReviewDocument): Promise<ImportedReview> {
  authorise(ctx, 'review.import');
  checkDocument(document);
  return db().$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(${IMPORT_LOCK})::text`;
      await refuseTwice(tx, document);
      const incidentId = randomUUID();
      const number = await createIncident(tx, ctx, incidentId, document);
      const reviewId = await createReview(tx, ctx, incidentId, document);
      await importParts(tx, ctx, { reviewId, incidentId }, document);
      const data = { contentHash: document.contentHash, number: document.incident.number };
      await recordEvent(tx, ctx, incidentId, { type: 'review_imported', data });
      return { number, state: document.state, contentHash: document.contentHash };
    },
    { timeout: TIMEOUT_MS },
  );
}

async function refuseTwice(tx: Tx, { contentHash }: ReviewDocument): Promise<void> {
  const earlier = await tx.timelineEvent.findFirst({
    where: { type: 'review_imported', data: { path: ['contentHash'], equals: contentHash } },
    select: { incident: { select: { number: true } } },
  });
  if (earlier) throw conflict(`This very review was imported already, as that of #${earlier.incident.number}.`);
}

async function createIncident(tx: Tx, ctx: Context, id: string, { incident }: ReviewDocument): Promise<number> {
  const number = await freeNumber(tx, 'incident', incident.number);
  const now = new Date();
  const cancelled = incident.status === 'cancelled';
  const ended = cancelled
    ? { status: 'cancelled' as const, cancelledAt: now }
    : { status: 'closed' as const, resolvedAt: incident.resolvedAt ?? now, closedAt: incident.closedAt ?? now };
  await tx.incident.create({
    data: {
      id,
      number,
      title: incident.title,
      severity: incident.severity,
      severityLabel: incident.severityLabel,
      kind: incident.kind,
      service: incident.service,
      summary: incident.summary,
      impact: incident.impact,
      customerVisible: incident.customerVisible,
      restricted: incident.restricted,
      tags: incident.tags,
      startedAt: incident.startedAt,
      declaredAt: incident.declaredAt,
      declaredByKind: 'system',
      declaredByName: incident.declaredBy,
      acknowledgedAt: incident.acknowledgedAt,
      acknowledgedBy: incident.acknowledgedBy,
      rootCause: incident.rootCause,
      resolution: incident.resolution,
      prevention: incident.prevention,
      clocksAt: null,
      checklistFor: incident.severity,
      ...ended,
    },
  });
  const { actor } = ctx;
  if (actor.id)
    await tx.participant.create({
      data: { incidentId: id, actorId: actor.id, actorKind: actor.kind, name: actor.name, addedByName: actor.name },
    });
  return number;
}

async function createReview(tx: Tx, ctx: Context, incidentId: string, document: ReviewDocument): Promise<string> {
  const id = randomUUID();
  const { meeting } = document;
  const importedFacts = { facts: factsOf(document), timeline: document.timeline };
  await tx.review.create({
    data: {
      id,
      incidentId,
      // What is published can no longer be filled: it is published once its parts are here.
      state: 'draft',
      kind: document.kind,
      revision: Math.max(1, document.revision),
      openedAt: document.openedAt ?? new Date(),
      openedByName: document.openedBy ?? ctx.actor.name,
      leadName: document.lead,
      dueAt: document.dueAt,
      meetingAt: meeting?.at ?? null,
      meetingZone: meeting?.zone ?? null,
      meetingMinutes: meeting?.minutes ?? 60,
      meetingPlace: meeting?.place ?? null,
      icsUid: `${id}@sitrep`,
      draftedSeq: document.seq,
      version: document.version,
      publishedAt: document.publishedAt,
      publishedByName: document.publishedBy,
      // Nobody is told of what was due elsewhere.
      overdueToldAt: new Date(),
      importedFacts: importedFacts as unknown as Prisma.InputJsonValue,
    },
  });
  return id;
}
