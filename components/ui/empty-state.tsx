import type { ReactNode } from 'react';

/** Nothing here: says so in one line, and what to do next. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="border-y border-line py-6">
      <p className="font-medium">{title}</p>
      {children && <div className="mt-1 max-w-[70ch] text-ink-2">{children}</div>}
    </div>
  );
}
