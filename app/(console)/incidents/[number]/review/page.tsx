import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { requireSession } from '@/auth/require-session';
import { LivePage } from '@/components/live/live-page';
import { LiveNotice } from '@/components/live/live-state';
import { ReviewDesk } from '@/components/reviews/review-desk';
import { Page } from '@/components/ui/page';
import { holds } from '@/domain/access/matrix';
import { DomainError } from '@/domain/errors';
import { getIncident } from '@/domain/incidents/get-incident';
import { getReview } from '@/domain/reviews/get-review';
import { listVersions } from '@/domain/reviews/versions/list-versions';
import { textTree } from '@/domain/reviews/words/text-tree';

type ReviewParams = { params: Promise<{ number: string }> };

async function load(number: string) {
  if (!/^\d{1,10}$/.test(number)) notFound();
  const ctx = await requireSession();
  const asked = { number: Number(number) };
  return Promise.all([getIncident(ctx, asked.number), getReview(ctx, asked), listVersions(ctx, asked)]).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'not_found') notFound();
    throw error;
  });
}

export async function generateMetadata({ params }: ReviewParams): Promise<Metadata> {
  return { title: `Review of #${(await params).number}` };
}

export default async function ReviewPage({ params }: ReviewParams) {
  const ctx = await requireSession();
  const [incident, review, versions] = await load((await params).number);
  const { number, lastSeq } = incident;
  return (
    <LivePage path={`/live/incidents/${number}?after=${lastSeq}`}>
      <Page>
        <LiveNotice />
        <ReviewDesk
          number={number}
          review={review}
          versions={versions.items}
          texts={Object.fromEntries(review.sections.map(({ key, body }) => [key, textTree(body)]))}
          newTexts={Object.fromEntries(Object.entries(review.newDrafts).map(([key, body]) => [key, textTree(body)]))}
          rights={{
            me: ctx.actor.id,
            edit: holds(ctx.roles, 'review.edit'),
            approve: holds(ctx.roles, 'review.approve'),
            publish: holds(ctx.roles, 'review.publish'),
            items: holds(ctx.roles, 'action_item.edit'),
          }}
        />
      </Page>
    </LivePage>
  );
}
