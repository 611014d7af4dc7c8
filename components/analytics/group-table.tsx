import Link from 'next/link';
import { Cell, Row, Table } from '@/components/ui/table';
import type { Group } from '@/domain/analytics/schema';
import { secondsInWords } from './seconds';

type GroupTableProps = {
  caption: string;
  name: string;
  groups: Group[];
  /** Where one of them alone is shown; null for what cannot be. */
  hrefOf: (name: string) => string | null;
};

/** Severities or services side by side, each leading to itself alone. */
export function GroupTable({ caption, name, groups, hrefOf }: GroupTableProps) {
  if (groups.length === 0) return <p className="text-ink-3">No incident was declared in this period.</p>;
  return (
    <Table
      caption={caption}
      head={[name, 'Incidents', 'Acknowledged within, median', '9 of 10 within', 'Resolved within, median', '9 of 10 within']}
    >
      {groups.map(({ name: of, count, acknowledge, resolve }) => {
        const href = hrefOf(of);
        return (
          <Row key={of}>
            <Cell className="min-w-32 font-medium break-words">
              {href ? (
                <Link href={href} className="link">
                  {of}
                </Link>
              ) : (
                of
              )}
            </Cell>
            <Cell>{count}</Cell>
            <Cell className="whitespace-nowrap">{secondsInWords(acknowledge.median)}</Cell>
            <Cell className="whitespace-nowrap text-ink-2">{secondsInWords(acknowledge.p90)}</Cell>
            <Cell className="whitespace-nowrap">{secondsInWords(resolve.median)}</Cell>
            <Cell className="whitespace-nowrap text-ink-2">{secondsInWords(resolve.p90)}</Cell>
          </Row>
        );
      })}
    </Table>
  );
}
