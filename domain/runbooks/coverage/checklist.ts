import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { env } from '@/lib/env';
import type { SourceProblem } from '@/lib/markdown/source-problem';
import { readYaml } from '../read-yaml';

const MOST_ROWS = 5_000;
const NAME = 'checklist.yaml';

const EFFECTS_OF_ROWS = ['none', 'read', 'read-secret', 'stream', 'mutating', 'destructive'] as const;

const Row = z.strictObject({
  id: z.string().regex(/^\S{1,40}$/, 'must be one word'),
  kind: z.string().min(1),
  effect: z.enum(EFFECTS_OF_ROWS),
  says: z.string().min(1).max(300),
  /** The test that names the row, relative to the product's folder. */
  test: z.string().min(1).optional(),
});
const Document = z.strictObject({ id: z.string().min(1), title: z.string().min(1), rows: z.array(Row).max(MOST_ROWS) });
const File = z
  .strictObject({ documents: z.array(Document).min(1) })
  .refine(
    ({ documents }) => new Set(documents.flatMap(({ rows }) => rows.map(({ id }) => id))).size === documents.flatMap((d) => d.rows).length,
    {
      path: ['documents'],
      message: 'an id stands there twice',
    },
  );

export type ChecklistRow = z.infer<typeof Row>;
export type Checklist = z.infer<typeof File>;

export const checklistFile = (root = env().RUNBOOKS_DIR) => path.join(root, NAME);

/**
 * The checklist that a folder of runbooks is held to, `checklist.yaml` in it; null when there is none, or when it cannot be read,
 * which `problems` then says.
 */
export async function loadChecklist(root?: string): Promise<{ checklist: Checklist | null; problems: SourceProblem[] }> {
  const text = await readFile(/*turbopackIgnore: true*/ checklistFile(root), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return { checklist: null, problems: [] };
  const { value, problems } = readYaml(text, File, { rule: 'checklist' });
  return { checklist: value, problems };
}

export const rowsOf = ({ documents }: Checklist): ChecklistRow[] => documents.flatMap(({ rows }) => rows);
