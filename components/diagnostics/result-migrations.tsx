import type { MigrationsData } from '@/domain/diagnostics/kinds/migrations';
import { FactList } from './result-facts';
import { Problems } from './result-problems';
import { RowsTable } from './result-rows';
import type { ResultProps } from './result-values';

/** Where the database stands, what is pending, and the history, newest first. */
export function MigrationsResult({ data }: ResultProps) {
  const { connected, current = [], heads = [], pendingCount, rows = [], problems } = data as Partial<MigrationsData>;
  return (
    <div className="grid grid-cols-1 gap-3">
      <Problems problems={problems} />
      {connected && (
        <FactList
          facts={[
            ['stands at', current.join(', ') || 'nothing'],
            ...(heads.length ? [[heads.length > 1 ? 'heads' : 'head', heads.join(', ')] as [string, string]] : []),
            ['pending', pendingCount],
          ]}
        />
      )}
      {rows.length > 0 && <RowsTable caption="Migrations, newest first" names={['migration', 'state', 'says']} rows={rows} />}
    </div>
  );
}
