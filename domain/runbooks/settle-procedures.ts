import { procedureHash } from './content-hash';
import { error, type Walk } from './document-walk';
import type { Block, Procedure } from './schema';

/** The procedures that can be carried out, once all blocks are known. One without steps, or gated by a block that is not there, is left out with its problem. */
export function settleProcedures(walk: Walk, blocks: readonly Block[]): Procedure[] {
  const known = new Set(blocks.map(({ id }) => id));
  return walk.procedures.flatMap((draft) => {
    if (draft.steps.length === 0) {
      error(walk, {
        rule: 'procedure/empty',
        line: draft.line,
        message: `The procedure ${draft.id} has no steps.`,
        fix: 'Write each step as a <Step id title> directly inside it.',
      });
      return [];
    }
    if (draft.steps.some(({ gate }) => gate && !known.has(gate))) return [];
    return [{ ...draft, contentHash: procedureHash(draft.title, draft.steps, blocks) }];
  });
}
