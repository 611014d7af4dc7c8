import { cx } from '@/components/ui/cx';
import { VerdictMark, type VerdictWord } from '@/components/ui/verdict-mark';
import type { SchedulePoint } from '@/domain/diagnostics/schedules/schema';
import { plotPoints } from './plot-points';

/** In hundredths of the room there is; marks keep their size in any. */
const FRAME = { width: 100, height: 100, edge: 3 };
/** With more points than this only what is not ok is marked; the line shows the rest. */
const MARKED_POINTS = 60;

const TONES: Partial<Record<VerdictWord, string>> = { ok: 'text-ok', warn: 'text-warn', fail: 'text-fail' };

/** A shape for each verdict, the same as beside its word: what is fine is small, what is not stands out without colour. */
function Shape({ word }: { word: VerdictWord }) {
  if (word === 'ok') return <circle r="2.5" fill="currentColor" />;
  if (word === 'warn') return <path d="M0-5 5 4H-5z" fill="currentColor" />;
  if (word === 'fail') return <rect x="-4" y="-4" width="8" height="8" fill="currentColor" />;
  return <path d="m-4-4 8 8m0-8-8 8" fill="none" stroke="currentColor" strokeWidth="1.8" />;
}

/** Its values over time with the verdict of each; what it shows is in the table below it too. */
export function HistoryPlot({ points, label }: { points: SchedulePoint[]; label: string }) {
  const { dots, low, high } = plotPoints(points, FRAME);
  if (dots.length < 2) return null;
  const marked = dots.filter(({ word }) => dots.length <= MARKED_POINTS || word !== 'ok');
  return (
    <figure className="mt-4">
      <div className="flex gap-2">
        <div aria-hidden="true" className="flex min-w-8 shrink-0 flex-col justify-between py-0.5 text-right font-mono text-xs text-ink-3">
          <span>{high}</span>
          {low !== high && <span>{low}</span>}
        </div>
        <svg role="img" aria-label={label} className="h-32 w-full min-w-0 border-b border-l border-line">
          <svg aria-hidden="true" viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%">
            <polyline
              points={dots.flatMap(({ x, y }) => (y === null ? [] : [`${x},${y}`])).join(' ')}
              fill="none"
              stroke="currentColor"
              strokeWidth="1.2"
              vectorEffect="non-scaling-stroke"
              className="text-ink-3"
            />
          </svg>
          {marked.map(({ key, word, x, y }) => (
            <svg
              key={key}
              aria-hidden="true"
              x={`${x}%`}
              y={`${y ?? 100 - FRAME.edge}%`}
              className={cx('overflow-visible', TONES[word] ?? 'text-ink')}
            >
              <Shape word={word} />
            </svg>
          ))}
        </svg>
      </div>
      <figcaption className="mt-1 text-sm text-ink-3">
        {label}. <Legend words={new Set(marked.map(({ word }) => word))} />
      </figcaption>
    </figure>
  );
}

const Legend = ({ words }: { words: ReadonlySet<VerdictWord> }) => (
  <span className="inline-flex flex-wrap gap-x-3">
    {[...words].map((word) => (
      <VerdictMark key={word} word={word} />
    ))}
  </span>
);
