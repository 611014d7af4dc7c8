import { z } from 'zod';
import { parseDuration } from './durations';

const MAX_TIMEOUT_MS = 600_000;
const MOST_REPEATS = 500;
const DEFAULT_TIMEOUT_MS = 60_000;

const Id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be lower-case letters, digits and -, at most 64');
const Title = z.string().trim().min(1, 'must not be empty').max(200);
const Duration = z
  .string()
  .refine((text) => parseDuration(text) !== null, 'must be a duration such as 500ms, 30s or 2m')
  .transform((text) => parseDuration(text) ?? 0)
  .refine((ms) => ms > 0 && ms <= MAX_TIMEOUT_MS, 'must be more than nothing and at most 10m');
const Lines = z.coerce.number('must be a whole number').int('must be a whole number').min(1).max(1_000_000);
const Cel = z.string().trim().min(1, 'must not be empty').max(2_000);
const splitWords = (text: string) => text.split(/[\s,]+/).filter(Boolean);
const Words = z.string().transform(splitWords);
const Covers = Words.optional();
/** The ids in what `covers` says. */
export const rowIds = splitWords;

export const VALUE_NAME = /^[a-z][a-z0-9_]{0,62}$/;

/** "pid=rows[0].pid; host=rows[0].host" as name -> expression; a ; inside quotes belongs to its expression. */
const Exports = z.string().transform((text, issues) => {
  const parts = text.match(/(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^;])+/g) ?? [];
  const named: Record<string, string> = {};
  for (const part of parts.map((piece) => piece.trim()).filter(Boolean)) {
    const [, name = '', expression = ''] = /^([^=]*?)\s*=\s*([\s\S]+)$/.exec(part) ?? [];
    if (!VALUE_NAME.test(name) || !expression.trim())
      issues.addIssue({ code: 'custom', message: `"${part}" must be name=expression, the name in lower case` });
    else named[name] = expression.trim();
  }
  return named;
});

const runnable = {
  id: Id,
  title: Title,
  target: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be the name of a target')
    .default('local'),
  timeout: Duration.default(DEFAULT_TIMEOUT_MS),
  for: Duration.optional(),
  lines: Lines.optional(),
  ok: Cel.optional(),
  warn: Cel.optional(),
  fail: Cel.optional(),
  exports: Exports.optional(),
  needs: Words.optional(),
  covers: Covers,
};

/** What each component of a runbook may say: its attributes, all of them literal. */
export const COMPONENTS = {
  Diagnostic: z.strictObject({
    ...runnable,
    repeat: z.coerce
      .number('must be a whole number')
      .int('must be a whole number')
      .min(2, 'must be at least 2')
      .max(MOST_REPEATS)
      .optional(),
    reads: z.string().trim().min(10, 'must say in at least 10 characters why it only reads').max(300).optional(),
  }),
  Remediation: z.strictObject({
    ...runnable,
    effect: z.enum(['mutating', 'destructive'], 'must be mutating or destructive'),
    preview: Id.optional(),
    undo: Id.optional(),
    verify: Id.optional(),
  }),
  Procedure: z.strictObject({ id: Id, title: Title, covers: Covers }),
  Step: z.strictObject({ id: Id, title: Title, owner: z.string().trim().min(1).max(100).optional(), gate: Id.optional(), covers: Covers }),
  When: z.strictObject({ diagnostic: Id, is: z.enum(['ok', 'warn', 'fail'], 'must be ok, warn or fail'), covers: Covers }),
  Signature: z.strictObject({ covers: Covers }),
  Callout: z.strictObject({
    type: z.enum(['info', 'tip', 'warning', 'danger'], 'must be info, tip, warning or danger').default('info'),
    title: Title.optional(),
    covers: Covers,
  }),
  Trap: z.strictObject({ title: Title.optional(), covers: Covers }),
  Contact: z.strictObject({ role: z.string().trim().min(1).max(100), covers: Covers }),
  Template: z.strictObject({ id: Id, covers: Covers }),
} satisfies Record<string, z.ZodType>;

export type ComponentName = keyof typeof COMPONENTS;
export type Attributes<Name extends ComponentName> = z.infer<(typeof COMPONENTS)[Name]>;

export const isComponent = (name: string): name is ComponentName => Object.hasOwn(COMPONENTS, name);

/** Written in lower case, without attributes: HTML that Markdown has no sign for. */
export const PLAIN_ELEMENTS = new Set(['br', 'kbd', 'sub', 'sup', 'details', 'summary']);

export const attributesOf = (name: ComponentName): string[] => Object.keys(COMPONENTS[name].shape);
