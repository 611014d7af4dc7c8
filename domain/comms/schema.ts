import { z } from 'zod';
import { instant } from '@/domain/incidents/schema';
import {
  Audience,
  type ChannelKind,
  type DeliveryState,
  type PromiseState,
  TemplatePurpose,
  type UpdateState,
} from '@/prisma/generated/enums';
import { VARIABLE_NAMES, type VariableName } from './variables/schema';

export const SUBJECT_CHARS = 300;
export const BODY_CHARS = 50_000;
const VALUE_CHARS = 10_000;

/** Control characters, and marks that make a text read in another order than it is written. */
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !UNSEEN.test(value), 'must not contain control or text-direction characters');
const required = (max: number) => text(max).refine((value) => value.trim().length > 0, 'must not be empty');

const number = z.int().positive().max(2_147_483_647);
const revision = z.int().positive().max(2_147_483_647);
const Subject = required(SUBJECT_CHARS).refine((value) => !/[\r\n]/.test(value), 'must be one line');
const Body = required(BODY_CHARS);
const TemplateId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'must be the id of a template, such as incident-notification');
const Values = z.partialRecord(z.enum(VARIABLE_NAMES as [VariableName, ...VariableName[]]), text(VALUE_CHARS));

const content = {
  purpose: z.enum(TemplatePurpose),
  audience: z.enum(Audience),
  template: TemplateId.nullable().optional(),
  subject: Subject,
  body: Body,
  /** What a person says for a variable, by its name. */
  variables: Values.default({}),
};
export type UpdateContent = z.output<z.ZodObject<typeof content>>;

export const DraftUpdate = z.strictObject({ number, ...content });
export const ChangeDraft = z.strictObject({ number, update: z.uuid(), revision, ...content });
export const OnUpdate = z.strictObject({ number, update: z.uuid(), revision });
export const ReturnUpdate = OnUpdate.extend({ reason: required(1_000) });
export const CancelUpdate = OnUpdate.extend({ reason: text(1_000).optional() });
export const ScheduleUpdate = OnUpdate.extend({ at: instant });
/** A draft, sent as it stands; or a message that is written and sent at once: what is left out comes from its template. */
export const SendUpdate = z.strictObject({
  number,
  update: z.uuid().optional(),
  revision: revision.optional(),
  template: TemplateId.optional(),
  purpose: z.enum(TemplatePurpose).optional(),
  audience: z.enum(Audience),
  subject: Subject.optional(),
  body: Body.optional(),
  variables: Values.optional(),
});
export const PreviewUpdate = z.strictObject({
  number,
  audience: z.enum(Audience),
  purpose: z.enum(TemplatePurpose).optional(),
  subject: text(SUBJECT_CHARS),
  body: text(BODY_CHARS),
  variables: Values.default({}),
});
export const WithdrawPromise = z.strictObject({ number, promise: z.uuid(), reason: required(1_000) });

export const CreateTemplate = z.strictObject({
  id: TemplateId,
  purpose: z.enum(TemplatePurpose),
  audience: z.enum(Audience),
  name: required(100),
  subject: Subject,
  body: Body,
});
export const ChangeTemplate = CreateTemplate.extend({ version: revision });
export const ArchiveTemplate = z.strictObject({ id: TemplateId, archived: z.boolean() });

export type DeliveryView = {
  id: string;
  kind: ChannelKind;
  recipient: string;
  state: DeliveryState;
  attempts: number;
  maybeRepeated: boolean;
  lastError: string | null;
  endedAt: string | null;
};

/** An update as screens and the API show it. Its subject and body have their variables filled in once it is sent. */
export type UpdateView = {
  id: string;
  purpose: TemplatePurpose;
  audience: Audience;
  state: UpdateState;
  template: string | null;
  variables: Partial<Record<VariableName, string>>;
  subject: string;
  body: string;
  revision: number;
  createdBy: string;
  createdById: string | null;
  createdAt: string;
  changedBy: string;
  changedById: string | null;
  changedAt: string;
  approvedBy: string | null;
  approvedAt: string | null;
  returnedBy: string | null;
  returnReason: string | null;
  scheduledAt: string | null;
  scheduledBy: string | null;
  sentAt: string | null;
  sentBy: string | null;
  deliveries: { total: number; queued: number; delivered: number; failed: number; rows: DeliveryView[] };
};

export type SentUpdate = UpdateView & {
  /** The promise of a next update that it makes. */
  promise: { words: string; dueAt: string } | null;
  /** What the sender should know: that no channel takes it, for one. */
  notice: string | null;
};

export type PromiseView = {
  id: string;
  words: string;
  audience: Audience;
  cadenceMinutes: number | null;
  dueAt: string;
  state: PromiseState;
  madeAt: string;
  overdueAt: string | null;
  commanderToldAt: string | null;
  endedAt: string | null;
  /** An update came, in time or late. */
  answered: boolean;
  late: boolean;
};

export type PromiseLedger = { items: PromiseView[]; nextCursor: null; kept: number; broken: number };

/** What a message will say, before it is sent. */
export type UpdatePreview = {
  subject: string;
  /** Markdown. */
  body: string;
  /** Which variables it uses, and what the incident offers for them. */
  used: VariableName[];
  offered: Partial<Record<VariableName, string>>;
  missing: VariableName[];
  unknown: string[];
  email: { text: string; html: string };
  slack: string;
  teams: string[];
  promise: { words: string; dueAt: string; cadenceMinutes: number | null } | null;
  /** How many would be told, through which channels. */
  recipients: number;
  channels: string[];
};
