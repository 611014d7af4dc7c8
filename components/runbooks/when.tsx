'use client';
import type { ReactNode } from 'react';
import { useBlock } from '@/components/diagnostics/run-desk-provider';
import { cx } from '@/components/ui/cx';

const VERBS: Readonly<Record<string, string>> = { ok: 'is ok', warn: 'warns', fail: 'fails' };

/** The part that applies given a verdict: drawn forward when the diagnostic's last verdict is that one, dimmed when it is another. */
export function When({ block, is, title, children }: { block: string; is: string; title: string; children: ReactNode }) {
  const { latest } = useBlock(block);
  const verdict = latest?.verdict ?? null;
  const applies = verdict === null ? null : is.split(/[\s,|]+/).includes(verdict);
  return (
    <section
      data-when={block}
      data-applies={applies ?? 'unknown'}
      tabIndex={-1}
      className={cx(
        'mt-6 border-l-2 pl-4 sm:pl-5',
        applies ? 'border-ink bg-sunken py-3 pr-3' : 'border-line',
        applies === false && 'text-ink-3',
      )}
    >
      <p className="text-sm">
        <span className={cx(applies !== false && 'font-semibold')}>
          When{' '}
          <a href={`#block-${block}`} className="link">
            {title}
          </a>{' '}
          {VERBS[is] ?? `is ${is}`}
        </span>
        <span className="text-ink-3">
          {applies === true && ' · applies now'}
          {applies === false && ` · does not apply: it is ${verdict}`}
          {applies === null && ' · not known yet: run it'}
        </span>
      </p>
      {children}
    </section>
  );
}
