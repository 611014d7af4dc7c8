import { z } from 'zod';
import { QuotedStream, type ReviewState, type Severity } from '@/prisma/generated/enums';
import { person } from '../incidents/people/schema';
import { instant, number, ResolveIncident, required, text } from '../incidents/schema';
import { SECTION_KEYS } from './sections/rules';

export const BODY_CHARS = 50_000;
export const MOST_ATTENDEES = 40;
export const MOST_QUOTED_LINES = 500;
const INT_MAX = 2_147_483_647;

const revision = z.int().min(0).max(INT_MAX);
const section = z.enum(SECTION_KEYS);
const line = z.int().min(1).max(50_000_000);
const seq = z.int().positive().max(INT_MAX);

/** Every zone that this platform knows. Old names are known too where it still resolves them. */
const isZone = (zone: string): boolean => {
  if (!/^[A-Za-z0-9_+/-]{1,60}$/.test(zone) || /^[+-]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

/** An address alone: what a mail program could take for more than one, or for a header, is refused here. */
const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .refine(
    (value) => !/[\u0000-\u0020\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff<>,;:"\\]/.test(value),
    'must be one e-mail address',
  )
  .pipe(z.email('must be an e-mail address, such as ana@example.com'));
/** Said where nothing was chosen, too. */
const chosen = z.iso.datetime({ offset: true, error: 'choose a date and a time' }).pipe(instant);
const oneLine = (max: number) => text(max).refine((value) => !/[\r\n\t\u0085\u2028\u2029]/.test(value), 'must be one line');

const Attendee = z.strictObject({ email, name: oneLine(200).optional() });
export type Attendee = { email: string; name: string };

/** When and where the review is talked over. `at` is an instant; `zone` is the time zone in which people agreed on it. */
export const Meeting = z.strictObject({
  at: chosen,
  zone: z.string().refine(isZone, 'is not an IANA time zone, such as Europe/Berlin'),
  minutes: z
    .int('must be a number of minutes, such as 60')
    .min(5, 'must be at least 5 minutes')
    .max(480, 'must be at most 8 hours, 480')
    .default(60),
  /** A room, or the address of a call. */
  place: oneLine(2_000)
    .refine(
      (value) => !/^[a-z][a-z0-9+.-]*:/i.test(value) || /^https?:\/\/[^\s/]/i.test(value),
      'must be a room, or an address that begins with https:// or http://',
    )
    .optional(),
  attendees: z.array(Attendee).max(MOST_ATTENDEES, `at most ${MOST_ATTENDEES}; use the address of a mailing list`).default([]),
});
export type Meeting = z.output<typeof Meeting>;

/** As resolving; `review` says when and where what happened is talked over. */
export const ResolveWithReview = ResolveIncident.extend({ review: Meeting.optional() });

export const OnReview = z.strictObject({ number });
/** Who leads it and until when it is to be published. What is not given stays; null takes it away. */
export const PlanBody = z
  .strictObject({ lead: person.nullable().optional(), dueAt: chosen.nullable().optional() })
  .refine(({ lead, dueAt }) => lead !== undefined || dueAt !== undefined, {
    path: ['lead'],
    message: 'say who leads it, or when it is due',
  });
export const PlanReview = PlanBody.safeExtend({ number });
export const ScheduleReview = Meeting.extend({ number });
export const CancelMeeting = z.strictObject({ number, reason: oneLine(1_000).optional() });
export const EditSection = z.strictObject({
  number,
  section,
  /** The revision that was edited: another one since is not overwritten. */
  revision,
  /** Markdown; null gives the section back to what the facts say. */
  body: text(BODY_CHARS).nullable(),
});
export const AddComment = z.strictObject({ number, section: section.nullable().default(null), body: required(10_000) });
export const OnComment = z.strictObject({ number, comment: z.uuid() });
/** What is asked of an incident's review; with the incident's number, or where that stands in the address. */
export const MomentBody = z
  .strictObject({
    /** An event of this incident, or of one that was merged into it. */
    event: z.strictObject({ incident: number.optional(), seq }).optional(),
    at: chosen.optional(),
    description: text(4_000).default(''),
    heading: oneLine(200).default(''),
  })
  .refine(({ event, at }) => Boolean(event) !== Boolean(at), { path: ['at'], message: 'name an event, whose time it has, or a time' })
  .refine(({ event, description }) => event || description, { path: ['description'], message: 'must not be empty' });
export const AddMoment = MomentBody.safeExtend({ number });
export const ChangeMoment = z.strictObject({
  number,
  moment: z.uuid(),
  revision,
  description: text(4_000).optional(),
  heading: oneLine(200).optional(),
});
/** Moves it behind another one; null puts it first. */
export const MoveMoment = z.strictObject({ number, moment: z.uuid(), after: z.uuid().nullable() });
export const OnMoment = z.strictObject({ number, moment: z.uuid() });
export const QuoteBody = z
  .strictObject({
    section,
    run: z.uuid(),
    stream: z.enum(QuotedStream).default('output'),
    from: line,
    to: line,
    note: text(2_000).default(''),
  })
  .refine(({ from, to }) => to >= from && to - from < MOST_QUOTED_LINES, {
    path: ['to'],
    message: `must be at least "from", and quote at most ${MOST_QUOTED_LINES} lines`,
  });
export const QuoteOutput = QuoteBody.safeExtend({ number });
export const OnQuote = z.strictObject({ number, quote: z.uuid() });
/** `revision` is the one that was read: what was written since is not approved with it. */
export const DecideReview = z.strictObject({ number, revision });
export const ReturnReview = z.strictObject({ number, reason: required(1_000) });
export const ListReviewTimeline = z.strictObject({
  number,
  /** Counts the lines of the answer so far. */
  after: z.coerce.number().int().min(0).max(10_000_000).default(0),
  q: text(200).default(''),
});
export const ListReviews = z.strictObject({ state: z.enum(['due', 'draft', 'in_review', 'published', 'all']).default('due') });
export const OnVersion = z.strictObject({ number, version: z.coerce.number().int().positive().max(INT_MAX) });
export const PreviewMarkdown = z.strictObject({ body: text(BODY_CHARS) });
export const ChangeReviewPolicy = z.strictObject({
  severity: z.enum(['P0', 'P1', 'P2', 'P3']),
  version: z.int().positive().max(INT_MAX),
  reviewDays: z.int().min(1).max(365).nullable(),
  leadRole: z.enum(['commander', 'communications_lead', 'scribe', 'responder']),
  inviteRoles: z.array(z.enum(['commander', 'communications_lead', 'scribe', 'responder'])).transform((roles) => [...new Set(roles)]),
  remindHours: z.int().min(1).max(168).nullable(),
  actionItemDays: z.int().min(1).max(730).nullable(),
});

/** A review in a list of them. */
export type ReviewLine = {
  number: number;
  title: string;
  severity: Severity;
  service: string | null;
  /** none: nobody has opened it yet, though the policy asks for it. */
  state: ReviewState | 'none';
  lead: string | null;
  dueAt: string | null;
  meetingAt: string | null;
  meetingZone: string | null;
  publishedAt: string | null;
  version: number;
  openActionItems: number;
};

export type ReviewHit = { number: number; title: string; section: string; words: string };
