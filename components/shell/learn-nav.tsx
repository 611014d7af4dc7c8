'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cx } from '@/components/ui/cx';

const PLACES = [
  { href: '/reviews', name: 'Reviews' },
  { href: '/action-items', name: 'Action items' },
  { href: '/analytics', name: 'Are we getting better?' },
] as const;

/** What follows after incidents, in one quiet line; where one is, is marked. */
export function LearnNav({ className }: { className?: string }) {
  const path = usePathname();
  return (
    <nav aria-label="After incidents" className={cx('flex flex-wrap gap-x-4 text-sm text-ink-2', className)}>
      {PLACES.map(({ href, name }) => (
        <Link
          key={href}
          href={href}
          aria-current={path === href ? 'page' : undefined}
          className={cx('flex items-center touch:min-h-10', path === href ? 'font-medium text-ink' : 'link')}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
