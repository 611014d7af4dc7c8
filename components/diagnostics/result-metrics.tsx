import type { ScrapeData } from '@/domain/diagnostics/kinds/scrape';
import { FactList } from './result-facts';
import { Problems } from './result-problems';
import { RowsTable } from './result-rows';
import type { ResultProps } from './result-values';

/** A number in figures that can be compared at a glance. */
export const figure = (value: number | null | undefined): string =>
  value === null || value === undefined ? 'no number' : value.toLocaleString('en', { maximumFractionDigits: 3 });

/** What was computed from a page of metrics: single numbers as facts, groups as tables. */
export function ScrapeResult({ data }: ResultProps) {
  const { values = {}, rows = {}, problems, error } = data as Partial<ScrapeData>;
  if (error) return null;
  const single = Object.entries(values).filter(([name, value]) => value !== null || (rows[name]?.length ?? 0) === 0);
  const grouped = Object.entries(rows).filter(([, each]) => each.length > 1);
  return (
    <div className="grid grid-cols-1 gap-3">
      <Problems problems={problems} />
      {single.length > 0 && <FactList facts={single.map(([name, value]) => [name, figure(value)])} />}
      {grouped.map(([name, each]) => (
        <div key={name}>
          <p className="text-sm font-medium text-ink-3">{name}</p>
          <RowsTable
            caption={name}
            rows={each.map(({ metric, labels, value }) => ({
              ...(new Set(each.map((row) => row.metric)).size > 1 ? { metric } : {}),
              ...labels,
              value,
            }))}
          />
        </div>
      ))}
    </div>
  );
}
