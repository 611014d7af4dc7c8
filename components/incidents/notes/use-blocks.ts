import { useQuery } from '@tanstack/react-query';
import type { Block } from '@/domain/runbooks/schema';

/** A block as a list offers it. */
export type BlockLine = Pick<Block, 'id' | 'title' | 'effect' | 'contentHash' | 'inputs' | 'needs' | 'target'>;

async function readBlocks(slug: string): Promise<BlockLine[]> {
  const answer = await fetch(`/api/v1/runbooks/${slug}`, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`The runbook ${slug} could not be read.`);
  const { blocks }: { blocks: BlockLine[] } = await answer.json();
  return blocks;
}

/** The blocks of a runbook as its file now says. */
export function useBlocks(slug: string | null): BlockLine[] {
  const { data = [] } = useQuery({
    queryKey: ['blocks', slug],
    queryFn: () => readBlocks(slug ?? ''),
    enabled: Boolean(slug),
    staleTime: 30_000,
    retry: false,
  });
  return data;
}
