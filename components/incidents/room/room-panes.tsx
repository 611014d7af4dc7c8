'use client';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { cx } from '@/components/ui/cx';
import { type Tab, TabRow } from './tab-row';

/** A part of the room with its own tab; the first one is shown beside the timeline. */
export type RoomPart = { id: string; label: string; content: ReactNode };

const TIMELINE: Tab = { id: 'timeline', label: 'Timeline' };
const WIDE = '(min-width: 1100px)';

type RoomPanesProps = { timeline: ReactNode; note: ReactNode; parts: readonly RoomPart[] };

/** Wide: the timeline at the left, always; the tabs at the right. Narrow: the timeline is one of the tabs, the note box stays. */
export function RoomPanes({ timeline, note, parts }: RoomPanesProps) {
  const { wide, shown, opened, choose } = useShownTab(parts);
  const first = parts[0]?.id ?? TIMELINE.id;
  const beside = shown === TIMELINE.id ? first : shown;
  return (
    <div className="grid min-h-0 grow grid-cols-1 grid-rows-[auto_minmax(0,1fr)_auto] wide:grid-cols-[minmax(22rem,5fr)_minmax(0,8fr)] wide:grid-rows-[minmax(0,1fr)_auto]">
      <div className="px-4 wide:hidden">
        <TabRow tabs={[TIMELINE, ...parts]} shown={shown} onChoose={choose} prefix="narrow" />
      </div>
      <div
        id="room-timeline"
        data-panel
        className={cx(
          'relative min-h-0 wide:col-start-1 wide:row-start-1 wide:block! wide:border-r wide:border-line',
          shown !== 'timeline' && 'max-wide:hidden',
        )}
      >
        {timeline}
      </div>
      <div
        className={cx('flex min-h-0 flex-col wide:col-start-2 wide:row-span-2 wide:row-start-1', shown === 'timeline' && 'max-wide:hidden')}
      >
        <div className="hidden px-6 wide:block">
          <TabRow tabs={parts} shown={wide ? beside : shown} onChoose={choose} prefix="wide" />
        </div>
        {parts.map(({ id, label, content }) => (
          <div
            key={id}
            id={`room-${id}`}
            role="tabpanel"
            aria-label={label}
            data-panel
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            tabIndex={0}
            className={cx(
              // Relative: what is only heard would otherwise lengthen the page itself.
              'relative min-h-0 grow overflow-y-auto overscroll-contain px-4 pb-8 focus-visible:-outline-offset-2 wide:px-6',
              id !== beside && 'hidden',
            )}
          >
            {(opened.has(id) || id === beside) && content}
          </div>
        ))}
      </div>
      {note && <div className="border-t border-line bg-ground px-4 py-2 wide:col-start-1 wide:row-start-2 wide:border-r">{note}</div>}
    </div>
  );
}

/** Which tab is shown, also by its name in the address (#updates); what was opened once stays as it is. */
function useShownTab(parts: readonly RoomPart[]) {
  const [shown, setShown] = useState(TIMELINE.id);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [wide, setWide] = useState(false);
  useEffect(() => {
    const query = matchMedia(WIDE);
    const read = () => setWide(query.matches);
    read();
    query.addEventListener('change', read);
    return () => query.removeEventListener('change', read);
  }, []);
  const choose = useCallback((id: string) => {
    setShown(id);
    setOpened((before) => (before.has(id) ? before : new Set([...before, id])));
  }, []);
  const known = parts.map(({ id }) => id).join();
  useEffect(() => {
    const read = () => {
      const id = location.hash.slice(1);
      if (known.split(',').includes(id)) choose(id);
    };
    read();
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, [known, choose]);
  return { wide, shown, opened, choose };
}
