import type { FamilyItem } from '../facts/load-events';
import type { ReviewRow } from '../load-review';
import { draftSection } from '../sections/draft-sections';
import { isSection, SECTIONS, TEMPLATES } from '../sections/rules';
import { sentence } from '../words/sentences';
import { contentHash } from './content-hash';
import { type DocumentMoment, type DocumentSection, type Facts, FORMAT, type ReviewDocument, type TimelineLine } from './schema';

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** The whole of a review in one piece, from its facts, its events and its rows; `review` is null while nobody has opened it. Pure. */
export function buildDocument(facts: Facts, timeline: readonly TimelineLine[], review: ReviewRow | null): ReviewDocument {
  const document = { ...describeReview(facts, timeline, review), timeline: [...timeline] };
  return { ...document, contentHash: contentHash(document) };
}

/** The same without the timeline; of its events only those are looked at that somebody chose. Pure. */
export function describeReview(
  facts: Facts,
  events: readonly TimelineLine[],
  review: ReviewRow | null,
): Omit<ReviewDocument, 'timeline' | 'contentHash'> {
  return {
    format: FORMAT,
    ...facts,
    state: review?.state ?? 'none',
    version: review?.version ?? 0,
    revision: review?.revision ?? 0,
    kind: review?.kind ?? facts.incident.kind,
    openedAt: iso(review?.openedAt ?? null),
    openedBy: review?.openedByName ?? null,
    lead: review?.leadName ?? null,
    dueAt: iso(review?.dueAt ?? null),
    meeting: review ? meetingOf(review) : null,
    submittedBy: review?.submittedByName ?? null,
    submittedAt: iso(review?.submittedAt ?? null),
    approvedBy: review?.approvedByName ?? null,
    approvedAt: iso(review?.approvedAt ?? null),
    publishedBy: review?.publishedByName ?? null,
    publishedAt: iso(review?.publishedAt ?? null),
    sections: sectionsOf(facts, review),
    moments: momentsOf(facts, events, review),
    quotes: quotesOf(review),
    comments: commentsOf(review),
    actionItems: itemsOf(review),
  };
}

/** Events as a document tells them. */
export const timelineOf = (events: readonly FamilyItem[]): TimelineLine[] =>
  events.map(({ seq, type, at, actor, data, incident }) => ({
    seq,
    type,
    at,
    actor: { kind: actor.kind as 'user' | 'api_key' | 'system', id: actor.id, name: actor.name },
    data: data as TimelineLine['data'],
    ...(incident === undefined ? {} : { incident }),
  }));

function meetingOf({ meetingAt, meetingZone, meetingMinutes, meetingPlace, attendees }: ReviewRow): ReviewDocument['meeting'] {
  if (!meetingAt || !meetingZone) return null;
  const people = attendees.map(({ email, name }) => ({ email, name }));
  return { at: meetingAt.toISOString(), zone: meetingZone, minutes: meetingMinutes, place: meetingPlace, attendees: people };
}

/**
 * What each section says: what people wrote; where nobody did, what the facts say now. From its submission on, what they said then:
 * nobody approves what nobody has read.
 */
function sectionsOf(facts: Facts, review: ReviewRow | null): DocumentSection[] {
  const rows = new Map(review?.sections.map((row) => [row.key, row]));
  const settled = review !== null && review.state !== 'draft';
  return TEMPLATES[review?.kind ?? facts.incident.kind].map((key) => {
    const row = rows.get(key);
    const written = row?.body ?? null;
    return {
      key,
      title: SECTIONS[key].title,
      body: written ?? (settled ? (row?.drafted ?? '') : draftSection(key, facts)),
      written: written !== null,
      revision: row?.revision ?? 0,
      editedBy: row?.editedByName ?? null,
      editedAt: iso(row?.editedAt ?? null),
    };
  });
}

function momentsOf(facts: Facts, timeline: readonly TimelineLine[], review: ReviewRow | null): DocumentMoment[] {
  if (!review?.moments.length) return [];
  const here = facts.incident.number;
  const events = new Map(timeline.map((event) => [`${event.incident ?? here} ${event.seq}`, event]));
  return review.moments.flatMap(({ id, eventNumber, eventSeq, at, description, heading, addedByName }) => {
    const event = eventSeq === null ? null : events.get(`${eventNumber} ${eventSeq}`);
    const when = event?.at ?? iso(at);
    if (event === undefined || when === null) return [];
    return [
      {
        id,
        event: eventSeq === null || eventNumber === null ? null : { incident: eventNumber, seq: eventSeq },
        at: when,
        says: event ? `${event.actor.name} ${sentence(event)}` : '',
        description,
        heading,
        addedBy: addedByName,
      },
    ];
  });
}

const quotesOf = (review: ReviewRow | null): ReviewDocument['quotes'] =>
  (review?.quotes ?? []).flatMap(({ id, sectionKey, runId, fromLine, toLine, quotedByName, quotedAt, reviewId: _, ...rest }) =>
    isSection(sectionKey)
      ? [{ id, section: sectionKey, run: runId, from: fromLine, to: toLine, by: quotedByName, at: quotedAt.toISOString(), ...rest }]
      : [],
  );

const commentsOf = (review: ReviewRow | null): ReviewDocument['comments'] =>
  (review?.comments ?? []).map(({ id, sectionKey, body, authorName, writtenAt, settledByName, settledAt }) => ({
    id,
    section: sectionKey !== null && isSection(sectionKey) ? sectionKey : null,
    body,
    by: authorName,
    at: writtenAt.toISOString(),
    settledBy: settledByName,
    settledAt: iso(settledAt),
  }));

const itemsOf = (review: ReviewRow | null): ReviewDocument['actionItems'] =>
  (review?.actionItems ?? []).map((item) => ({
    number: item.number,
    title: item.title,
    detail: item.detail,
    kind: item.kind,
    state: item.state,
    owner: item.ownerName,
    dueAt: iso(item.dueAt),
    doneAt: iso(item.doneAt),
    verifiedAt: iso(item.verifiedAt),
    verify: item.verifyRunbook && item.verifyBlockId ? { runbook: item.verifyRunbook, block: item.verifyBlockId } : null,
    trackerUrl: item.trackerUrl,
  }));
