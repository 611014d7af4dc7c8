import type { Metadata } from 'next';
import Link from 'next/link';
import { requireSession } from '@/auth/require-session';
import { IncidentRows } from '@/components/incidents/list/incident-rows';
import { reviewAddress, sectionAddress } from '@/components/shell/fetch-hits';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Textarea } from '@/components/ui/textarea';
import { listIncidents } from '@/domain/incidents/list-incidents';
import { searchReviews } from '@/domain/reviews/found/search-reviews';
import { searchRunbooks } from '@/domain/runbooks/search-runbooks';

export const metadata: Metadata = { title: 'Search' };

const INCIDENTS = 10;
const LONGEST_WORDS = 200;

export default async function SearchPage({ searchParams }: { searchParams: Promise<{ q?: string | string[] }> }) {
  const ctx = await requireSession();
  const { q } = await searchParams;
  const text = typeof q === 'string' ? q.trim() : '';
  const [hits, incidents, reviews] = text
    ? await Promise.all([
        searchRunbooks(text),
        listIncidents(ctx, { q: text.slice(0, LONGEST_WORDS), limit: INCIDENTS }),
        searchReviews(ctx, { q: text.slice(0, LONGEST_WORDS) }),
      ])
    : [[], { items: [] }, []];
  return (
    <Page>
      <PageHeader title="Search" />
      <form action="/search" className="mb-6 flex items-end gap-2">
        <Textarea
          name="q"
          aria-label="Words, or an error as it was printed"
          placeholder="Words, or an error as it was printed"
          defaultValue={text}
          rows={1}
          className="min-h-8 touch:min-h-11"
        />
        <Button type="submit">Search</Button>
      </form>
      {text && hits.length + incidents.items.length + reviews.length === 0 && (
        <EmptyState title="Nothing was found">Fewer words may do; of an error, the line that names it.</EmptyState>
      )}
      {hits.length > 0 && (
        <section aria-labelledby="found-runbooks" className="mb-8">
          <h2 id="found-runbooks" className="mb-1 font-medium">
            Runbooks
          </h2>
          <ul data-list className="divide-y divide-line border-y border-line">
            {hits.map((hit) => (
              <li key={`${hit.slug} ${hit.section}`} className="relative py-1.5 hover:bg-ink/4 touch:py-2.5">
                <div className="flex items-baseline justify-between gap-3">
                  <Link data-item href={sectionAddress(hit)} className="font-medium after:absolute after:inset-0">
                    {hit.title}
                  </Link>
                  <span className="shrink-0 text-ink-2">{hit.service}</span>
                </div>
                <p className="truncate text-ink-2">{hit.context}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {reviews.length > 0 && (
        <section aria-labelledby="found-reviews" className="mb-8">
          <h2 id="found-reviews" className="mb-1 font-medium">
            Reviews
          </h2>
          <ul data-list className="divide-y divide-line border-y border-line">
            {reviews.map(({ number, title, section, words }) => (
              <li key={number} className="relative py-1.5 hover:bg-ink/4 touch:py-2.5">
                <Link data-item href={reviewAddress(number)} className="font-medium after:absolute after:inset-0">
                  #{number} {title}
                </Link>
                <p className="truncate text-ink-2">
                  {section}: {words}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {incidents.items.length > 0 && (
        <section aria-labelledby="found-incidents">
          <h2 id="found-incidents" className="mb-1 font-medium">
            Incidents
          </h2>
          <IncidentRows incidents={incidents.items} label="Found incidents" />
        </section>
      )}
    </Page>
  );
}
