import type { EnvData } from '@/domain/diagnostics/kinds/env';
import type { EnvdiffData } from '@/domain/diagnostics/kinds/envdiff';
import { Problems } from './result-problems';
import { RowsTable } from './result-rows';
import type { ResultProps } from './result-values';

/** Variables by name: whether they are set and what they are like. Their values never come here. */
export function EnvResult({ data }: ResultProps) {
  const { rows = [], problems } = data as Partial<EnvData>;
  return (
    <div className="grid grid-cols-1 gap-3">
      <Problems problems={problems} />
      {rows.length > 0 && (
        <RowsTable
          caption="Variables"
          names={['name', 'is', 'like', 'characters', 'print']}
          rows={rows.map(({ name, state, shape, address, length, print }) => ({
            name,
            is: state,
            like: address ?? shape ?? '',
            characters: length ?? '',
            print: print ?? '',
          }))}
        />
      )}
    </div>
  );
}

const sideInWords = (is: string, a: string | undefined, b: string | undefined) =>
  is === 'only in a' ? `only in ${a}` : is === 'only in b' ? `only in ${b}` : is;

/** Two files beside each other: what only one has, and what differs. */
export function EnvdiffResult({ data }: ResultProps) {
  const { a, b, rows = [], same, problems } = data as Partial<EnvdiffData>;
  return (
    <div className="grid grid-cols-1 gap-3">
      <Problems problems={rows.length > 0 ? [] : problems} />
      {rows.length > 0 && (
        <RowsTable
          caption={`${a} beside ${b}`}
          rows={rows.map((row) => ({ name: row.name, is: sideInWords(row.is, a, b), [`${a}`]: row.a ?? '', [`${b}`]: row.b ?? '' }))}
        />
      )}
      {same !== undefined && (
        <p className="text-sm text-ink-2">{same === 1 ? '1 variable is' : `${same} variables are`} the same in both.</p>
      )}
    </div>
  );
}
