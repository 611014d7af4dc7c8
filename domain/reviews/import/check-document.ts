import { invalid } from '@/domain/errors';
import { contentHash, sha256 } from '../document/content-hash';
import type { ReviewDocument } from '../document/schema';
import { BODY_CHARS, MOST_QUOTED_LINES } from '../schema';
import { SECTIONS, TEMPLATES } from '../sections/rules';

/**
 * Refuses a document that no export of a console could be: another hash than its content has, quotes that were tampered with, moments
 * of events that it does not hold, states that contradict themselves. Says which field.
 */
export function checkDocument(document: ReviewDocument): void {
  if (contentHash(document) !== document.contentHash)
    throw invalid('contentHash', 'is not the hash of what stands here: the file was changed after it was exported, or is not whole');
  if (document.state === 'none')
    throw invalid('state', 'nobody had opened this review; open it in the console that it comes from, and export it again');
  checkStates(document);
  checkSections(document);
  checkQuotes(document);
  checkMoments(document);
  checkTimes(document);
}

function checkStates({ state, version, submittedBy, submittedAt, approvedBy, approvedAt, publishedBy, publishedAt }: ReviewDocument): void {
  const waits = state !== 'draft';
  const both = (a: unknown, b: unknown) => (a === null) === (b === null);
  if (!both(submittedBy, submittedAt) || waits !== (submittedAt !== null))
    throw invalid('submittedAt', `does not fit a review that is ${state}`);
  if (!both(approvedBy, approvedAt) || (!waits && approvedAt) || (state === 'published' && !approvedAt))
    throw invalid('approvedAt', `does not fit a review that is ${state}`);
  if (!both(publishedBy, publishedAt) || version > 0 !== (publishedAt !== null) || (state === 'published' && version === 0))
    throw invalid('publishedAt', `does not fit version ${version} of a review that is ${state}`);
}

function checkSections({ kind, sections }: ReviewDocument): void {
  const wanted: readonly string[] = TEMPLATES[kind];
  if (sections.length !== wanted.length || sections.some(({ key }, index) => key !== wanted[index]))
    throw invalid('sections', `must be those of a review of the kind ${kind}: ${wanted.join(', ')}`);
  for (const [index, { key, title, written, revision, editedBy, editedAt, body }] of sections.entries()) {
    if (title !== SECTIONS[key].title) throw invalid(`sections.${index}.title`, `must be "${SECTIONS[key].title}"`);
    if (revision > 0 !== (editedAt !== null) || (editedBy === null) !== (editedAt === null) || (written && revision === 0))
      throw invalid(`sections.${index}.revision`, 'does not fit who edited it');
    if (written && body.length > BODY_CHARS) throw invalid(`sections.${index}.body`, 'is too long');
  }
}

function checkQuotes({ quotes, runs }: ReviewDocument): void {
  const known = new Set(runs.map(({ id }) => id));
  for (const [index, { run, lines, linesSha256, from, to }] of quotes.entries()) {
    if (!known.has(run)) throw invalid(`quotes.${index}.run`, 'is not among the runs');
    if (sha256(lines) !== linesSha256) throw invalid(`quotes.${index}.linesSha256`, 'is not the hash of these lines: they were changed');
    if (to < from || to - from >= MOST_QUOTED_LINES)
      throw invalid(`quotes.${index}.to`, `must be at least "from", and quote at most ${MOST_QUOTED_LINES} lines`);
  }
}

function checkMoments({ incident, moments, timeline }: ReviewDocument): void {
  const events = new Map(timeline.map((event) => [`${event.incident ?? incident.number} ${event.seq}`, event.at]));
  if (events.size !== timeline.length) throw invalid('timeline', 'holds an event twice');
  const seen = new Set<string>();
  for (const [index, { event, at, description }] of moments.entries()) {
    if (!event) {
      if (!description) throw invalid(`moments.${index}.description`, 'must not be empty: no event says what it was');
      continue;
    }
    const key = `${event.incident} ${event.seq}`;
    if (events.get(key) !== at) throw invalid(`moments.${index}.event`, 'is no event of this timeline at that time');
    if (seen.has(key)) throw invalid(`moments.${index}.event`, 'stands here twice');
    seen.add(key);
  }
}

function checkTimes({ incident, meeting, actionItems }: ReviewDocument): void {
  if (incident.startedAt > incident.declaredAt) throw invalid('incident.startedAt', 'must not be after it was declared');
  if ((incident.acknowledgedAt === null) !== (incident.acknowledgedBy === null))
    throw invalid('incident.acknowledgedBy', 'does not fit when');
  if (meeting && new Set(meeting.attendees.map(({ email }) => email.toLowerCase())).size !== meeting.attendees.length)
    throw invalid('meeting.attendees', 'names an address twice');
  for (const [index, { state, doneAt, verifiedAt }] of actionItems.entries())
    if ((state === 'open') !== (doneAt === null) || (state === 'verified') !== (verifiedAt !== null))
      throw invalid(`actionItems.${index}.state`, 'does not fit when it was done');
}
