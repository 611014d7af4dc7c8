'use client';
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { cx } from './cx';

export type Tab = { id: string; label: ReactNode; panel: ReactNode };

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

/** A row of words over one place. Panels stay mounted, so what is open or half written in them stays; arrows move between tabs. */
export function Tabs({ label, tabs, initial, className }: { label: string; tabs: Tab[]; initial?: string; className?: string }) {
  const base = useId();
  const [shown, setShown] = useState(initial ?? tabs[0]?.id);
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!step) return;
    const at = tabs.findIndex((tab) => tab.id === shown);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    setShown(next.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  };
  return (
    <div className={className}>
      <div ref={list} role="tablist" aria-label={label} onKeyDown={move} className="flex gap-4 overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <TabButton key={tab.id} id={`${base}-${tab.id}`} name={tab.id} selected={tab.id === shown} onSelect={() => setShown(tab.id)}>
            {tab.label}
          </TabButton>
        ))}
      </div>
      {tabs.map((tab) => (
        <div
          key={tab.id}
          role="tabpanel"
          id={`${base}-${tab.id}-panel`}
          aria-labelledby={`${base}-${tab.id}`}
          data-panel
          hidden={tab.id !== shown}
        >
          {tab.panel}
        </div>
      ))}
    </div>
  );
}

type TabButtonProps = {
  id: string;
  panel?: string;
  name: string;
  selected: boolean;
  onSelect: () => void;
  children: ReactNode;
  className?: string;
};

/** One tab of a row; its panel has the id `panel`, or `{id}-panel`. */
export function TabButton({ id, panel, name, selected, onSelect, children, className }: TabButtonProps) {
  return (
    <button
      type="button"
      role="tab"
      id={id}
      data-tab={name}
      aria-selected={selected}
      aria-controls={panel ?? `${id}-panel`}
      tabIndex={selected ? 0 : -1}
      onClick={onSelect}
      className={cx(
        '-mb-px h-9 border-b-2 whitespace-nowrap focus-visible:-outline-offset-2 touch:h-11',
        selected ? 'border-ink font-medium text-ink' : 'border-transparent text-ink-3 hover:text-ink',
        className,
      )}
    >
      {children}
    </button>
  );
}
