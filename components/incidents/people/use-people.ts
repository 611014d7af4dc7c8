import { useQuery } from '@tanstack/react-query';

export type PersonLine = { id: string; name: string };

async function readPeople(): Promise<PersonLine[]> {
  const answer = await fetch('/api/v1/people', { headers: { accept: 'application/json' } });
  if (!answer.ok) return [];
  const { items }: { items: PersonLine[] } = await answer.json();
  return items;
}

/** Who can be given something to do: the reader first, then everyone else by name. */
export function usePeople(me: { id: string | null; name: string }, wanted = true): PersonLine[] {
  const { data = [] } = useQuery({ queryKey: ['people'], queryFn: readPeople, staleTime: 60_000, enabled: wanted });
  const others = data.filter(({ id }) => id !== me.id).toSorted((a, b) => a.name.localeCompare(b.name));
  return me.id ? [{ id: me.id, name: me.name }, ...others] : others;
}
