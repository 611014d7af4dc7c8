import { cx } from '@/components/ui/cx';
import type { PromqlData } from '@/domain/diagnostics/kinds/promql';
import type { PromSeries } from '@/domain/diagnostics/kinds/promql/read-answer';
import { figure } from './result-metrics';
import { Problems } from './result-problems';
import { RowsTable } from './result-rows';
import type { ResultProps } from './result-values';

const SHOWN_SERIES = 20;
const WIDTH = 240;
const HEIGHT = 28;

/** A value, a table of them, or each series as a small line with its least, most and last value. */
export function PromqlResult({ data }: ResultProps) {
  const { resultType, value, series = [], rows = [], problems, error } = data as Partial<PromqlData>;
  if (error) return null;
  return (
    <div className="grid grid-cols-1 gap-3">
      <Problems problems={problems} />
      {resultType === 'matrix' ? (
        <div className="grid grid-cols-1 gap-2">
          {series.slice(0, SHOWN_SERIES).map((each) => (
            <Course key={JSON.stringify(each.labels)} series={each} />
          ))}
          {series.length > SHOWN_SERIES && <p className="text-sm text-ink-2">and {series.length - SHOWN_SERIES} more series</p>}
        </div>
      ) : series.length === 1 && Object.keys(series[0]?.labels ?? {}).length === 0 ? (
        <p className="font-mono text-lg">{figure(value)}</p>
      ) : (
        rows.length > 0 && <RowsTable caption="Series" rows={rows} names={namesOf(rows)} />
      )}
    </div>
  );
}

/** Labels by name, the value last; the metric's own name is in the query. */
const namesOf = (rows: readonly Record<string, unknown>[]) =>
  [...new Set(rows.flatMap((row) => Object.keys(row).filter((name) => name !== 'value' && name !== '__name__')))].sort().concat('value');

const labelsOf = (labels: Record<string, string>) =>
  Object.entries(labels)
    .map(([label, value]) => `${label}=${value}`)
    .join(' ');

function Course({ series: { labels, value, points = [] } }: { series: PromSeries }) {
  const values = points.map(([, each]) => each).filter((each) => each !== null);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const named = labelsOf(labels);
  return (
    <figure className="grid grid-cols-1 items-center gap-x-4 text-sm sm:grid-cols-[15rem_1fr]">
      <svg aria-hidden="true" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="h-7 w-60 max-w-full text-ink-2">
        <path d={pathOf(points, least, most)} fill="none" stroke="currentColor" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption className={cx('min-w-0 break-words', !named && 'self-center')}>
        {named && <span className="mr-3 font-mono">{named}</span>}
        <span className="font-semibold tabular-nums">{figure(value)}</span>{' '}
        {values.length > 0 && (
          <span className="text-ink-3 tabular-nums">
            between {figure(least)} and {figure(most)}
          </span>
        )}
      </figcaption>
    </figure>
  );
}

/** A line through the points; where a value is missing, the line is broken. */
function pathOf(points: readonly [number, number | null][], least: number, most: number): string {
  const start = points[0]?.[0] ?? 0;
  const length = (points.at(-1)?.[0] ?? 0) - start || 1;
  const height = most - least || 1;
  let isBroken = true;
  return points
    .map(([at, value]) => {
      if (value === null) {
        isBroken = true;
        return '';
      }
      const command = isBroken ? 'M' : 'L';
      isBroken = false;
      const y = most === least ? HEIGHT / 2 : HEIGHT - 2 - ((value - least) / height) * (HEIGHT - 4);
      return `${command}${(((at - start) / length) * WIDTH).toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
}
