import type { Metadata } from 'next';
import { requireSession } from '@/auth/require-session';
import { ReviewFilters } from '@/components/reviews/review-filters';
import { ReviewRows } from '@/components/reviews/review-rows';
import { LearnNav } from '@/components/shell/learn-nav';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { listReviews } from '@/domain/reviews/found/list-reviews';
import { ListReviews } from '@/domain/reviews/schema';

export const metadata: Metadata = { title: 'Reviews' };

const NOTHING = {
  due: 'No review is due',
  draft: 'No review is a draft',
  in_review: 'No review waits for approval',
  published: 'No review is published',
  all: 'There is no review yet',
} as const;

export default async function ReviewsPage({ searchParams }: { searchParams: Promise<{ state?: string | string[] }> }) {
  const ctx = await requireSession();
  const asked = ListReviews.safeParse({ state: (await searchParams).state });
  const { state } = asked.success ? asked.data : ListReviews.parse({});
  const { items } = await listReviews(ctx, { state });
  return (
    <Page>
      <LearnNav className="-mb-2 pt-4" />
      <PageHeader title="Reviews" facts="What was learned from what went wrong, and what is still to be written." />
      <ReviewFilters state={state} />
      {items.length > 0 ? (
        <ReviewRows reviews={items} />
      ) : (
        <EmptyState title={NOTHING[state]}>
          A review is opened when an incident is resolved, if its severity asks for one, or from the incident.
        </EmptyState>
      )}
    </Page>
  );
}
