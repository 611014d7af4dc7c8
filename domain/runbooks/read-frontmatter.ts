import { z } from 'zod';
import type { SourceProblem } from '@/lib/markdown/source-problem';
import { VALUE_NAME } from './components';
import { readMatchers } from './matchers';
import { readYaml } from './read-yaml';
import { INPUT_TYPES, type InputSpec } from './schema';

const Text = z.string('must be a text; put it into quotes').trim().min(1, 'must not be empty');
const Pattern = Text.max(500).refine(
  (text) => (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 4,
  'must hold at least four letters or digits, or it would match everything',
);
const MATCHER = String.raw`[a-zA-Z_][\w]*\s*(?:=|!=|=~|!~)\s*"(?:[^"\\]|\\.)*"`;
const Matchers = Text.max(500)
  .regex(
    new RegExp(String.raw`^\s*${MATCHER}(?:\s*,\s*${MATCHER})*\s*,?\s*$`),
    'must be Alertmanager matchers such as alertname="DatabaseConnectionHigh", severity=~"critical|page"',
  )
  .refine((line) => readMatchers(line) !== null, 'holds an expression that is none: =~ and !~ take a regular expression');

const Input = z
  .strictObject({
    type: z.enum(INPUT_TYPES, `must be one of ${INPUT_TYPES.join(', ')}`),
    label: Text.max(100).optional(),
    required: z.boolean('must be true or false').optional(),
    default: z.union([z.string(), z.number(), z.boolean()]).optional(),
    options: z
      .array(z.union([z.string(), z.number()]).transform(String))
      .min(1)
      .max(100)
      .optional(),
    from: z
      .string()
      .regex(/^(?:labels|annotations|incident)\.[\w.-]{1,100}$/, 'must be labels.NAME, annotations.NAME or incident.NAME')
      .optional(),
    help: Text.max(500).optional(),
  })
  .superRefine((input, issues) => {
    const refuse = (path: string, message: string) => issues.addIssue({ code: 'custom', path: [path], message });
    if (input.type === 'enum' && !input.options) refuse('options', 'are needed for an enum');
    if (input.type !== 'enum' && input.options) refuse('options', 'belong to an enum only');
    if (input.default === undefined) return;
    if (input.type === 'secret') refuse('default', 'must not be given for a secret: the file is no place for it');
    else if (input.type === 'int' && !Number.isSafeInteger(input.default)) refuse('default', 'must be a whole number');
    else if (input.type === 'bool' && typeof input.default !== 'boolean') refuse('default', 'must be true or false');
    else if (input.type === 'enum' && !input.options?.includes(String(input.default))) refuse('default', 'must be one of the options');
  });

const Frontmatter = z.strictObject({
  title: Text.max(200),
  summary: Text.max(500).optional(),
  service: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/, 'must be lower-case letters, digits and -')
    .optional(),
  severity: z.enum(['P0', 'P1', 'P2', 'P3'], 'must be P0, P1, P2 or P3').optional(),
  owner: Text.max(100).optional(),
  tags: z
    .array(z.union([Text.max(50), z.number().transform(String)]))
    .max(30)
    .default([]),
  signatures: z.array(Pattern).max(200).default([]),
  alerts: z.array(Matchers).max(100).default([]),
  awaits: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be the name of a target'))
    .max(50)
    .default([]),
  inputs: z.record(z.string().regex(VALUE_NAME, 'must be a name of lower-case letters, digits and _'), Input).default({}),
});

export type Frontmatter = Omit<z.infer<typeof Frontmatter>, 'inputs'> & { inputs: InputSpec[] };

const sentence = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');

function specOf(name: string, input: z.infer<typeof Input>): InputSpec {
  const { type, label, required, ...rest } = input;
  const defined = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return { name, type, label: label ?? sentence(name), required: required ?? input.default === undefined, ...defined };
}

/** What can be trusted of frontmatter that does not fit: its texts, for the list and the heading. */
function salvage(raw: unknown): Partial<Frontmatter> {
  const kept: Partial<Frontmatter> = {};
  if (!raw || typeof raw !== 'object') return kept;
  for (const key of ['title', 'summary', 'owner'] as const) {
    const value = (raw as Record<string, unknown>)[key];
    if (typeof value === 'string' && value.trim()) kept[key] = value.trim().slice(0, 500);
  }
  return kept;
}

/** Reads the YAML between the --- lines. `broken` when it does not fit; its texts are kept where they can be. */
export function readFrontmatter(yaml: string, firstLine: number): { frontmatter: Partial<Frontmatter>; problems: SourceProblem[] } {
  const { value, raw, problems } = readYaml(yaml, Frontmatter, { rule: 'frontmatter', firstLine });
  if (!value) return { frontmatter: salvage(raw), problems };
  return { frontmatter: { ...value, inputs: Object.entries(value.inputs).map(([name, input]) => specOf(name, input)) }, problems };
}
