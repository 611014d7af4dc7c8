import { z } from 'zod';
import {
  ActionItemKind,
  ActionItemState,
  Audience,
  Effect,
  HypothesisState,
  IncidentKind,
  IncidentRole,
  IncidentStatus,
  PromiseState,
  QuotedStream,
  RunState,
  Severity,
  Verdict,
} from '@/prisma/generated/enums';
import { CLOCKS } from '../../incidents/clocks/schema';
import { instant, verbatim as text } from '../../incidents/schema';
import { MOST_ATTENDEES } from '../schema';
import { SECTION_KEYS } from '../sections/rules';

/** The name of the form, with its version: another one is another form. */
export const FORMAT = 'sitrep-review/1';

/** More than these is no review of an incident that people worked on. */
const MOST = { events: 100_000, rows: 20_000, comments: 5_000 };
const INT_MAX = 2_147_483_647;

const at = z.iso.datetime().pipe(instant);
const count = z.int().min(0).max(INT_MAX);
const positive = z.int().positive().max(INT_MAX);
const ms = z.number().min(0).max(1e14).nullable();
const name = text(300);
const hash = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hexadecimal');
/** "service/name"; nothing that leads to a file elsewhere. */
const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}\/[a-z0-9][a-z0-9-]{0,99}$/, 'must be the name of a runbook, "service/name"');
const block = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,199}$/, 'must be the id of a block');
const address = text(2_000).refine((value) => /^https?:\/\/[^\s/]/i.test(value), 'must be an address that begins with http:// or https://');

const Incident = z.strictObject({
  number: positive,
  title: text(200),
  severity: z.enum(Severity),
  severityLabel: text(60).nullable(),
  kind: z.enum(IncidentKind),
  status: z.enum(IncidentStatus),
  service: text(100).nullable(),
  summary: text(4_000).nullable(),
  impact: text(4_000).nullable(),
  customerVisible: z.boolean(),
  restricted: z.boolean(),
  tags: z.array(text(40)).max(20),
  startedAt: at,
  declaredAt: at,
  declaredBy: name,
  acknowledgedAt: at.nullable(),
  acknowledgedBy: name.nullable(),
  resolvedAt: at.nullable(),
  closedAt: at.nullable(),
  rootCause: text(10_000).nullable(),
  resolution: text(10_000).nullable(),
  prevention: text(10_000).nullable(),
  mergedInto: positive.nullable(),
  duplicates: z.array(positive).max(1_000),
});

const Measured = z.strictObject({
  /** From its beginning to its declaration. */
  detectMs: ms,
  /** The rest: from its declaration to the first of each. */
  acknowledgeMs: ms,
  firstUpdateMs: ms,
  identifyMs: ms,
  /** To where users no longer felt it: it was being watched, or resolved. */
  mitigateMs: ms,
  resolveMs: ms,
  /** From its beginning to its end. */
  durationMs: ms,
});

const Clock = z.strictObject({
  clock: z.enum(CLOCKS),
  kept: count,
  missed: count,
  rounds: z.array(z.strictObject({ startedAt: at, dueAt: at, endedAt: at, elapsedMs: ms, kept: z.boolean() })).max(MOST.rows),
});
const Promised = z.strictObject({
  words: text(1_000),
  audience: z.enum(Audience),
  dueAt: at,
  state: z.enum(PromiseState),
  endedAt: at.nullable(),
  late: z.boolean(),
});
const Person = z.strictObject({
  name,
  roles: z.array(z.strictObject({ role: z.enum(IncidentRole), from: at, to: at.nullable() })).max(1_000),
  events: count,
  firstAt: at.nullable(),
  lastAt: at.nullable(),
});
/** Who approved something destructive, or why nobody was asked; absent in documents of older versions. */
const permit = { approvedBy: name.nullable().optional(), brokenGlass: text(500).nullable().optional() };
const Run = z.strictObject({
  id: z.uuid(),
  runbook: slug,
  block,
  title: text(300),
  kind: text(60),
  effect: z.enum(Effect),
  target: text(200),
  environment: text(60),
  state: z.enum(RunState),
  verdict: z.enum(Verdict).nullable(),
  reason: text(10_000).nullable(),
  by: name,
  ...permit,
  startedAt: at.nullable(),
  endedAt: at.nullable(),
  durationMs: ms,
  outputSha256: hash.nullable(),
  /** The event that tells of its end. */
  seq: positive.nullable(),
});
const Hypothesis = z.strictObject({
  statement: text(2_000),
  state: z.enum(HypothesisState),
  by: name,
  decidedBy: name.nullable(),
  decidedAt: at.nullable(),
  reason: text(10_000).nullable(),
  /** The run that refuted or confirmed it. */
  run: z.uuid().nullable(),
  runTitle: text(300).nullable(),
  verdict: z.enum(Verdict).nullable(),
  seq: positive.nullable(),
});
const Remediation = z.strictObject({
  run: z.uuid(),
  title: text(300),
  target: text(200),
  effect: z.enum(Effect),
  state: z.enum(RunState),
  by: name,
  ...permit,
  at: at.nullable(),
  seq: positive.nullable(),
  /** Diagnostics that said something else after it than before. */
  changed: z
    .array(z.strictObject({ title: text(300), before: z.enum(Verdict), after: z.enum(Verdict), seq: positive.nullable() }))
    .max(200),
});

