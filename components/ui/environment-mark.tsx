import type { Environment } from '@/domain/runbooks/schema';
import { cx } from './cx';

const tones = { production: 'text-production', staging: 'text-staging', local: 'text-local' } satisfies Record<Environment, string>;
const fills = { production: 'M6 .5 11.5 6 6 11.5.5 6z', staging: 'M6 .5v11L.5 6z', local: '' } satisfies Record<Environment, string>;

/** Where something runs: a diamond full, half or empty, and the word. */
export function EnvironmentMark({ environment, className }: { environment: Environment; className?: string }) {
  return (
    <span className={cx('inline-flex items-center gap-1 whitespace-nowrap', tones[environment], className)}>
      <svg aria-hidden="true" viewBox="0 0 12 12" className="size-[0.72em] shrink-0">
        <path d="M6 1 11 6 6 11 1 6z" fill="none" stroke="currentColor" strokeWidth="1.2" />
        <path d={fills[environment]} fill="currentColor" />
      </svg>
      {environment}
    </span>
  );
}
