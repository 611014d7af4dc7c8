import { useQuery } from '@tanstack/react-query';
import type { PersonLine } from '@/components/incidents/people/use-people';

async function readContacts(): Promise<PersonLine[]> {
  const answer = await fetch('/api/v1/contacts', { headers: { accept: 'application/json' } });
  if (!answer.ok) return [];
  const { items }: { items: PersonLine[] } = await answer.json();
  return items;
}

/** Who can be asked for help, by level. */
export function useContacts(wanted: boolean): PersonLine[] {
  const { data = [] } = useQuery({ queryKey: ['contacts'], queryFn: readContacts, staleTime: 60_000, enabled: wanted });
  return data;
}