export const Facts = z.strictObject({
  incident: Incident,
  measured: Measured,
  clocks: z.array(Clock).max(CLOCKS.length),
  promises: z.array(Promised).max(MOST.rows),
  people: z.array(Person).max(MOST.rows),
  runs: z.array(Run).max(MOST.rows),
  hypotheses: z.array(Hypothesis).max(MOST.rows),
  remediations: z.array(Remediation).max(MOST.rows),
  /** How often it was resolved and taken up again. */
  reopened: count,
  /** The newest event that these facts know of. */
  seq: count,
});
export type Facts = z.output<typeof Facts>;

const Event = z.strictObject({
  seq: positive,
  type: z.string().regex(/^[a-z][a-z_]{0,59}$/, 'must be the type of an event'),
  at,
  actor: z.strictObject({ kind: z.enum(['user', 'api_key', 'system']), id: z.uuid().nullable(), name }),
  data: z.record(z.string().max(100), z.json()),
  /** Of a duplicate that was merged into it: its number. */
  incident: positive.optional(),
});
export type TimelineLine = z.output<typeof Event>;

const Section = z.strictObject({
  key: z.enum(SECTION_KEYS),
  title: text(100),
  /** Markdown: what people wrote, or what the facts say where nobody did. */
  body: text(200_000),
  written: z.boolean(),
  revision: count,
  editedBy: name.nullable(),
  editedAt: at.nullable(),
});
const Moment = z.strictObject({
  id: z.uuid(),
  event: z.strictObject({ incident: positive, seq: positive }).nullable(),
  at,
  /** What the event says by itself; empty for what somebody keyed in. */
  says: text(2_000),
  description: text(4_000),
  heading: text(200),
  addedBy: name,
});
const Quote = z.strictObject({
  id: z.uuid(),
  section: z.enum(SECTION_KEYS),
  run: z.uuid(),
  runTitle: text(300),
  stream: z.enum(QuotedStream),
  from: positive,
  to: positive,
  lines: text(100_000),
  linesSha256: hash,
  outputSha256: hash.nullable(),
  note: text(2_000),
  by: name,
  at,
});
const Comment = z.strictObject({
  id: z.uuid(),
  section: z.enum(SECTION_KEYS).nullable(),
  body: text(10_000),
  by: name,
  at,
  settledBy: name.nullable(),
  settledAt: at.nullable(),
});
const ActionItem = z.strictObject({
  number: positive,
  title: text(300),
  detail: text(10_000),
  kind: z.enum(ActionItemKind),
  state: z.enum(ActionItemState),
  owner: name.nullable(),
  dueAt: at.nullable(),
  doneAt: at.nullable(),
  verifiedAt: at.nullable(),
  verify: z.strictObject({ runbook: slug, block }).nullable(),
  trackerUrl: address.nullable(),
});
const Attendee = z.strictObject({ email: z.email().max(254), name: text(200) });

const REVIEW_STATES = ['none', 'draft', 'in_review', 'published'] as const;

/** The whole of a review in one piece: what is exported, published and imported. */
export const ReviewDocument = z.strictObject({
  format: z.literal(FORMAT),
  ...Facts.shape,
  /** none: nobody has opened it; what stands in the sections are the facts. */
  state: z.enum(REVIEW_STATES),
  version: count,
  revision: count,
  kind: z.enum(IncidentKind),
  openedAt: at.nullable(),
  openedBy: name.nullable(),
  lead: name.nullable(),
  dueAt: at.nullable(),
  meeting: z
    .strictObject({
      at,
      zone: text(60),
      minutes: z.int().min(5).max(480),
      place: text(2_000).nullable(),
      attendees: z.array(Attendee).max(MOST_ATTENDEES),
    })
    .nullable(),
  submittedBy: name.nullable(),
  submittedAt: at.nullable(),
  approvedBy: name.nullable(),
  approvedAt: at.nullable(),
  publishedBy: name.nullable(),
  publishedAt: at.nullable(),
  sections: z.array(Section).max(SECTION_KEYS.length),
  moments: z.array(Moment).max(MOST.rows),
  quotes: z.array(Quote).max(MOST.rows),
  comments: z.array(Comment).max(MOST.comments),
  actionItems: z.array(ActionItem).max(MOST.rows),
  timeline: z.array(Event).max(MOST.events),
  /** SHA-256 of all the rest, in canonical form. */
  contentHash: hash,
});
export type ReviewDocument = z.output<typeof ReviewDocument>;
export type DocumentSection = ReviewDocument['sections'][number];
export type DocumentMoment = ReviewDocument['moments'][number];
export type DocumentQuote = ReviewDocument['quotes'][number];
export type DocumentComment = ReviewDocument['comments'][number];
