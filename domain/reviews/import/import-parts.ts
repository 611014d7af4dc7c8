import { randomUUID } from 'node:crypto';
import type { Context } from '@/domain/context';
import type { Prisma, Tx } from '@/lib/db';
import type { ReviewDocument } from '../document/schema';
import { freeNumber } from './free-number';

type Onto = { reviewId: string; incidentId: string };

/** All that hangs on a review: words, moments, quotes, comments, attendees, action items, and the version that it is. */
export async function importParts(tx: Tx, ctx: Context, { reviewId, incidentId }: Onto, document: ReviewDocument): Promise<void> {
  await tx.reviewAttendee.createMany({
    data: (document.meeting?.attendees ?? []).map(({ email, name }) => ({ reviewId, email: email.toLowerCase(), name: name || email })),
  });
  await tx.reviewSection.createMany({ data: document.sections.map((section) => ({ reviewId, ...sectionRow(section) })) });
  await importMoments(tx, reviewId, document);
  await importQuotes(tx, reviewId, document);
  const fresh = await takenIds(document.comments, (ids) => tx.reviewComment.findMany({ where: { id: { in: ids } }, select: { id: true } }));
  await tx.reviewComment.createMany({
    data: document.comments.map(({ id, section, body, by, at, settledBy, settledAt }) => ({
      id: fresh(id),
      reviewId,
      sectionKey: section,
      body,
      authorName: by,
      writtenAt: at,
      settledByName: settledBy,
      settledAt,
    })),
  });
  await importItems(tx, ctx, { reviewId, incidentId }, document);
  await settleState(tx, reviewId, document);
}

/** Ids stay as they are, unless something here has them already. */
async function takenIds(
  rows: readonly { id: string }[],
  find: (ids: string[]) => Promise<{ id: string }[]>,
): Promise<(id: string) => string> {
  const taken = new Set((await find(rows.map(({ id }) => id))).map(({ id }) => id));
  return (id) => (taken.has(id) ? randomUUID() : id);
}

const sectionRow = ({ key, body, written, revision, editedBy, editedAt }: ReviewDocument['sections'][number]) => ({
  key,
  drafted: written ? '' : body,
  body: written ? body : null,
  revision,
  editedByName: editedBy,
  editedAt,
});

async function importMoments(tx: Tx, reviewId: string, { moments }: ReviewDocument): Promise<void> {
  const fresh = await takenIds(moments, (ids) => tx.reviewMoment.findMany({ where: { id: { in: ids } }, select: { id: true } }));
  await tx.reviewMoment.createMany({
    data: moments.map(({ id, event, at, description, heading, addedBy }, position) => ({
      id: fresh(id),
      reviewId,
      eventNumber: event?.incident ?? null,
      eventSeq: event?.seq ?? null,
      at: event ? null : at,
      description,
      heading,
      position: position + 1,
      addedByName: addedBy,
    })),
  });
}

async function importQuotes(tx: Tx, reviewId: string, { quotes }: ReviewDocument): Promise<void> {
  const fresh = await takenIds(quotes, (ids) => tx.reviewQuote.findMany({ where: { id: { in: ids } }, select: { id: true } }));
  await tx.reviewQuote.createMany({
    data: quotes.map(({ id, section, run, runTitle, stream, from, to, lines, linesSha256, outputSha256, note, by, at }) => ({
      id: fresh(id),
      reviewId,
      sectionKey: section,
      runId: run,
      runTitle,
      stream,
      fromLine: from,
      toLine: to,
      lines,
      linesSha256,
      outputSha256,
      note,
      quotedByName: by,
      quotedAt: at,
    })),
  });
}

async function importItems(tx: Tx, ctx: Context, { reviewId, incidentId }: Onto, { actionItems, incident }: ReviewDocument): Promise<void> {
  for (const item of actionItems)
    await tx.actionItem.create({
      data: {
        id: randomUUID(),
        number: await freeNumber(tx, 'action_item', item.number),
        title: item.title,
        detail: item.detail,
        kind: item.kind,
        state: item.state,
        source: 'review',
        ownerName: item.owner,
        severity: incident.severity,
        dueAt: item.dueAt,
        reviewId,
        incidentId,
        verifyRunbook: item.verify?.runbook ?? null,
        verifyBlockId: item.verify?.block ?? null,
        trackerUrl: item.trackerUrl,
        imported: true,
        createdByName: ctx.actor.name,
        doneAt: item.doneAt,
        doneByName: item.doneAt ? (item.owner ?? ctx.actor.name) : null,
        verifiedAt: item.verifiedAt,
        verifiedByName: item.verifiedAt ? (item.owner ?? ctx.actor.name) : null,
      },
    });
}

async function settleState(tx: Tx, reviewId: string, document: ReviewDocument): Promise<void> {
  const { state, submittedBy, submittedAt, approvedBy, approvedAt, publishedBy, publishedAt, version, contentHash } = document;
  if (state === 'none' || state === 'draft') return;
  if (state === 'published' && publishedAt)
    await tx.reviewVersion.create({
      data: {
        reviewId,
        version,
        document: document as unknown as Prisma.InputJsonValue,
        contentHash,
        approvedByName: approvedBy ?? '',
        publishedByName: publishedBy ?? '',
        publishedAt,
      },
    });
  await tx.review.update({
    where: { id: reviewId },
    data: { state, submittedByName: submittedBy, submittedAt, approvedByName: approvedBy, approvedAt },
  });
}
