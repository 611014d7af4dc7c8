'use client';
import { useEffect, useState } from 'react';
import { useBlock } from '@/components/diagnostics/run-desk-provider';
import { cx } from '@/components/ui/cx';
import { VerdictMark, verdictWord } from '@/components/ui/verdict-mark';

export type ContentsEntry = { id: string; title: string; depth: number; blocks: { id: string; title: string }[] };

/** The runbook's sections, and under each what can be run in it with its last verdict. */
export function Contents({ entries }: { entries: ContentsEntry[] }) {
  const here = useSectionInSight(entries);
  return (
    <nav aria-label="Contents" className="text-sm">
      <ul className="grid gap-1">
        {entries.map(({ id, title, depth, blocks }) => (
          <li key={id || 'start'} className={cx(depth > 2 && 'pl-3')}>
            {title && (
              <a
                href={`#${id}`}
                aria-current={here === id ? 'location' : undefined}
                className={cx('block py-0.5 hover:text-ink', here === id ? 'font-medium text-ink' : 'text-ink-2')}
              >
                {title}
              </a>
            )}
            {blocks.length > 0 && (
              <ul>
                {blocks.map((block) => (
                  <li key={block.id}>
                    <BlockEntry {...block} />
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function BlockEntry({ id, title }: { id: string; title: string }) {
  const { latest, asking } = useBlock(id);
  const word = asking ? 'queued' : latest ? verdictWord(latest.state, latest.verdict) : null;
  return (
    <a href={`#block-${id}`} className="grid grid-cols-[1rem_1fr] items-baseline gap-x-1 py-0.5 text-ink-3 hover:text-ink">
      {word ? (
        <VerdictMark word={word} bare />
      ) : (
        <span aria-hidden="true" className="justify-self-start pl-0.5">
          ·
        </span>
      )}
      <span>{title}</span>
    </a>
  );
}

/** The section that the reader is in: the last whose heading has passed the top of the page. */
function useSectionInSight(entries: ContentsEntry[]): string {
  const [here, setHere] = useState('');
  useEffect(() => {
    const headings = entries.flatMap(({ id }) => (id ? (document.getElementById(id) ?? []) : []));
    const look = () => setHere(headings.filter((heading) => heading.getBoundingClientRect().top < 120).at(-1)?.id ?? '');
    const seen = new IntersectionObserver(look, { rootMargin: '-56px 0px -60% 0px' });
    for (const heading of headings) seen.observe(heading);
    look();
    return () => seen.disconnect();
  }, [entries]);
  return here;
}
