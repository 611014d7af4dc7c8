'use client';
import { lazy, Suspense, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { DocumentMoment } from '@/domain/reviews/document/schema';
import { MomentList } from './moment-list';
import { useCited } from './use-cited';

const FullTimeline = lazy(() => import('./full-timeline'));
const MomentDialog = lazy(() => import('./moment-dialog'));

type CuratedTimelineProps = {
  number: number;
  moments: readonly DocumentMoment[];
  revisions: Readonly<Record<string, number>>;
  mayEdit: boolean;
};

/** What happened, as people chose to tell it, and beside it the full timeline to take it from. Times stay those of the events. */
export function CuratedTimeline({ number, moments, revisions, mayEdit }: CuratedTimelineProps) {
  const [full, setFull] = useState(false);
  const [asking, setAsking] = useState<DocumentMoment | 'new'>();
  useCited(() => setFull(true));
  return (
    <section aria-labelledby="what-happened" className="border-t border-line py-5">
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h2 id="what-happened" className="text-lg font-semibold tracking-tight">
          What happened
        </h2>
        <span className="flex gap-2">
          <Button size="sm" data-command="Show the full timeline" aria-expanded={full} onClick={() => setFull(!full)}>
            {full ? 'Hide the full timeline' : 'Full timeline'}
          </Button>
          {mayEdit && (
            <Button size="sm" data-command="Key in a moment" onClick={() => setAsking('new')}>
              Key in a moment
            </Button>
          )}
        </span>
      </div>
      <div className={full ? 'mt-2 grid gap-6 wide:grid-cols-2' : 'mt-2'}>
        <div>
          {moments.length === 0 && (
            <p className="text-ink-3">Nothing is chosen yet.{mayEdit && ' Open the full timeline, and take what tells the story.'}</p>
          )}
          <MomentList number={number} moments={moments} mayEdit={mayEdit} onDescribe={setAsking} />
        </div>
        <Suspense>{full && <FullTimeline number={number} chosen={moments} mayEdit={mayEdit} />}</Suspense>
      </div>
      <Suspense>
        {asking && (
          <MomentDialog
            number={number}
            moment={asking === 'new' ? null : asking}
            revision={asking === 'new' ? 0 : (revisions[asking.id] ?? 1)}
            headings={[...new Set(moments.map(({ heading }) => heading).filter(Boolean))]}
            onClose={() => setAsking(undefined)}
          />
        )}
      </Suspense>
    </section>
  );
}
