import type { Runbook } from '@/domain/runbooks/schema';
import type { ContentsEntry } from './contents';

/** Sections down to the third level, each with its blocks; what stands before the first heading comes first, without a title. */
export function contentsEntries({ sections, blocks }: Pick<Runbook, 'sections' | 'blocks'>): ContentsEntry[] {
  const entries: ContentsEntry[] = [{ id: '', title: '', depth: 2, blocks: [] }];
  const placeOf = new Map<string, ContentsEntry>();
  for (const { id, title, depth } of sections) {
    if (depth > 0 && depth <= 3) entries.push({ id, title, depth, blocks: [] });
    placeOf.set(id, entries.at(-1) as ContentsEntry);
  }
  for (const { id, title, section } of blocks) (placeOf.get(section) ?? (entries[0] as ContentsEntry)).blocks.push({ id, title });
  return entries.filter((entry) => entry.title || entry.blocks.length > 0);
}
