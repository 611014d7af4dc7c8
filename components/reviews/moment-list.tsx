'use client';
import { useRouter } from 'next/navigation';
import { type DragEvent, useState } from 'react';
import { moveMoment } from '@/actions/reviews';
import { cx } from '@/components/ui/cx';
import { FormError } from '@/components/ui/form-error';
import { useAction } from '@/components/ui/use-action';
import { gapMs, leavesHeading, newDay, standsBack } from '@/domain/reviews/document/rules';
import type { DocumentMoment } from '@/domain/reviews/document/schema';
import { spanWords } from '@/domain/reviews/words/rules';
import { MomentRow } from './moment-row';

/** Where what is dragged would go; it takes no room, so that nothing moves meanwhile. */
const UNDER = 'shadow-[0_2px_0_0_var(--ink)]';

type MomentListProps = {
  number: number;
  moments: readonly DocumentMoment[];
  mayEdit: boolean;
  onDescribe: (moment: DocumentMoment) => void;
};

/** The chosen moments in the order that people gave them; a stretch in which nothing is told is shown as one. */
export function MomentList({ number, moments, mayEdit, onDescribe }: MomentListProps) {
  const router = useRouter();
  const [dragged, setDragged] = useState<string>();
  /** The moment that it would stand behind; null for none, which is first. */
  const [over, setOver] = useState<string | null>();
  const { run, message } = useAction(moveMoment);
  const place = async (moment: string, after: string | null) => (await run({ number, moment, after })) && router.refresh();
  const drop = (after: string | null) => (event: DragEvent) => {
    event.preventDefault();
    if (dragged && dragged !== after) void place(dragged, after);
    drag(undefined);
  };
  const drag = (moment: string | undefined) => {
    setDragged(moment);
    setOver(undefined);
  };
  const pass = (after: string | null) => (event: DragEvent) => {
    if (!dragged) return;
    event.preventDefault();
    setOver(after);
  };
  const step = (index: number, by: 1 | -1) => {
    const moment = moments[index];
    if (moment && moments[index + by]) void place(moment.id, moments[by > 0 ? index + 1 : index - 2]?.id ?? null);
  };
  return (
    <>
      <FormError message={message} />
      {mayEdit && (
        // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop on; by keyboard moments move with Alt and the arrows
        <div className={cx('h-3', dragged && over === null && UNDER)} onDragOver={pass(null)} onDrop={drop(null)} />
      )}
      <ol data-list="apart" aria-label="Chosen moments">
        {moments.map((moment, index) => {
          const before = moments[index - 1];
          const gap = gapMs(before, moment);
          return (
            <li
              key={moment.id}
              className={cx(leavesHeading(before, moment) && 'mt-3 border-t border-line pt-2', dragged && over === moment.id && UNDER)}
              onDragOver={pass(moment.id)}
              onDrop={drop(moment.id)}
            >
              {moment.heading && moment.heading !== before?.heading && <h3 className="pt-3 font-medium">{moment.heading}</h3>}
              {gap !== null && <p className="py-1 pl-28 text-sm text-ink-3 italic">{spanWords(gap)} in which nothing is told</p>}
              <MomentRow
                number={number}
                moment={moment}
                sayDay={newDay(before, moment)}
                movedBack={standsBack(before, moment)}
                mayEdit={mayEdit}
                isDragged={dragged === moment.id}
                onStep={(by) => step(index, by)}
                onDescribe={() => onDescribe(moment)}
                onDrag={drag}
              />
            </li>
          );
        })}
      </ol>
    </>
  );
}
