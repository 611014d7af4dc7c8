'use client';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { cx } from '@/components/ui/cx';
import { ChevronIcon } from '@/components/ui/icons';
import { Menu, menuItemClass } from '@/components/ui/menu';
import { TabButton } from '@/components/ui/tab-button';

/** So many have room beside a menu at 360 px. */
const ON_PHONES = 3;
const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

export type Tab = { id: string; label: string };
type TabRowProps = { tabs: readonly Tab[]; shown: string; onChoose: (id: string) => void; prefix: string };

/** The parts of a room by name; a phone shows the first of them, and the others in a menu. */
export function TabRow({ tabs, shown, onChoose, prefix }: TabRowProps) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const tab = row.current?.querySelector<HTMLElement>(`[data-tab="${shown}"]`);
    // Only the row moves: scrolling the tab into view could move the page.
    if (row.current && tab) row.current.scrollLeft = tab.offsetLeft - (row.current.clientWidth - tab.offsetWidth) / 2;
  }, [shown]);
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
    <div className="flex items-end border-b border-line max-sm:-mx-4 max-sm:justify-between max-sm:px-4">
      <div
        ref={row}
        role="tablist"
        aria-label="Parts of the incident"
        onKeyDown={move}
        className="relative -mb-px flex min-w-0 gap-4 overflow-x-auto max-sm:gap-3.5"
      >
        {tabs.map(({ id, label }, at) => (
          <TabButton
            key={id}
            id={`${prefix}-${id}`}
            panel={`room-${id}`}
            name={id}
            selected={id === shown}
            onSelect={() => onChoose(id)}
            shortcut={String(at + 1)}
            className={at < ON_PHONES ? '' : 'max-sm:hidden'}
          >
            {label}
          </TabButton>
        ))}
      </div>
      <OtherParts tabs={tabs.slice(ON_PHONES)} shown={shown} onChoose={onChoose} />
    </div>
  );
}

/** What has no room on a phone; the part that is shown gives its name. */
function OtherParts({ tabs, shown, onChoose }: Omit<TabRowProps, 'prefix'>) {
  const here = tabs.find(({ id }) => id === shown);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is a part of a form
    <div role="group" aria-label="Other parts" className="sm:hidden">
      <Menu
        align="right"
        label={
          <>
            {here?.label ?? 'More'} <ChevronIcon />
          </>
        }
        className={cx(
          '-mb-px flex h-9 cursor-pointer list-none items-center gap-1 border-b-2 touch:h-11',
          here ? 'border-ink font-medium text-ink' : 'border-transparent text-ink-3',
        )}
      >
        {tabs.map(({ id, label }) => (
          <button key={id} type="button" aria-current={id === shown} className={menuItemClass} onClick={() => onChoose(id)}>
            {label}
          </button>
        ))}
      </Menu>
    </div>
  );
}
