import { partsToCompare } from '@/domain/reviews/document/rules';
import type { ReviewView } from '@/domain/reviews/get-review';
import type { VersionLine } from '@/domain/reviews/versions/list-versions';
import type { TextNode } from '@/domain/reviews/words/text-tree';
import { CuratedTimeline } from './curated-timeline';
import { Measured } from './measured';
import { MeetingPart } from './meeting-part';
import { ReviewHead } from './review-head';
import { ReviewItems } from './review-items';
import { ReviewLive } from './review-live';
import { ReviewSection } from './review-section';
import { SectionComments } from './section-comments';
import { SectionQuotes } from './section-quotes';
import type { ReviewRights } from './state-actions';
import { VersionList } from './version-list';

type ReviewDeskProps = {
  number: number;
  review: ReviewView;
  versions: readonly VersionLine[];
  /** The words of each section, drawn. */
  texts: Readonly<Record<string, readonly TextNode[]>>;
  newTexts: Readonly<Record<string, readonly TextNode[]>>;
  rights: ReviewRights & { items: boolean };
};

/** The review of an incident: the document, what was measured beside it, what happened, and what follows. */
export function ReviewDesk({ number, review, versions, texts, newTexts, rights }: ReviewDeskProps) {
  const opened = review.state !== 'none';
  const mayEdit = opened && rights.edit && review.state !== 'published';
  const mayComment = opened && rights.edit;
  const runs = review.runs
    .filter(({ endedAt }) => endedAt !== null)
    .map(({ id, title, target, verdict, state }) => ({ id, title, target, verdict: verdict ?? state.replace('_', ' ') }));
  return (
    <>
      <ReviewLive />
      <ReviewHead number={number} review={review} rights={rights} />
      <div className="grid gap-x-10 gap-y-6 wide:grid-cols-[minmax(0,1fr)_17rem]">
        <article className="min-w-0" data-list>
          {review.sections.map((section) => (
            <ReviewSection
              key={section.key}
              number={number}
              section={section}
              nodes={texts[section.key] ?? []}
              newDraft={newDraftOf(review, newTexts, section.key)}
              mayEdit={mayEdit}
              submitted={review.state === 'in_review'}
            >
              <SectionQuotes
                number={number}
                section={section.key}
                title={section.title}
                quotes={review.quotes.filter((quote) => quote.section === section.key)}
                matches={review.quoteMatches}
                runs={runs}
                mayEdit={mayEdit}
              />
              <SectionComments
                number={number}
                section={section.key}
                title={section.title}
                comments={review.comments.filter((comment) => comment.section === section.key)}
                mayWrite={mayComment}
              />
            </ReviewSection>
          ))}
          <CuratedTimeline number={number} moments={review.moments} revisions={review.momentRevisions} mayEdit={mayEdit} />
          <div className="border-t border-line py-5">
            <ReviewItems number={number} mayEdit={rights.items} />
          </div>
        </article>
        <aside aria-label="Facts of the review" className="grid min-w-0 content-start gap-6 wrap-anywhere max-wide:order-first">
          <Measured review={review} />
          <MeetingPart number={number} meeting={review.meeting} mayEdit={opened && rights.edit} />
          <VersionList number={number} versions={versions} current={partsToCompare(review)} />
          <div className="grid justify-items-start gap-2 text-sm">
            <h2 className="font-medium">On the whole</h2>
            <SectionComments
              number={number}
              section={null}
              title="the whole review"
              comments={review.comments.filter(({ section }) => section === null)}
              mayWrite={mayComment}
            />
          </div>
        </aside>
      </div>
    </>
  );
}

function newDraftOf(review: ReviewView, newTexts: ReviewDeskProps['newTexts'], key: keyof ReviewView['newDrafts']) {
  const body = review.newDrafts[key];
  return body === undefined ? null : { body, nodes: newTexts[key] ?? [] };
}
