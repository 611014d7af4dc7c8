'use client';
import { type FocusEvent, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { cx } from './cx';

/** The classes of one line in a menu: a link or a button. */
export const menuItemClass = 'flex w-full items-center gap-2 rounded-sm px-2 py-1 text-left hover:bg-ink/8 touch:min-h-11';

type MenuProps = { label: ReactNode; children: ReactNode; className?: string; align?: 'left' | 'right' };

/** A few links or buttons under a word. Opens without scripts; with them it closes on Escape, on a press outside and after a choice. */
export function Menu({ label, children, className, align = 'left' }: MenuProps) {
  const ref = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const closeOutside = (event: PointerEvent) => {
      const menu = ref.current;
      if (menu?.open && !menu.contains(event.target as Node)) menu.open = false;
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, []);
  const closeOnEscape = (event: KeyboardEvent<HTMLDetailsElement>) => {
    if (event.key !== 'Escape' || !event.currentTarget.open) return;
    event.currentTarget.open = false;
    event.currentTarget.querySelector('summary')?.focus();
  };
  const closeWhenLeft = (event: FocusEvent<HTMLDetailsElement>) => {
    if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) event.currentTarget.open = false;
  };
  return (
    <details ref={ref} onKeyDown={closeOnEscape} onBlur={closeWhenLeft} className="relative">
      <summary className={className}>{label}</summary>
      {/* biome-ignore lint/a11y: a press on any of its links or buttons ends it */}
      <div
        onClick={(event) => {
          if (ref.current && (event.target as Element).closest('a,button')) ref.current.open = false;
        }}
        className={cx(
          'absolute z-40 mt-1 min-w-44 rounded-md border border-line bg-surface p-1 shadow-over',
          align === 'right' ? 'right-0' : 'left-0',
        )}
      >
        {children}
      </div>
    </details>
  );
}
