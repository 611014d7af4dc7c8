import type { IncidentStatus, Severity } from '@/prisma/generated/enums';

/** What the list of incidents can be narrowed by; all of it stands in the address. */
export type ListFilter = {
  status?: IncidentStatus | 'open';
  severity?: Severity;
  service?: string;
  tag?: string;
  q?: string;
  after?: string;
};

/** The list's address with some of its filters changed. Another filter begins at the first page again. */
export function listAddress(filter: ListFilter, change: Partial<Record<keyof ListFilter, string | undefined>>): string {
  const { after: _first, ...kept } = filter;
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...kept, ...change })) if (value) params.set(name, value);
  const query = params.toString();
  return query ? `/incidents?${query}` : '/incidents';
}
