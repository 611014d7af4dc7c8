import type { CompareData } from '@/domain/diagnostics/kinds/compare';
import { Problems } from './result-problems';
import { RowsTable } from './result-rows';
import type { ResultProps } from './result-values';

/** Two databases side by side: what only one has, and what differs. */
export function CompareResult({ data }: ResultProps) {
  const { connected, a = 'a', b = 'b', rows = [], same, differences = 0, truncated, problems } = data as Partial<CompareData>;
  const words = { onlyA: `only ${a}`, onlyB: `only ${b}`, different: 'differs' };
  return (
    <div className="grid grid-cols-1 gap-3">
      <Problems problems={problems} />
      {rows.length > 0 && (
        <RowsTable
          caption={`${a} beside ${b}`}
          rows={rows.map((row) => ({ what: row.what, name: row.name, is: words[row.is], [a]: row.a ?? '', [b]: row.b ?? '' }))}
        />
      )}
      {connected && (
        <p className="text-sm text-ink-2">
          {same} {same === 1 ? 'thing is' : 'things are'} the same in both.
          {truncated && ` Only the first ${rows.length} of ${differences} differences are shown.`}
        </p>
      )}
    </div>
  );
}
