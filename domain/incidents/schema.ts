import { z } from 'zod';
import { IncidentKind, type IncidentRole, IncidentStatus, Severity } from '@/prisma/generated/enums';
import { fromLabel } from './severity/rules';
import { LABEL_NAME, LONGEST_LABEL, MOST_LABELS, readLabels } from './suggestions/rules';

const hidesNothing = (value: string): boolean => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/.test(value);
const HIDES = 'must not contain control or text-direction characters';

/** Text that is shown to others: trimmed, and without what could hide in it. */
export const text = (max: number) => z.string().trim().max(max).refine(hidesNothing, HIDES);
/** The same to the last space: what was hashed or quoted. */
export const verbatim = (max: number) => z.string().max(max).refine(hidesNothing, HIDES);
/** `text` on one line, as a subject or a heading needs it; a break that was pasted along becomes a space. */
const line = (max: number) => text(max).overwrite((value) => value.replace(/\s+/g, ' '));
/** Spaces and characters without width alone are nothing that anybody could read, or press. */
const isSeen = (value: string): boolean => /[^\p{C}\p{Z}]/u.test(value);
export const required = (max: number) => text(max).refine(isSeen, 'must not be empty');
const title = line(200).refine(isSeen, 'must not be empty');

const MOST_NUMBER = 2_147_483_647;
export const number = z.int().positive().max(MOST_NUMBER);

/** An instant that every part of the console can keep and write: ISO 8601 knows years that Postgres does not. */
export const instant = z.iso.datetime({ offset: true }).refine((at) => {
  // What is no time at all has been said to be none.
  const year = new Date(at).getUTCFullYear();
  return Number.isNaN(year) || (year >= 1970 && year <= 9999);
}, 'must be a time from 1970 to 9999');

const Tags = z
  .array(required(40).transform((tag) => tag.toLowerCase()))
  .max(20)
  .transform((tags) => [...new Set(tags)]);

/** As an object, or as text: a line for each, such as alertname=DatabaseConnectionHigh. */
const Labels = z
  .union([z.string().max(20_000), z.record(z.string(), z.string())])
  .transform((given, issues) => {
    const read = typeof given === 'string' ? readLabels(given) : { labels: given };
    if ('labels' in read) return read.labels;
    issues.addIssue({ code: 'custom', message: `must be lines such as alertname=DatabaseConnectionHigh; this is none: ${read.wrong}` });
    return z.NEVER;
  })
  .pipe(z.record(z.string().regex(LABEL_NAME, 'must be names of letters, digits and _'), text(LONGEST_LABEL)))
  .refine((labels) => Object.keys(labels).length <= MOST_LABELS, `must be at most ${MOST_LABELS}`);

/** What is known of an incident that may be declared, for the runbooks it may need. */
export const SuggestRunbooks = z.strictObject({
  title: line(200).default(''),
  summary: text(4_000).optional(),
  service: line(100).optional(),
  labels: Labels.optional(),
});

export const DeclareIncident = z.strictObject({
  title,
  /** P0 to P3, or what the source calls it: "Severity 1". Its own word is kept as the label. */
  severity: text(60).refine((label) => fromLabel(label) !== null, 'must be P0, P1, P2 or P3, or Severity 1, 2 or 3'),
  service: line(100).optional(),
  summary: text(4_000).optional(),
  impact: text(4_000).optional(),
  kind: z.enum(IncidentKind).optional(),
  /** When it began, if earlier than now. */
  startedAt: instant.optional(),
  customerVisible: z.boolean().optional(),
  /** A security breach is restricted unless this says otherwise. */
  restricted: z.boolean().optional(),
  tags: Tags.optional(),
  /** Of the alert that it came from. */
  labels: Labels.optional(),
  /** The source's own word for the severity. */
  severityLabel: text(60).optional(),
  /** The runbook it is declared from, "service/name". */
  runbook: text(200).optional(),
});
export type DeclareIncident = z.input<typeof DeclareIncident>;

