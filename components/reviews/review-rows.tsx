import Link from 'next/link';
import { cx } from '@/components/ui/cx';
import { SeverityMark } from '@/components/ui/severity-mark';
import { Time } from '@/components/ui/time';
import type { ReviewLine } from '@/domain/reviews/schema';
import { zonedInstant } from '@/domain/reviews/words/rules';
import { REVIEW_STATE_WORDS } from './state-words';

/** One line a review: of what, how far it is, who leads, when it meets, when it is due. */
export function ReviewRows({ reviews }: { reviews: readonly ReviewLine[] }) {
  return (
    <ul data-list aria-label="Reviews" className="divide-y divide-line border-y border-line">
      {reviews.map((review) => (
        <li key={review.number} className="relative hover:bg-ink/4">
          <ReviewRow review={review} />
        </li>
      ))}
    </ul>
  );
}

function ReviewRow({ review }: { review: ReviewLine }) {
  const { number, title, severity, state, lead, dueAt, meetingAt, meetingZone, publishedAt, openActionItems } = review;
  return (
    <div className="grid grid-cols-[2.5rem_minmax(0,1fr)_auto] items-baseline gap-x-3 py-1.5 md:grid-cols-[2.5rem_3rem_minmax(0,1fr)_6rem_8rem_15rem_10rem] touch:py-2.5">
      <SeverityMark severity={severity} className="text-sm" />
      <span className="text-ink-3 max-md:hidden">#{number}</span>
      <Link
        data-item
        href={`/incidents/${number}/review`}
        className="min-w-0 truncate after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2"
      >
        {title}
        {openActionItems > 0 && (
          <span className="ml-2 text-sm text-ink-2">
            {openActionItems} open {openActionItems === 1 ? 'item' : 'items'}
          </span>
        )}
      </Link>
      <span className="whitespace-nowrap">{REVIEW_STATE_WORDS[state]}</span>
      <span className="truncate text-ink-2 max-md:hidden">{lead ?? '—'}</span>
      <span className="truncate text-ink-2 max-md:col-span-2 max-md:col-start-2 max-md:text-sm">
        {meetingAt && meetingZone ? zonedInstant(meetingAt, meetingZone) : 'no meeting'}
      </span>
      <span className="text-right whitespace-nowrap text-ink-2 max-md:col-span-2 max-md:col-start-2 max-md:text-left max-md:text-sm">
        {publishedAt && state === 'published' ? (
          <Time at={publishedAt} />
        ) : dueAt ? (
          <span className={cx(isLate(review) && 'font-medium text-fail')}>
            {isLate(review) ? 'overdue, ' : 'due '}
            <Time at={dueAt} />
          </span>
        ) : (
          <span className="max-md:hidden">—</span>
        )}
      </span>
    </div>
  );
}

/** Of the time at which the page was drawn. */
const isLate = ({ state, dueAt }: ReviewLine): boolean => state !== 'published' && dueAt !== null && dueAt < new Date().toISOString();
