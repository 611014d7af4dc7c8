import type { ReactNode } from 'react';

/** One part of the settings: its name, a line on what it is for, what can be done at its right. */
export function Section({ title, about, action, children }: { title: string; about?: string; action?: ReactNode; children: ReactNode }) {
  return (
    <div className="pt-8">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2 pb-3">
        <div>
          <h2 className="text-lg font-semibold">{title}</h2>
          {about && <p className="max-w-[70ch] text-ink-2">{about}</p>}
        </div>
        {action}
      </div>
      {children}
    </div>
  );
}