export const OnIncident = z.strictObject({ number });
export const ChangeStatus = z.strictObject({ number, status: z.enum(IncidentStatus), reason: text(1_000).optional() });
export const ChangeSeverity = z.strictObject({
  number,
  severity: z.enum(Severity),
  /** The severity that was seen: when it is another by now, that is a conflict. */
  from: z.enum(Severity).optional(),
  reason: text(1_000).optional(),
});
/** A decision is a note that says what was decided. */
export const AddNote = z.strictObject({ number, body: required(20_000), decision: z.boolean().optional() });
export const ResolveIncident = z.strictObject({
  number,
  rootCause: required(10_000),
  resolution: required(10_000),
  prevention: text(10_000).optional(),
});
/** An address that a link may lead to: http or https, nothing else. */
const url = text(2_000).refine(
  (value) => /^https?:\/\//i.test(value) && URL.canParse(value),
  'must be an address that begins with http:// or https://',
);
const orNothing = (inner: z.ZodString) => inner.transform((value) => value || null).nullable();
const DETAILS = {
  title,
  service: orNothing(line(100)),
  summary: orNothing(text(4_000)),
  impact: orNothing(text(4_000)),
  kind: z.enum(IncidentKind),
  startedAt: instant.transform((at) => new Date(at).toISOString()),
  customerVisible: z.boolean(),
  tags: Tags,
  bridgeUrl: z.union([url, z.literal('').transform(() => null), z.null()]),
};
const Details = z.strictObject(DETAILS).partial();
/** What is to be different; `seen` holds what the person saw, and a field that is another by now is a conflict. */
export const EditDetails = Details.extend({ number, seen: Details.optional() });
export type Details = z.output<typeof Details>;
export const DETAIL_FIELDS = Object.keys(DETAILS) as (keyof Details)[];

export const AddLink = z.strictObject({ number, url, label: text(200).optional() });
export const OnLink = z.strictObject({ number, link: z.uuid() });
export const MergeIncident = z.strictObject({
  number,
  into: z.int().positive('choose the incident that goes on').max(MOST_NUMBER),
  reason: text(1_000).optional(),
});
export const ChangeRestriction = z.strictObject({ number, restricted: z.boolean(), reason: required(1_000) });

export const ReopenIncident = z.strictObject({ number, reason: text(1_000).optional() });

export const ListIncidents = z.strictObject({
  status: z.union([z.enum(IncidentStatus), z.literal('open')]).optional(),
  severity: z.enum(Severity).optional(),
  service: line(100).optional(),
  tag: text(40).optional(),
  q: text(200).optional(),
  /** Cursor: incidents older than this number. */
  after: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type ListIncidents = z.input<typeof ListIncidents>;

/** Who has a role in an incident now. */
export type RoleHolder = { role: IncidentRole; id: string; name: string };
export type LinkView = { id: string; url: string; label: string; addedAt: string };

/** An incident as screens and the API show it; times are ISO 8601 UTC. */
export type IncidentView = {
  number: number;
  title: string;
  severity: Severity;
  status: IncidentStatus;
  service: string | null;
  summary: string | null;
  /** What users notice. */
  impact: string | null;
  kind: IncidentKind;
  severityLabel: string | null;
  customerVisible: boolean;
  restricted: boolean;
  tags: string[];
  labels: Record<string, string>;
  bridgeUrl: string | null;
  runbook: string | null;
  /** When it began; never after it was declared. */
  startedAt: string;
  declaredAt: string;
  declaredBy: string;
  acknowledgedAt: string | null;
  acknowledgedBy: string | null;
  investigatingAt: string | null;
  identifiedAt: string | null;
  monitoringAt: string | null;
  resolvedAt: string | null;
  closedAt: string | null;
  cancelledAt: string | null;
  rootCause: string | null;
  resolution: string | null;
  prevention: string | null;
  /** Who has which role now. */
  roles: RoleHolder[];
  /** The number of the incident that this one was merged into. */
  mergedInto: number | null;
  /** How many duplicates were merged into it. */
  merged: number;
  lastSeq: number;
};
