import type { DraftBlock } from './document-walk';
import { isProblem } from './kinds/body-lines';
import { readHealth } from './kinds/health';
import type { Block, InputSpec } from './schema';

type Settled = { parts: Block[]; inputs: InputSpec[]; needs: string[] };
type Refusal = { rule: string; message: string; line: number; fix: string };

/** What a block named as part of a health check is, when it cannot be one. */
function unfit(id: string, drafts: ReadonlyMap<string, DraftBlock>, blocks: ReadonlyMap<string, Block>): string | undefined {
  const draft = drafts.get(id);
  if (!draft) return 'is not the id of a diagnostic in this runbook';
  if (draft.component !== 'diagnostic') return 'changes something';
  if (draft.kind === 'health' || draft.kind === 'secret' || draft.kind === 'compare') return `is of the kind ${draft.kind}`;
  return blocks.has(id) ? undefined : 'has a problem of its own';
}

const unique = <Item>(items: readonly Item[], key: (item: Item) => string): Item[] => [
  ...new Map(items.map((item) => [key(item), item])).values(),
];

/**
 * The blocks that a health check is made of. They become part of it, so that its hash changes with any of them and its run's record holds what
 * was run; what they ask for, it asks for.
 */
export function settleParts(
  draft: DraftBlock,
  drafts: ReadonlyMap<string, DraftBlock>,
  blocks: ReadonlyMap<string, Block>,
): Settled | Refusal {
  const refusal = (message: string, line = draft.bodyLine): Refusal => ({
    rule: 'health/part',
    message,
    line,
    fix: 'Name diagnostics of this runbook by their ids.',
  });
  const read = readHealth(draft.body);
  if (isProblem(read)) return refusal(`${read.problem}.`, draft.bodyLine + (read.line ?? 1) - 1);
  for (const id of read.ids) {
    const why = unfit(id, drafts, blocks);
    const at = draft.body.split('\n').findIndex((line) => line.includes(id));
    if (why) return refusal(`${id} ${why}.`, draft.bodyLine + Math.max(0, at));
  }
  const parts = read.ids.map((id) => blocks.get(id) as Block);
  return {
    parts,
    inputs: unique(
      parts.flatMap(({ inputs }) => inputs),
      ({ name }) => name,
    ),
    needs: [...new Set([...draft.needs, ...parts.flatMap(({ needs }) => needs)])],
  };
}
