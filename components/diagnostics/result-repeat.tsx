import { durationInWords } from '@/components/ui/duration';
import type { RepeatData } from '@/domain/diagnostics/kinds/repeat';
import { RowsTable } from './result-rows';

const WIDTH = 320;
const HEIGHT = 28;

const inWords = (value: number | null) => (value === null ? '' : durationInWords(value));

/** How many tries succeeded, how long they took, and why the others failed; each try as a bar, a failed one hollow. */
export function RepeatResult({ data }: { data: RepeatData }) {
  const { attempts, succeeded, success_pct, p50Ms, p95Ms, mostMs, failures, samples } = data;
  const width = WIDTH / Math.max(1, samples.length);
  const most = Math.max(1, mostMs ?? 1);
  return (
    <div className="grid grid-cols-1 gap-2">
      <p className="flex flex-wrap gap-x-4">
        <span className="font-semibold">
          {succeeded} of {attempts} succeeded ({success_pct} %)
        </span>
        {p50Ms !== null && (
          <span className="text-ink-2 tabular-nums">
            half within {inWords(p50Ms)}, 95 % within {inWords(p95Ms)}, at most {inWords(mostMs)}
          </span>
        )}
      </p>
      <svg aria-hidden="true" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" className="h-7 w-80 max-w-full">
        {samples.map(({ ms, ok }, at) => {
          const height = ok ? Math.max(1, (Math.min(ms, most) / most) * HEIGHT) : HEIGHT;
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: tries have no other name and never move
              key={at}
              x={at * width}
              y={HEIGHT - height}
              width={Math.max(0.5, width - 1)}
              height={height}
              fill={ok ? 'currentColor' : 'none'}
              stroke={ok ? 'none' : 'currentColor'}
              opacity="0.7"
            />
          );
        })}
      </svg>
      {failures.length > 0 && <RowsTable caption="Failures" rows={failures} names={['count', 'code', 'message']} />}
    </div>
  );
}
