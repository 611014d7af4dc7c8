'use client';
import { useRouter } from 'next/navigation';
import { type DragEvent, lazy, Suspense, useEffect, useState } from 'react';
import { moveMoment } from '@/actions/reviews';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { useAction } from '@/components/ui/use-action';
import { gapMs, standsBack } from '@/domain/reviews/document/rules';
import type { DocumentMoment } from '@/domain/reviews/document/schema';
import { spanWords } from '@/domain/reviews/words/rules';
import { MomentRow } from './moment-row';

const FullTimeline = lazy(() => import('./full-timeline'));
const MomentDialog = lazy(() => import('./moment-dialog'));

const CITED = /^#e\d+$/;

type CuratedTimelineProps = {
  number: number;
  moments: readonly DocumentMoment[];
  revisions: Readonly<Record<string, number>>;
  mayEdit: boolean;
};

/** What happened, as people chose to tell it, and beside it the full timeline to take it from. Times stay those of the events. */
export function CuratedTimeline({ number, moments, revisions, mayEdit }: CuratedTimelineProps) {
  const router = useRouter();
  const [full, setFull] = useState(false);
  const [asking, setAsking] = useState<DocumentMoment | 'new'>();
  const [dragged, setDragged] = useState<string>();
  const { run, message } = useAction(moveMoment);
  useEffect(() => {
    // What a sentence cites stands in the full timeline.
    const look = () => CITED.test(location.hash) && setFull(true);
    look();
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, []);
  const place = async (moment: string, after: string | null) => (await run({ number, moment, after })) && router.refresh();
  const drop = (after: string | null) => (event: DragEvent) => {
    event.preventDefault();
    if (dragged && dragged !== after) void place(dragged, after);
    setDragged(undefined);
  };
  const step = (index: number, by: 1 | -1) => {
    const moment = moments[index];
    if (moment && moments[index + by]) void place(moment.id, moments[by > 0 ? index + 1 : index - 2]?.id ?? null);
  };
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
      <FormError message={message} />
      <div className={full ? 'mt-2 grid gap-6 wide:grid-cols-2' : 'mt-2'}>
        <div>
          {moments.length === 0 && (
            <p className="text-ink-3">Nothing is chosen yet.{mayEdit && ' Open the full timeline, and take what tells the story.'}</p>
          )}
          {mayEdit && dragged && (
            // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop on; by keyboard moments move with Alt and the arrows
            <div
              className="h-6 rounded-md border border-dashed border-edge"
              onDragOver={(event) => event.preventDefault()}
              onDrop={drop(null)}
            />
          )}
          <ol data-list="apart" aria-label="Chosen moments">
            {moments.map((moment, index) => {
              const before = moments[index - 1];
              const gap = gapMs(before, moment);
              return (
                <li key={moment.id} onDragOver={(event) => dragged && event.preventDefault()} onDrop={drop(moment.id)}>
                  {moment.heading && moment.heading !== before?.heading && <h3 className="pt-3 font-medium">{moment.heading}</h3>}
                  {gap !== null && <p className="py-1 pl-28 text-sm text-ink-3 italic">{spanWords(gap)} in which nothing is told</p>}
                  <MomentRow
                    number={number}
                    moment={moment}
                    movedBack={standsBack(before, moment)}
                    mayEdit={mayEdit}
                    onStep={(by) => step(index, by)}
                    onDescribe={() => setAsking(moment)}
                    onDrag={setDragged}
                  />
                </li>
              );
            })}
          </ol>
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
