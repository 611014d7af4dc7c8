import type { Block } from './schema';
import { oneRunbook } from './shelf';

/** A block as its file now says it; null when the runbook or the block is not there, or the block has an error. */
export async function findBlock(slug: string, id: string): Promise<Block | null> {
  const shelved = await oneRunbook(slug);
  return shelved?.runbook.blocks.find((block) => block.id === id) ?? null;
}
