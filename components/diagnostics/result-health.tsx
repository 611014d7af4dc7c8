import { durationInWords } from '@/components/ui/duration';
import { VerdictMark } from '@/components/ui/verdict-mark';
import type { HealthData } from '@/domain/diagnostics/kinds/health';
import type { ResultProps } from './result-values';

/** Each check with its verdict and why, in the order of the block. */
export function HealthResult({ data }: ResultProps) {
  const { status, checks = [] } = data as Partial<HealthData>;
  return (
    <div className="grid grid-cols-1 gap-2">
      <p className="font-semibold">{status}</p>
      <ul className="grid gap-1 text-sm">
        {checks.map(({ id, title, kind, target, verdict, reason, durationMs }) => (
          <li key={id} className="grid grid-cols-[4.5rem_minmax(0,1fr)] items-baseline gap-x-2">
            <VerdictMark word={verdict === 'unknown' ? 'errored' : verdict} />
            <span className="min-w-0 break-words">
              <a href={`#block-${id}`} className="link">
                {title}
              </a>{' '}
              <span className="text-ink-3">
                <span className="font-mono">{kind}</span> {target} {durationInWords(durationMs)}
              </span>
              {verdict !== 'ok' && <span className="block text-ink-2">{reason}</span>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
