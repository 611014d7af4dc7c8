import { cx } from '@/components/ui/cx';
import { lineDiff } from './line-diff';

const MARKS = { same: ' ', added: '+', removed: '−' } as const;
const LOOKS = { same: 'text-ink-3', added: 'bg-ok/10 text-ink', removed: 'bg-fail/10 text-ink-2 line-through decoration-ink-3' } as const;
const WORDS = { same: '', added: 'added: ', removed: 'removed: ' } as const;

/** What changed from one text to another, line by line, with a mark and not by colour alone. */
export function TextDiff({ before, after, label }: { before: string; after: string; label: string }) {
  const lines = lineDiff(before, after);
  if (lines.every(({ kind }) => kind === 'same')) return <p className="text-ink-2">Nothing is different.</p>;
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-h-96 overflow-auto rounded-md border border-line bg-sunken py-1 font-mono text-sm"
    >
      {lines.map(({ kind, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a comparison never move
        <div key={index} className={cx('flex gap-2 px-2 whitespace-pre-wrap', LOOKS[kind])}>
          <span aria-hidden="true" className="w-3 shrink-0 no-underline select-none">
            {MARKS[kind]}
          </span>
          <span className="min-w-0 wrap-anywhere">
            <span className="sr-only">{WORDS[kind]}</span>
            {text || ' '}
          </span>
        </div>
      ))}
    </section>
  );
}
