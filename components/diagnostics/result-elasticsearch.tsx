import type { ElasticsearchData } from '@/domain/diagnostics/kinds/elasticsearch';
import { FactList, Facts } from './result-facts';
import { figure } from './result-metrics';
import { Problems } from './result-problems';
import { RowsTable } from './result-rows';
import type { ResultProps } from './result-values';

/** How many were found, what they add up to, and the hits themselves. */
export function ElasticsearchResult({ data }: ResultProps) {
  const { total, totalIsExact, aggregations = {}, rows = [], json, problems, error } = data as Partial<ElasticsearchData>;
  if (error) return null;
  const single = Object.entries(aggregations).filter(([, value]) => !Array.isArray(value)) as [string, number | null][];
  const grouped = Object.entries(aggregations).filter(([, value]) => Array.isArray(value)) as [string, Record<string, unknown>[]][];
  const filled = grouped.filter(([, buckets]) => buckets.length > 0);
  return (
    <div className="grid grid-cols-1 gap-3">
      <Problems problems={problems} />
      {typeof total === 'number' && (
        <p>
          <span className="font-semibold">{totalIsExact ? figure(total) : `more than ${figure(total)}`}</span> found
        </p>
      )}
      {single.length > 0 && <FactList facts={single.map(([name, value]) => [name, figure(value)])} />}
      {filled.map(([name, buckets]) => (
        <div key={name}>
          <p className="text-sm font-medium text-ink-3">{name}</p>
          <RowsTable caption={name} rows={buckets} />
        </div>
      ))}
      {rows.length > 0 && <RowsTable caption="Hits" rows={rows} />}
      {typeof json === 'string' && <pre className="font-mono text-sm whitespace-pre-wrap">{json}</pre>}
      {json !== null && typeof json === 'object' && !Array.isArray(json) && <Facts data={json as Record<string, unknown>} />}
      {Array.isArray(json) && json.length > 0 && <RowsTable caption="Answer" rows={json as Record<string, unknown>[]} />}
    </div>
  );
}
