import { readFile } from 'node:fs/promises';
import type { Target } from '@/domain/runbooks/schema';
import type { Effect } from '@/prisma/generated/enums';
import type { ResolvedTarget } from './schema';

/** The target with the credential its effect may use: reads get the reading one, changes the writing one. */
export async function resolveTarget(target: Target, effect: Effect): Promise<ResolvedTarget> {
  const kept = effect === 'read' ? target.read : target.write;
  if (!kept) {
    if (effect !== 'read' && target.kind === 'postgres')
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
