'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cx } from '@/components/ui/cx';

const PLACES = [
  { href: '/settings', label: 'Access' },
  { href: '/settings/policies', label: 'Severity policy' },
  { href: '/settings/calendar', label: 'Calendar' },
] as const;

/** The parts of the settings; the one that is shown is marked. */
export function SettingsNav() {
  const here = usePathname();
  return (
    <nav aria-label="Settings" className="mx-auto w-full max-w-6xl px-4 pt-4">
      <ul className="flex gap-4 overflow-x-auto border-b border-line">
        {PLACES.map(({ href, label }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={href === here ? 'page' : undefined}
              className={cx(
                '-mb-px flex h-9 items-center border-b-2 whitespace-nowrap touch:h-11',
                href === here ? 'border-ink font-medium text-ink' : 'border-transparent text-ink-3 hover:text-ink',
              )}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
