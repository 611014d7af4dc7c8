'use client';
import { cx } from '@/components/ui/cx';
import type { Search } from './use-hits';

const SAYS = {
  idle: '',
  searching: 'Searching…',
  done: 'Nothing found. Fewer words, or the line of the error itself, may do.',
  failed: 'The search could not be reached. Press Enter to try on a page of its own.',
} satisfies Record<Search['state'], string>;

const intoView = (option: HTMLElement | null) => option?.scrollIntoView({ block: 'nearest' });

type SearchHitsProps = { id: string; search: Search; marked: number; onGo: (href: string) => void };

/** The hits under the search box; the field keeps the focus and says which is marked. */
export function SearchHits({ id, search: { hits, state }, marked, onGo }: SearchHitsProps) {
  return (
    <>
      <div id={id} role="listbox" aria-label="Found" hidden={hits.length === 0}>
        {hits.map((hit, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus and names the marked one
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
          <div
            ref={index === marked ? intoView : undefined}
            // biome-ignore lint/suspicious/noArrayIndexKey: one place may be found twice
            key={`${hit.href} ${index}`}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === marked}
            // Keeps the focus in the field until the press is over.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onGo(hit.href)}
            className={cx('grid cursor-pointer rounded-sm px-2 py-1 touch:py-2', index === marked ? 'bg-ink/8' : 'hover:bg-ink/4')}
          >
            <span className="truncate">{hit.title}</span>
            {hit.context && <span className="truncate text-sm text-ink-3">{hit.context}</span>}
          </div>
        ))}
      </div>
      <p role="status" className={cx('px-2 py-1 text-sm text-ink-3', hits.length > 0 && 'sr-only')}>
        {hits.length > 0 ? `${hits.length} found` : SAYS[state]}
      </p>
    </>
  );
}
