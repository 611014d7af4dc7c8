import { durationInWords } from '@/components/ui/duration';
import type { ServiceData } from '@/domain/diagnostics/kinds/service';
import { bytesInWords } from './bytes-in-words';
import { FactList } from './result-facts';
import { Problems } from './result-problems';
import { RowsTable } from './result-rows';
import type { ResultProps } from './result-values';

const forHowLong = (seconds: number | null) => (seconds === null ? '' : durationInWords(seconds * 1_000));

/** One unit as a card of facts, several as a table. */
export function ServiceResult({ data }: ResultProps) {
  const { rows = [], problems } = data as Partial<ServiceData>;
  const [only] = rows;
  return (
    <div className="grid grid-cols-1 gap-3">
      <Problems problems={problems} />
      {only && rows.length === 1 && (
        <FactList
          facts={[
            ['unit', [only.unit, ...only.names].join(', ')],
            ['state', `${only.activeState} (${only.subState})`],
            ['for', forHowLong(only.sinceSeconds)],
            ['at boot', only.enabled || 'static'],
            ['restarts', only.restarts],
            ['process', only.mainPid ?? 'none'],
            ['memory', only.memory_bytes === null ? 'not counted' : bytesInWords(only.memory_bytes)],
          ]}
        />
      )}
      {rows.length > 1 && (
        <RowsTable
          caption="Units"
          rows={rows.map(({ unit, activeState, subState, sinceSeconds, enabled, restarts }) => ({
            unit,
            state: `${activeState} (${subState})`,
            for: forHowLong(sinceSeconds),
            'at boot': enabled,
            restarts,
          }))}
        />
      )}
    </div>
  );
}
