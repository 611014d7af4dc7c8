import { Disclosure } from '@/components/ui/disclosure';
import { Cell, Row, Table } from '@/components/ui/table';
import type { Bar } from '@/domain/analytics/schema';

const part = (count: number, all: number) => (all ? `${Math.round((count / all) * 1000) / 10} %` : '0 %');

/** How many took how long: a filled bar for this period, a line under it for the one before; the figures in a table behind. */
export function DistributionChart({ title, bars }: { title: string; bars: Bar[] }) {
  const all = bars.reduce((sum, { count }) => sum + count, 0);
  const allBefore = bars.reduce((sum, { previous }) => sum + previous, 0);
  const share = (count: number, of: number) => (of ? count / of : 0);
  const longest = Math.max(...bars.map(({ count, previous }) => Math.max(share(count, all), share(previous, allBefore))), 0.01);
  const width = (of: number) => `${(of / longest) * 100}%`;
  return (
    <figure aria-label={title}>
      <figcaption className="pb-2 font-medium">{title}</figcaption>
      {all + allBefore === 0 ? (
        <p className="text-ink-3">Nothing was measured.</p>
      ) : (
        <>
          <div aria-hidden="true" className="grid grid-cols-[auto_1fr_auto] items-center gap-x-3 gap-y-1 text-sm">
            {bars.map(({ label, count, previous }) => (
              <div key={label} className="contents">
                <span className="text-right text-ink-2">{label === 'longer' ? label : `≤ ${label}`}</span>
                <span className="grid gap-0.5">
                  <span className="h-2.5 bg-ink-2" style={{ width: width(share(count, all)) }} />
                  <span className="h-1 border-b-2 border-dotted border-ink-3" style={{ width: width(share(previous, allBefore)) }} />
                </span>
                <span className="text-right whitespace-nowrap text-ink-2">
                  {count} <span className="inline-block w-14 text-ink-3">{part(count, all)}</span>
                </span>
              </div>
            ))}
          </div>
          <p aria-hidden="true" className="pt-1.5 text-sm text-ink-3">
            How many took at most so long, and longer than the line above. Filled: this period. Dotted: the share in the one before.
          </p>
          <Disclosure summary={`${title} as a table`} className="pt-1 text-sm">
            <Table caption={title} head={['At most', 'Incidents', 'Share', 'Before', 'Share before']}>
              {bars.map(({ label, count, previous }) => (
                <Row key={label}>
                  <Cell>{label}</Cell>
                  <Cell>{count}</Cell>
                  <Cell>{part(count, all)}</Cell>
                  <Cell>{previous}</Cell>
                  <Cell>{part(previous, allBefore)}</Cell>
                </Row>
              ))}
            </Table>
          </Disclosure>
        </>
      )}
    </figure>
  );
}
