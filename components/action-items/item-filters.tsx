import Link from 'next/link';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Input } from '@/components/ui/input';
import { KIND_WORDS } from '@/domain/action-items/rules';
import { ActionItemKind } from '@/prisma/generated/enums';
import { type ItemFilter, itemsAddress } from './items-address';

const STATES = [
  { state: undefined, words: 'Unfinished' },
  { state: 'overdue', words: 'Overdue' },
  { state: 'done', words: 'To verify' },
  { state: 'verified', words: 'Verified' },
  { state: 'all', words: 'All' },
] as const;

/** Each choice is an address of its own, so that a view can be kept and sent. */
export function ItemFilters({ filter }: { filter: ItemFilter }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 pb-3">
      <nav aria-label="State" className="flex flex-wrap gap-1">
        {STATES.map(({ state, words }) => (
          <Choice key={words} href={itemsAddress(filter, { state })} chosen={filter.state === state}>
            {words}
          </Choice>
        ))}
        <Choice href={itemsAddress(filter, { owner: filter.owner === 'me' ? undefined : 'me' })} chosen={filter.owner === 'me'}>
          Mine
        </Choice>
      </nav>
      <nav aria-label="What for" className="flex flex-wrap gap-1">
        {Object.values(ActionItemKind).map((kind) => (
          <Choice key={kind} href={itemsAddress(filter, { kind: filter.kind === kind ? undefined : kind })} chosen={filter.kind === kind}>
            {KIND_WORDS[kind]}
          </Choice>
        ))}
      </nav>
      <nav aria-label="View" className="flex gap-1">
        <Choice href={itemsAddress(filter, { view: undefined })} chosen={filter.view !== 'board'}>
          List
        </Choice>
        <Choice href={itemsAddress(filter, { view: 'board', state: 'all' })} chosen={filter.view === 'board'}>
          Board
        </Choice>
      </nav>
      <form action="/action-items" aria-label="Find action items" className="ml-auto flex min-w-0 gap-2 max-md:w-full">
        {(['state', 'kind', 'owner', 'view'] as const).map(
          (name) => filter[name] && <input key={name} type="hidden" name={name} value={filter[name]} />,
        )}
        <Input name="q" aria-label="Words" placeholder="Words" defaultValue={filter.q} className="md:w-40" />
        <Button type="submit">Filter</Button>
      </form>
    </div>
  );
}

function Choice({ href, chosen, children }: { href: string; chosen: boolean; children: ReactNode }) {
  return (
    <Link
      href={href}
      aria-current={chosen ? 'true' : undefined}
      className={cx(
        'flex items-center rounded-md border px-2 py-1 text-sm touch:min-h-10',
        chosen ? 'border-ink font-medium' : 'border-transparent text-ink-2 hover:text-ink',
      )}
    >
      {children}
    </Link>
  );
}
