import Link from 'next/link';
import { RestrictedMark } from '@/components/incidents/list/restricted-mark';
import { buttonClass } from '@/components/ui/button';
import { ChevronIcon } from '@/components/ui/icons';
import { Menu, menuItemClass } from '@/components/ui/menu';
import { PageHeader } from '@/components/ui/page-header';
import { SeverityMark } from '@/components/ui/severity-mark';
import { Time } from '@/components/ui/time';
import { progressWords } from '@/domain/reviews/document/rules';
import type { ReviewView } from '@/domain/reviews/get-review';
import { OpenReviewButton } from './open-review-button';
import { PlanButton } from './plan-button';
import { type ReviewRights, StateActions } from './state-actions';
import { REVIEW_STATE_WORDS } from './state-words';

type ReviewHeadProps = { number: number; review: ReviewView; rights: ReviewRights };

/** Which review, how far it is, and what can be done with it. */
export function ReviewHead({ number, review, rights }: ReviewHeadProps) {
  const { incident, state, version, leadId, lead, dueAt, publishedBy, publishedAt } = review;
  const mayPlan = rights.edit && state !== 'none' && state !== 'published';
  return (
    <>
      <p className="pt-4 text-sm">
        <Link href={`/incidents/${number}`} className="link" data-command="Go to the incident">
          Incident #{number}
        </Link>
      </p>
      <PageHeader
        title={`Review: ${incident.title}`}
        facts={
          <span className="flex flex-wrap items-baseline gap-x-3">
            <SeverityMark severity={incident.severity} />
            <strong className="font-medium text-ink">{REVIEW_STATE_WORDS[state]}</strong>
            {incident.restricted && <RestrictedMark />}
            {incident.service && <span>{incident.service}</span>}
            {lead ? <span>led by {lead}</span> : mayPlan && <span>nobody leads it</span>}
            {dueAt && state !== 'published' && (
              <span>
                due <Time at={dueAt} />
              </span>
            )}
            {mayPlan && <PlanButton number={number} plan={{ leadId, lead, dueAt }} />}
            {version > 0 && publishedAt && (
              <span>
                version {version} by {publishedBy}, <Time at={publishedAt} />
              </span>
            )}
            {review.imported && <span>imported; it was #{incident.number} there</span>}
          </span>
        }
      >
        <Exports number={number} />
        {state === 'none' ? (
          rights.edit && !review.notice && <OpenReviewButton number={number} />
        ) : (
          <StateActions number={number} review={stateOf(review)} rights={rights} />
        )}
      </PageHeader>
      {state !== 'none' && state !== 'published' && <p className="-mt-2 mb-4 text-sm text-ink-3">{progressWords(review)}</p>}
      {review.notice && (
        <p role="note" className="mb-4 border-l-2 border-warn bg-surface px-3 py-2">
          {review.notice}
          {incident.mergedInto && (
            <>
              {' '}
              <Link href={`/incidents/${incident.mergedInto}/review`} className="link">
                Review of #{incident.mergedInto}
              </Link>
            </>
          )}
        </p>
      )}
      {review.returned && (
        <p role="note" className="mb-4 border-l-2 border-warn bg-surface px-3 py-2">
          {review.returned.by} returned it: {review.returned.reason}
        </p>
      )}
    </>
  );
}

const stateOf = ({ state, revision, submittedBy, submittedById, approvedBy, writerIds, version }: ReviewView) => ({
  ...{ state, revision, submittedBy, submittedById, approvedBy, writerIds, version },
});

const FORMATS = [
  ['html', 'One HTML page'],
  ['md', 'Markdown'],
  ['json', 'JSON'],
] as const;

function Exports({ number }: { number: number }) {
  return (
    <Menu
      label={
        <>
          Export <ChevronIcon />
        </>
      }
      align="right"
      className={buttonClass('plain')}
    >
      {FORMATS.map(([format, says]) => (
        <a
          key={format}
          href={`/api/v1/incidents/${number}/review?format=${format}&download=1`}
          download={`review-${number}.${format}`}
          className={menuItemClass}
          data-command={`Export as ${says}`}
        >
          {says}
        </a>
      ))}
    </Menu>
  );
}
