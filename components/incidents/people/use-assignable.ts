import { useQuery } from '@tanstack/react-query';
import type { AssignableView } from '@/domain/incidents/people/schema';

async function read(): Promise<AssignableView[]> {
  const answer = await fetch('/api/v1/people', { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`The console answered ${answer.status}. Reload the page.`);
  return ((await answer.json()) as { items: AssignableView[] }).items;
}

/** Who can be given a role or brought in, by name. */
export const useAssignable = () => useQuery({ queryKey: ['assignable'], queryFn: read, staleTime: 60_000 });
