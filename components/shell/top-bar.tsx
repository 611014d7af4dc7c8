import Link from 'next/link';
import { ChevronIcon } from '@/components/ui/icons';
import { Menu, menuItemClass } from '@/components/ui/menu';
import { DeclareButton } from './declare-button';
import { Mark } from './mark';
import { NavLink } from './nav-link';
import { SearchBox } from './search-box';
import { SearchLink } from './search-link';
import { SignOutForm } from './sign-out-form';

type TopBarProps = { name: string; isAdmin: boolean; mayDeclare: boolean };

/** One line over every page: where one is, what can be found, and the way to declare an incident. */
export function TopBar({ name, isAdmin, mayDeclare }: TopBarProps) {
  return (
    <header className="sticky top-0 z-30 flex h-(--bar-height) shrink-0 items-center gap-1.5 border-b border-line bg-ground px-3 sm:gap-3 sm:px-4">
      <Link href="/" aria-label="Sitrep, start page" className="flex h-full items-center gap-2 pr-1 font-semibold tracking-tight">
        <Mark />
        <span className="max-md:hidden">Sitrep</span>
      </Link>
      <nav aria-label="Main" className="flex h-full">
        <NavLink href="/incidents">Incidents</NavLink>
        <NavLink href="/runbooks">Runbooks</NavLink>
        <NavLink href="/reviews" className="max-md:hidden">
          Reviews
        </NavLink>
        {isAdmin && (
          <NavLink href="/settings" className="max-sm:hidden">
            Settings
          </NavLink>
        )}
      </nav>
      <div className="ml-auto flex min-w-0 items-center gap-1.5 sm:gap-3 md:grow md:justify-end">
        <SearchBox className="w-full max-w-sm max-md:hidden" />
        <SearchLink className="flex size-9 items-center justify-center rounded-md text-ink-2 hover:text-ink md:hidden" />
        {mayDeclare && <DeclareButton />}
        <UserMenu name={name} />
      </div>
    </header>
  );
}

function UserMenu({ name }: { name: string }) {
  return (
    <Menu
      align="right"
      className="flex h-9 items-center gap-1 rounded-md px-1 text-ink-2 hover:text-ink"
      label={
        <>
          <span className="max-w-32 truncate max-lg:sr-only">{name}</span>
          <span aria-hidden="true" className="flex size-6 items-center justify-center rounded-full border border-edge text-xs lg:hidden">
            {name.slice(0, 1).toUpperCase()}
          </span>
          <span className="max-lg:hidden">
            <ChevronIcon />
          </span>
        </>
      }
    >
      <p className="truncate px-2 py-1 text-sm text-ink-3">{name}</p>
      <Link href="/action-items?owner=me" className={menuItemClass}>
        Your action items
      </Link>
      <Link href="/analytics" className={menuItemClass}>
        Are we getting better?
      </Link>
      <Link href="/settings" className={menuItemClass}>
        Settings
      </Link>
      <SignOutForm />
    </Menu>
  );
}
