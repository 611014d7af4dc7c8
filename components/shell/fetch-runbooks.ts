import type { RunbookSummary } from '@/domain/runbooks/schema';

export type RunbookLine = Pick<RunbookSummary, 'slug' | 'title' | 'service' | 'severity'>;

/** All runbooks; none when the console cannot be reached, for what only helps must not stop anybody. */
export async function fetchRunbooks(): Promise<RunbookLine[]> {
  try {
    const answer = await fetch('/api/v1/runbooks', { headers: { accept: 'application/json' } });
    if (!answer.ok) return [];
    return ((await answer.json()) as { items: RunbookLine[] }).items;
  } catch {
    return [];
  }
}
