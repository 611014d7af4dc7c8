'use client';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { cx } from '@/components/ui/cx';
import { TabButton } from '@/components/ui/tab-button';

const TABS = [
  { id: 'timeline', label: 'Timeline' },
  { id: 'runbook', label: 'Runbook' },
  { id: 'details', label: 'Details' },
] as const;
type TabId = (typeof TABS)[number]['id'];

const WIDE = '(min-width: 1100px)';
const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

type RoomPanesProps = { timeline: ReactNode; note: ReactNode; runbook: ReactNode; details: ReactNode };

/** Wide: the timeline at the left, always; the tabs at the right. Narrow: the timeline is one of the tabs, the note box stays. */
export function RoomPanes({ timeline, note, runbook, details }: RoomPanesProps) {
  const { wide, shown, choose } = useShownTab();
  const panes = { runbook, details } as const;
  return (
    <div className="grid min-h-0 grow grid-cols-1 grid-rows-[auto_minmax(0,1fr)_auto] wide:grid-cols-[minmax(22rem,5fr)_minmax(0,8fr)] wide:grid-rows-[minmax(0,1fr)_auto]">
      <div className="px-4 wide:hidden">
        <TabRow tabs={TABS} shown={shown} onChoose={choose} prefix="narrow" />
      </div>
      <div
        id="room-timeline"
        data-panel
        className={cx(
          'min-h-0 wide:col-start-1 wide:row-start-1 wide:block! wide:border-r wide:border-line',
          shown !== 'timeline' && 'max-wide:hidden',
        )}
      >
        {timeline}
      </div>
      <div
        className={cx('flex min-h-0 flex-col wide:col-start-2 wide:row-span-2 wide:row-start-1', shown === 'timeline' && 'max-wide:hidden')}
      >
        <div className="hidden px-6 wide:block">
          <TabRow tabs={TABS.slice(1)} shown={wide && shown === 'timeline' ? 'runbook' : shown} onChoose={choose} prefix="wide" />
        </div>
        {(['runbook', 'details'] as const).map((id) => (
          <div
            key={id}
            id={`room-${id}`}
            role="tabpanel"
            aria-label={TABS.find((tab) => tab.id === id)?.label}
            data-panel
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            tabIndex={0}
            className={cx(
              'min-h-0 grow overflow-y-auto overscroll-contain px-4 pb-8 focus-visible:-outline-offset-2 wide:px-6',
              !isShown(id, shown) && 'hidden',
            )}
          >
            {panes[id]}
          </div>
        ))}
      </div>
      {note && <div className="border-t border-line bg-ground px-4 py-2 wide:col-start-1 wide:row-start-2 wide:border-r">{note}</div>}
    </div>
  );
}

/** Beside the timeline the runbook is what is shown first. */
const isShown = (id: TabId, shown: TabId) => id === shown || (id === 'runbook' && shown === 'timeline');

function useShownTab() {
  const [shown, setShown] = useState<TabId>('timeline');
  const [wide, setWide] = useState(false);
  useEffect(() => {
    const query = matchMedia(WIDE);
    const read = () => setWide(query.matches);
    read();
    query.addEventListener('change', read);
    return () => query.removeEventListener('change', read);
  }, []);
  return { wide, shown, choose: setShown };
}

type TabRowProps = { tabs: readonly (typeof TABS)[number][]; shown: TabId; onChoose: (id: TabId) => void; prefix: string };

function TabRow({ tabs, shown, onChoose, prefix }: TabRowProps) {
  const row = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!step) return;
    const at = tabs.findIndex(({ id }) => id === shown);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    onChoose(next.id);
    row.current?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  };
  return (
    <div ref={row} role="tablist" aria-label="Parts of the incident" onKeyDown={move} className="flex gap-4 border-b border-line">
      {tabs.map(({ id, label }) => (
        <TabButton key={id} id={`${prefix}-${id}`} panel={`room-${id}`} name={id} selected={id === shown} onSelect={() => onChoose(id)}>
          {label}
        </TabButton>
      ))}
    </div>
  );
}
