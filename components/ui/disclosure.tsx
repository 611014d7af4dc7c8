import type { ReactNode } from 'react';
import { cx } from './cx';

type DisclosureProps = { summary: ReactNode; children: ReactNode; className?: string };

/** A line that opens what is under it; works without scripts. */
export function Disclosure({ summary, children, className }: DisclosureProps) {
  return (
    <details className={cx('group', className)}>
      <summary className="flex w-fit items-baseline gap-1.5 text-ink-2 hover:text-ink touch:min-h-10 touch:items-center">
        <span aria-hidden="true" className="text-xs transition-transform group-open:rotate-90">
          ▸
        </span>
        <span className="min-w-0">{summary}</span>
      </summary>
      {children}
    </details>
  );
}
