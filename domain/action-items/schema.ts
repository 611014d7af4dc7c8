import { z } from 'zod';
import { person } from '@/domain/incidents/people/schema';
import { instant, number, required, text } from '@/domain/incidents/schema';
import type { Environment } from '@/domain/runbooks/schema';
import { ActionItemKind, type ActionItemSource, ActionItemState, Severity, type Verdict } from '@/prisma/generated/enums';

const dueAt = instant;
const slug = text(200).refine((value) => /^[\w-]+\/[\w-]+$/.test(value), 'must be a runbook, "service/name"');
const block = text(64).refine((value) => /^[\w-]+$/.test(value), 'must be the id of a block');
const trackerUrl = text(2_000).refine(
  (value) => /^https?:\/\//i.test(value) && URL.canParse(value),
  'must be an address that begins with http:// or https://',
);

const SAID = {
  title: required(300),
  detail: text(10_000).optional(),
  kind: z.enum(ActionItemKind),
  owner: person.optional(),
  /** Of the incident, unless said. */
  severity: z.enum(Severity).optional(),
  /** By the severity's policy, unless said; null for no date. */
  dueAt: dueAt.nullable().optional(),
  runbook: slug.optional(),
  block: block.optional(),
  /** The diagnostic that proves it, when it ends ok. */
  verifyRunbook: slug.optional(),
  verifyBlock: block.optional(),
  trackerUrl: trackerUrl.optional(),
};
type Blocks = { runbook?: unknown; block?: unknown; verifyRunbook?: unknown; verifyBlock?: unknown };
const blockOfRunbook = ({ runbook, block }: Blocks) => !block || Boolean(runbook);
const proofIsWhole = ({ verifyRunbook, verifyBlock }: Blocks) => !verifyRunbook === !verifyBlock;
const HALF_PROOF = { path: ['verifyBlock'], message: 'name the runbook and its diagnostic, or neither' };

export const AddActionItem = z
  .strictObject({
    ...SAID,
    /** The incident that it follows from. */
    incident: number.optional(),
  })
  .refine(blockOfRunbook, { path: ['runbook'], message: 'is required with a block' })
  .refine(proofIsWhole, HALF_PROOF)
  .refine(({ incident, runbook }) => incident || runbook, {
    path: ['incident'],
    message: 'say which incident or which runbook it follows from',
  });
export type AddActionItem = z.input<typeof AddActionItem>;

const CHANGE = {
  revision: z.int().positive().max(2_147_483_647),
  title: SAID.title.optional(),
  detail: SAID.detail,
  kind: SAID.kind.optional(),
  owner: person.nullable().optional(),
  severity: SAID.severity,
  dueAt: SAID.dueAt,
  verifyRunbook: slug.nullable().optional(),
  verifyBlock: block.nullable().optional(),
  trackerUrl: trackerUrl.nullable().optional(),
};
/** What is not given stays; null takes it away. `revision` is the one that was read. */
export const ChangeActionItem = z.strictObject({ item: number, ...CHANGE }).refine(proofIsWhole, HALF_PROOF);
/** As it is asked of an item that the address names. */
export const ChangeOfActionItem = z.strictObject(CHANGE).refine(proofIsWhole, HALF_PROOF);
export const OnActionItem = z.strictObject({ item: number });
export const ReopenActionItem = z.strictObject({ item: number, reason: text(1_000).optional() });
export const VerifyActionItem = z.strictObject({
  item: number,
  /** The run that proves it; required where a diagnostic is named. */
  run: z.uuid().optional(),
});

export const ListActionItems = z.strictObject({
  state: z.union([z.enum(ActionItemState), z.literal('overdue'), z.literal('unfinished')]).optional(),
  kind: z.enum(ActionItemKind).optional(),
  /** Whose: an id, or "me". */
  owner: z.union([z.uuid(), z.literal('me')]).optional(),
  incident: z.coerce.number().pipe(number).optional(),
  runbook: slug.optional(),
  q: text(200).optional(),
  after: z.coerce.number().pipe(number).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListActionItems = z.input<typeof ListActionItems>;

export const PLACEHOLDERS = ['title', 'detail', 'number', 'url'] as const;
export const ChangeTracker = z.strictObject({
  /** The address of a new issue, with {title}, {detail}, {number} and {url}; empty for none. */
  template: text(1_000).refine(
    (value) => value === '' || (/^https?:\/\/[^{}]+\//i.test(value) && URL.canParse(value.replace(/[{}]/g, ''))),
    'must be an address that begins with http:// or https://, its host without a placeholder',
  ),
  version: z.int().positive().max(2_147_483_647),
});
/** The diagnostic of an item: without a content hash the runbook has it no longer; what it asks for cannot be filled in by itself. */
export type ProofView = {
  runbook: string;
  block: string;
  title: string;
  target: string | null;
  environment: Environment | null;
  contentHash: string | null;
  asks: string[];
  okRun: { id: string; at: string } | null;
};
export type TrackerView = { template: string; version: number };

export type ActionItemView = {
  number: number;
  title: string;
  detail: string;
  kind: ActionItemKind;
  state: ActionItemState;
  source: ActionItemSource;
  overdue: boolean;
  owner: { id: string | null; name: string } | null;
  severity: Severity;
  dueAt: string | null;
  incident: { number: number; title: string } | null;
  runbook: string | null;
  block: string | null;
  proof: { runbook: string; block: string } | null;
  verifyingRun: { id: string; title: string; verdict: Verdict | null; endedAt: string | null } | null;
  trackerUrl: string | null;
  revision: number;
  createdAt: string;
  createdBy: string;
  doneAt: string | null;
  doneBy: string | null;
  verifiedAt: string | null;
  verifiedBy: string | null;
};
