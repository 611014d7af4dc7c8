'use client';
import Link from 'next/link';
import { SearchIcon } from '@/components/ui/icons';
import { openOverlay } from './overlay';

/** Where there is no room for the box: opens the commands, or the search page without scripts. */
export function SearchLink({ className }: { className?: string }) {
  return (
    <Link
      href="/search"
      prefetch={false}
      aria-label="Search"
      className={className}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        openOverlay({ name: 'palette' });
      }}
    >
      <SearchIcon />
    </Link>
  );
}
