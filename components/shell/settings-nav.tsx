'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cx } from '@/components/ui/cx';

export type SettingsPlace = { href: string; label: string };

/** The rooms of the settings in one line; it scrolls where it has no room. */
export function SettingsNav({ places }: { places: readonly SettingsPlace[] }) {
  const path = usePathname();
  return (
    <nav aria-label="Settings" className="mx-auto w-full max-w-6xl px-4 pt-3">
      <ul className="flex gap-4 overflow-x-auto border-b border-line">
        {places.map(({ href, label }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={path === href ? 'page' : undefined}
              className={cx(
                '-mb-px flex h-9 items-center border-b-2 whitespace-nowrap focus-visible:-outline-offset-2 touch:h-11',
                path === href ? 'border-ink font-medium text-ink' : 'border-transparent text-ink-3 hover:text-ink',
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
