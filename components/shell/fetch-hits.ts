import { STATUS_WORDS } from '@/components/incidents/lifecycle/status-words';
import type { IncidentView } from '@/domain/incidents/schema';
import type { ReviewHit } from '@/domain/reviews/schema';
import type { RunbookHit } from '@/domain/runbooks/search-runbooks';

/** A place that was found: where it is, what it is called, and the words around. */
export type Hit = { href: string; title: string; context: string };

type Found = ({ type: 'runbook' } & RunbookHit) | ({ type: 'incident' } & IncidentView) | ({ type: 'review' } & ReviewHit);

/** What is sent of a pasted error; the rest would not fit into an address. */
const LONGEST_QUERY = 4_000;

/** Sections of runbooks and incidents for these words or this pasted error, best first. Throws when the console cannot be reached. */
export async function fetchHits(text: string, signal: AbortSignal): Promise<Hit[]> {
  const answer = await fetch(`/api/v1/search?q=${encodeURIComponent(text.slice(0, LONGEST_QUERY))}`, {
    signal,
    headers: { accept: 'application/json' },
  });
  if (!answer.ok) throw new Error(`the search answered ${answer.status}`);
  const { items } = (await answer.json()) as { items: Found[] };
  return items.map(hitOf);
}

/** Where a found section stands in its runbook's page. */
export const sectionAddress = ({ slug, section }: Pick<RunbookHit, 'slug' | 'section'>): string =>
  `/runbooks/${slug}${section === 'top' ? '' : `#${section}`}`;

export const reviewAddress = (number: number): string => `/incidents/${number}/review`;

function hitOf(found: Found): Hit {
  if (found.type === 'runbook') return { href: sectionAddress(found), title: found.title, context: `${found.service} · ${found.context}` };
  if (found.type === 'review')
    return {
      href: reviewAddress(found.number),
      title: `Review of #${found.number} ${found.title}`,
      context: `${found.section}: ${found.words}`,
    };
  const { number, title, severity, status } = found;
  return { href: `/incidents/${number}`, title: `#${number} ${title}`, context: `${severity} · ${STATUS_WORDS[status]}` };
}
