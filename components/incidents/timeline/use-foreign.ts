'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLive } from '@/components/live/live-page';
import type { MergedItem } from '@/domain/incidents/list-merged-timeline';
import type { ForeignItem } from './timeline-rows';

/** The events of an incident's duplicates, by time; read anew when one is merged, and now and then while they may still grow. */
export function useForeign(number: number, merged: number): readonly ForeignItem[] {
  const cache = useQueryClient();
  const queryKey = ['incident', number, 'merged'];
  useLive('message', ({ type }) => {
    if (type === 'duplicate_merged') cache.invalidateQueries({ queryKey });
  });
  useLive('resume', () => {
    cache.invalidateQueries({ queryKey });
  });
  const { data } = useQuery({
    queryKey,
    enabled: merged > 0,
    staleTime: 60_000,
    refetchInterval: 60_000,
    queryFn: () => readForeign(number),
  });
  return data ?? NONE;
}

const NONE: readonly ForeignItem[] = [];

async function readForeign(number: number): Promise<ForeignItem[]> {
  const found: ForeignItem[] = [];
  for (let after: string | null = '0'; after !== null; ) {
    const answer = await fetch(`/api/v1/incidents/${number}/timeline?with=merged&after=${after}`, {
      headers: { accept: 'application/json' },
    });
    if (!answer.ok) throw new Error(`the timeline answered ${answer.status}`);
    const page: { items: MergedItem[]; nextCursor: string | null } = await answer.json();
    found.push(...page.items.filter((item): item is ForeignItem => item.incident !== undefined));
    after = page.nextCursor;
  }
  return found;
}
