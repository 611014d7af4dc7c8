import type { ReactNode } from 'react';
import { cx } from '@/components/ui/cx';
import { Cell, Row, Table } from '@/components/ui/table';
import type { Difference, LinesDifference, RowsDifference, ValuesDifference } from '@/domain/diagnostics/baselines/schema';
import { inContext } from './in-context';
import { cellText } from './result-values';

const MARKS = { added: '+', removed: '−', changed: '±', same: ' ', gap: ' ' } as const;
const WORDS = { added: 'new', removed: 'gone', changed: 'changed' } as const;
const LOOKS = { added: 'bg-ok/10', removed: 'bg-fail/10 text-ink-2', changed: '', same: 'text-ink-3', gap: 'text-ink-3' } as const;

/** What is different, with a mark and a word for each and never by colour alone. */
export function DifferenceView({ difference }: { difference: Difference }) {
  const more = difference.more > 0 && <p className="text-sm text-ink-3">{difference.more} more are not shown.</p>;
  return (
    <>
      {difference.kind === 'rows' && <RowsView difference={difference} />}
      {difference.kind === 'values' && <ValuesView difference={difference} />}
      {difference.kind === 'lines' && <LinesView difference={difference} />}
      {more}
    </>
  );
}

function Marked({ as }: { as: keyof typeof WORDS }) {
  return (
    <span className="whitespace-nowrap">
      <span aria-hidden="true" className="mr-1 font-mono">
        {MARKS[as]}
      </span>
      {WORDS[as]}
    </span>
  );
}

const Same = ({ same, of }: { same: number; of: string }) =>
  same > 0 && (
    <p className="text-sm text-ink-3">
      {same} {of} as {same === 1 ? 'it was' : 'they were'}
    </p>
  );

function RowsView({ difference: { columns, added, removed, changed, same } }: { difference: RowsDifference }) {
  const cell = (column: string, content: ReactNode) => (
    <Cell
      key={column}
      className={cx('py-1! font-mono text-sm', columns.length === 1 ? 'whitespace-pre-wrap wrap-anywhere' : 'max-w-[48ch] break-words')}
    >
      {content}
    </Cell>
  );
  const whole = (as: 'added' | 'removed') => (row: Record<string, unknown>, at: number) => (
    <Row key={`${as} ${at}`} className={LOOKS[as]}>
      <Cell className="py-1! pl-1 text-sm">
        <Marked as={as} />
      </Cell>
      {columns.map((column) => cell(column, cellText(row[column])))}
    </Row>
  );
  return (
    <>
      <Table caption="Rows that are different" className="w-auto! min-w-1/2" head={['', ...columns]}>
        {changed.map(({ key, before, after, columns: differing }) => (
          <Row key={key}>
            <Cell className="py-1! pl-1 text-sm">
              <Marked as="changed" />
            </Cell>
            {columns.map((column) =>
              cell(
                column,
                differing.includes(column) ? <BeforeAfter before={before[column]} after={after[column]} /> : cellText(after[column]),
              ),
            )}
          </Row>
        ))}
        {added.map(whole('added'))}
        {removed.map(whole('removed'))}
      </Table>
      <Same same={same} of={same === 1 ? 'row is' : 'rows are'} />
    </>
  );
}

function BeforeAfter({ before, after }: { before: unknown; after: unknown }) {
  return (
    <span>
      {before !== undefined && (
        <del className="text-ink-3">
          <span className="sr-only">was </span>
          {cellText(before)}
        </del>
      )}
      {before !== undefined && after !== undefined && <span aria-hidden="true"> → </span>}
      {after !== undefined && (
        <ins className="font-semibold no-underline">
          <span className="sr-only">is </span>
          {cellText(after)}
        </ins>
      )}
    </span>
  );
}

function ValuesView({ difference: { changes, same } }: { difference: ValuesDifference }) {
  return (
    <>
      <Table caption="Values that are different" className="w-auto! min-w-1/2" head={['', 'Where', 'Was, is']}>
        {changes.map(({ path, before, after }) => {
          const as = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
          return (
            <Row key={path} className={LOOKS[as]}>
              <Cell className="py-1! pl-1 text-sm">
                <Marked as={as} />
              </Cell>
              <Cell className="py-1! font-mono text-sm wrap-anywhere">{path}</Cell>
              <Cell className="max-w-[64ch] py-1! font-mono text-sm wrap-anywhere">
                <BeforeAfter before={before} after={after} />
              </Cell>
            </Row>
          );
        })}
      </Table>
      <Same same={same} of={same === 1 ? 'value is' : 'values are'} />
    </>
  );
}

function LinesView({ difference: { lines } }: { difference: LinesDifference }) {
  return (
    <section
      aria-label="Lines that are different"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-h-96 overflow-auto rounded-md border border-line bg-sunken py-1 font-mono text-sm"
    >
      {inContext(lines).map(({ kind, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a comparison never move
        <div key={index} className={cx('flex gap-2 px-2 whitespace-pre-wrap', LOOKS[kind])}>
          <span aria-hidden="true" className="w-3 shrink-0 select-none">
            {MARKS[kind]}
          </span>
          <span className="min-w-0 wrap-anywhere">
            {(kind === 'added' || kind === 'removed') && <span className="sr-only">{WORDS[kind]}: </span>}
            {text || ' '}
          </span>
        </div>
      ))}
    </section>
  );
}
