'use client';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useId, useState } from 'react';
import { cx } from '@/components/ui/cx';
import { SearchIcon } from '@/components/ui/icons';
import { controlClass } from '@/components/ui/input';
import { Kbd } from '@/components/ui/kbd';
import type { Hit } from './fetch-hits';
import { SearchHits } from './search-hits';
import { useHits } from './use-hits';

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** As many as fit under the box; the last line leads to all of them. */
const SHOWN = 7;

const withAll = (hits: Hit[], text: string): Hit[] =>
  hits.length > SHOWN
    ? [...hits.slice(0, SHOWN), { href: `/search?q=${encodeURIComponent(text)}`, title: `All ${hits.length} that were found`, context: '' }]
    : hits;

/** Finds while one types; Enter goes to the marked hit, or to a page with all of them, as it does without scripts. */
export function SearchBox({ className }: { className?: string }) {
  const router = useRouter();
  const listId = useId();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [marked, setMarked] = useState(0);
  const found = useHits(text);
  const search = { ...found, hits: withAll(found.hits, text) };
  const hit = search.hits[marked];
  const shown = open && text.trim() !== '';
  const go = (href: string) => {
    setOpen(false);
    setText('');
    router.push(href);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = STEPS[event.key];
    if (event.key === 'Escape') {
      setOpen(false);
      event.currentTarget.blur();
    } else if (step && search.hits.length > 0) {
      event.preventDefault();
      setMarked((marked + step + search.hits.length) % search.hits.length);
    } else if (event.key === 'Enter' && hit && search.state === 'done') {
      event.preventDefault();
      go(hit.href);
    }
  };
  return (
    <search className={cx('relative', className)} onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}>
      <form action="/search">
        <span className="pointer-events-none absolute top-1/2 left-2 -translate-y-1/2 text-ink-3">
          <SearchIcon />
        </span>
        <input
          type="search"
          name="q"
          data-search
          aria-label="Search or paste an error"
          placeholder="Search or paste an error"
          autoComplete="off"
          spellCheck={false}
          value={text}
          aria-controls={shown && hit ? listId : undefined}
          aria-activedescendant={shown && hit ? `${listId}-${marked}` : undefined}
          onChange={(event) => {
            setText(event.target.value);
            setMarked(0);
            setOpen(true);
          }}
          onFocus={() => setOpen(true)}
          onKeyDown={onKeyDown}
          className={controlClass('h-8 pr-8 pl-8 touch:h-9 [&::-webkit-search-cancel-button]:hidden')}
        />
        <span className="pointer-events-none absolute top-1/2 right-1.5 -translate-y-1/2">
          <Kbd>/</Kbd>
        </span>
      </form>
      <div
        className={cx(
          'absolute top-full right-0 z-40 mt-1 w-full min-w-112 rounded-md border border-line bg-surface p-1 shadow-over',
          !shown && 'hidden',
        )}
      >
        <SearchHits id={listId} search={search} marked={marked} onGo={go} />
      </div>
    </search>
  );
}
