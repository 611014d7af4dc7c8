'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cx } from '@/components/ui/cx';

/** A place of the console; the one that is shown is marked. */
export function NavLink({ href, children, className }: { href: string; children: string; className?: string }) {
  const here = usePathname().startsWith(href);
  return (
    <Link
      href={href}
      aria-current={here ? 'page' : undefined}
      className={cx(
        'relative flex h-full items-center px-1.5 text-ink-2 hover:text-ink sm:px-2',
        here && 'font-medium text-ink after:absolute after:inset-x-1.5 after:-bottom-px after:h-0.5 after:bg-ink',
        className,
      )}
    >
      {children}
    </Link>
  );
}
