import { readFile } from 'node:fs/promises';
import { KIND_FORMATS } from '@/domain/runbooks/kinds';
import type { Block, Target } from '@/domain/runbooks/schema';
import type { ResolvedTarget } from './schema';

/** What a block needs a credential for: one that asks what a change would come to is not trusted with less than the change. */
export const accessOf = ({ effect, kind, body }: Pick<Block, 'effect' | 'kind' | 'body'>): 'read' | 'write' =>
  effect !== 'read' || KIND_FORMATS[kind].asksToChange?.(body) ? 'write' : 'read';

/** Whether it, or a part of it, is given the writing credential, even only to ask what would happen. */
export const needsWriting = (block: Pick<Block, 'effect' | 'kind' | 'body' | 'parts'>): boolean =>
  [block, ...(block.parts ?? [])].some((one) => accessOf(one) === 'write');

/** The target with the credential for that access, and no other. */
export async function resolveTarget(target: Target, access: 'read' | 'write'): Promise<ResolvedTarget> {
  const kept = target[access];
  if (!kept) {
    if (access === 'write' && (target.kind === 'postgres' || target.kind === 'kubernetes'))
      throw new Error(`the target ${target.name} has no write credential; add "write" to it in targets.yaml`);
    return target;
  }
  if ('env' in kept) {
    const value = process.env[kept.env];
    if (!value)
      throw new Error(`the target ${target.name} takes its credential from the environment variable ${kept.env}, which is not set`);
    return { ...target, credential: value };
  }
  const text = await readFile(/* turbopackIgnore: true */ kept.file, 'utf8').catch(() => {
    throw new Error(`the target ${target.name} takes its credential from ${kept.file}, which cannot be read`);
  });
  return { ...target, credential: text.trim() };
}

/** The blocks of a health check, each with its target as a reading block gets it. */
export async function resolveParts(
  block: Pick<Block, 'parts'>,
  targets: ReadonlyMap<string, Target>,
): Promise<{ block: Block; target: ResolvedTarget }[]> {
  return Promise.all(
    (block.parts ?? []).map(async (part) => {
      const known = targets.get(part.target);
      if (!known) throw new Error(`the target ${part.target} of ${part.id} is not in targets.yaml`);
      return { block: part, target: await resolveTarget(known, accessOf(part)) };
    }),
  );
}
