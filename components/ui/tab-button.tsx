'use client';
import type { ReactNode } from 'react';
import { cx } from './cx';

type TabButtonProps = {
  id: string;
  panel: string;
  name: string;
  selected: boolean;
  onSelect: () => void;
  children: ReactNode;
  className?: string;
  /** The key that shows it. */
  shortcut?: string;
};

/** One tab of a row; its panel has the id `panel`. */
export function TabButton({ id, panel, name, selected, onSelect, children, className, shortcut }: TabButtonProps) {
  return (
    <button
      type="button"
      role="tab"
      id={id}
      data-tab={name}
      data-key={shortcut}
      data-command={shortcut && `Show ${children}`}
      title={shortcut && `Key ${shortcut}`}
      aria-selected={selected}
      aria-controls={panel}
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
