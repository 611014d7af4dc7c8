'use client';
import { useRouter } from 'next/navigation';
import type { KeyboardEvent } from 'react';
import { removeMoment } from '@/actions/reviews';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { FormError } from '@/components/ui/form-error';
import { useAction } from '@/components/ui/use-action';
import type { DocumentMoment } from '@/domain/reviews/document/schema';
import { utcClock, utcDay } from '@/domain/reviews/words/rules';

type MomentRowProps = {
  number: number;
  moment: DocumentMoment;
  /** It is the first of its day. */
  sayDay: boolean;
  /** It stands behind one that came later. */
  movedBack: boolean;
  mayEdit: boolean;
  /** Its tools would lie over the place that it goes to. */
  isDragged: boolean;
  onStep: (by: 1 | -1) => void;
  onDescribe: () => void;
  onDrag: (id: string | undefined) => void;
};

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowUp: -1, ArrowDown: 1 };

/** One moment: dragged by the mouse, moved by Alt and the arrows, described by Enter. */
export function MomentRow({ number, moment, sayDay, movedBack, mayEdit, isDragged, onStep, onDescribe, onDrag }: MomentRowProps) {
  const router = useRouter();
  const { run, pending, message } = useAction(removeMoment);
  const { id, at, says, description, event } = moment;
  const told = description || says;
  const onKeyDown = (pressed: KeyboardEvent) => {
    const step = pressed.altKey ? STEPS[pressed.key] : undefined;
    if (!mayEdit || (!step && (pressed.key !== 'Enter' || pressed.target !== pressed.currentTarget))) return;
    pressed.preventDefault();
    if (step) onStep(step);
    else onDescribe();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of words and buttons that moves as one
    <div
      role="group"
      aria-label={`${utcClock(at)} ${told}`}
      data-item
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is moved by keyboard
      tabIndex={0}
      draggable={mayEdit}
      onDragStart={() => onDrag(id)}
      onDragEnd={() => onDrag(undefined)}
      onKeyDown={onKeyDown}
      className="group relative grid grid-cols-[6rem_minmax(0,1fr)] gap-x-4 rounded-md py-1 hover:bg-ink/4 focus-visible:bg-ink/4"
    >
      <time dateTime={at} title={`${utcDay(at)} ${utcClock(at)} UTC`} className="text-ink-3 tabular-nums">
        {sayDay && <span className="block text-xs">{utcDay(at)}</span>}
        {utcClock(at)} UTC
        {movedBack && <span className="block text-xs">earlier</span>}
      </time>
      <div className="min-w-0">
        <p className="max-w-[70ch] wrap-anywhere">{told}</p>
        {description && says && <p className="max-w-[70ch] text-sm text-ink-3 wrap-anywhere">{says}</p>}
        {!event && <p className="text-sm text-ink-3">keyed in by {moment.addedBy}</p>}
        <FormError message={message} />
      </div>
      {mayEdit && (
        <p
          className={cx(
            'invisible absolute top-full right-0 z-10 flex gap-1 rounded-md border border-line bg-surface group-focus-within:visible group-hover:visible touch:visible touch:static touch:col-span-2 touch:border-0 touch:bg-transparent',
            isDragged && 'invisible!',
          )}
        >
          <Button look="quiet" size="sm" onClick={onDescribe}>
            Describe
          </Button>
          <Button look="quiet" size="sm" title="Alt ↑" aria-label="Move up" onClick={() => onStep(-1)}>
            ↑
          </Button>
          <Button look="quiet" size="sm" title="Alt ↓" aria-label="Move down" onClick={() => onStep(1)}>
            ↓
          </Button>
          <Button
            look="quiet"
            size="sm"
            pending={pending}
            onClick={() => run({ number, moment: id }).then((done) => done && router.refresh())}
          >
            Take out
          </Button>
        </p>
      )}
    </div>
  );
}
