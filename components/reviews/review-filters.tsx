import Link from 'next/link';
import { cx } from '@/components/ui/cx';

const STATES = [
  ['due', 'Due'],
  ['draft', 'Drafts'],
  ['in_review', 'In review'],
  ['published', 'Published'],
  ['all', 'All'],
] as const;

/** Which reviews are listed. */
export function ReviewFilters({ state }: { state: string }) {
  return (
    <nav aria-label="Which reviews" className="mb-3 flex flex-wrap gap-x-4">
      {STATES.map(([name, says]) => (
        <Link
          key={name}
          href={name === 'due' ? '/reviews' : `/reviews?state=${name}`}
          aria-current={name === state ? 'page' : undefined}
          className={cx(
            'py-1 touch:py-3',
            name === state ? 'font-medium text-ink underline underline-offset-8' : 'text-ink-2 hover:text-ink',
          )}
        >
          {says}
        </Link>
      ))}
    </nav>
  );
}
