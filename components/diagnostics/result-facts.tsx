import type { ReactNode } from 'react';
import { RowsTable } from './result-rows';
import { cellText, nameInWords, percentOf, type ResultProps, valueText } from './result-values';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isRows = (value: unknown): value is Record<string, unknown>[] => Array.isArray(value) && value.length > 0 && value.every(isRecord);

/** Named values in two aligned columns; lists of records below them as tables. */
export function Facts({ data }: ResultProps) {
  const entries = Object.entries(data).filter(([, value]) => value !== null && value !== undefined);
  const tables = entries.filter(([, value]) => isRows(value));
  const nested = entries.filter(([, value]) => isRecord(value));
  const plain = entries.filter(([, value]) => !isRows(value) && !isRecord(value));
  return (
    <div className="grid grid-cols-1 gap-3">
      {plain.length > 0 && (
        <FactList facts={plain.map(([name, value]) => [nameInWords(name), <Plain key={name} name={name} value={value} />])} />
      )}
      {nested.map(([name, value]) => (
        <Group key={name} title={nameInWords(name)}>
          <FactList
            facts={Object.entries(value as Record<string, unknown>).map(([inner, fact]) => [
              nameInWords(inner),
              <Plain key={inner} name={inner} value={fact} />,
            ])}
          />
        </Group>
      ))}
      {tables.map(([name, value]) => (
        <Group key={name} title={nameInWords(name)}>
          <RowsTable caption={nameInWords(name)} rows={value as Record<string, unknown>[]} />
        </Group>
      ))}
    </div>
  );
}

/** A machine's measures, one group a word; with a single word its facts stand beside it in the data, for rules, and are not repeated. */
export function HostResult({ data }: ResultProps) {
  const measures = Object.entries(data).filter(([, value]) => isRecord(value));
  const [only] = measures;
  if (measures.length === 1 && only) return <Facts data={only[1] as Record<string, unknown>} />;
  return (
    <div className="grid grid-cols-1 gap-3">
      {measures.map(([name, value]) => (
        <Group key={name} title={name}>
          <Facts data={value as Record<string, unknown>} />
        </Group>
      ))}
    </div>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <p className="text-sm font-medium text-ink-3">{title}</p>
      {children}
    </div>
  );
}

function Plain({ name, value }: { name: string; value: unknown }) {
  const percent = percentOf(name, value);
  const list = Array.isArray(value) ? value : null;
  if (list) return list.length === 0 ? '(none)' : list.map(cellText).join(', ');
  if (percent === null) return valueText(name, value);
  return (
    <span className="inline-flex items-center gap-2">
      {cellText(value)} %
      <svg aria-hidden="true" viewBox="0 0 96 8" className="h-2 w-24">
        <rect width="96" height="8" fill="currentColor" opacity="0.15" />
        <rect width={(percent * 96) / 100} height="8" fill="currentColor" opacity="0.7" />
      </svg>
    </span>
  );
}

export function FactList({ facts }: { facts: [string, ReactNode][] }) {
  return (
    <dl className="grid grid-cols-[minmax(7rem,max-content)_1fr] gap-x-6 gap-y-0.5 text-sm">
      {facts.map(([name, value]) => (
        <div key={name} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-ink-3">{name}</dt>
          <dd className="min-w-0 font-mono wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
