import { Cell, Row, Table } from '@/components/ui/table';
import type { Group } from '@/domain/analytics/schema';
import { secondsInWords } from './seconds';

/** Severities or services side by side. */
export function GroupTable({ caption, name, groups }: { caption: string; name: string; groups: Group[] }) {
  return (
    <Table caption={caption} head={[name, 'Incidents', 'To acknowledge', 'nine in ten', 'To resolve', 'nine in ten']}>
      {groups.map(({ name: of, count, acknowledge, resolve }) => (
        <Row key={of}>
          <Cell className="font-medium">{of}</Cell>
          <Cell>{count}</Cell>
          <Cell className="whitespace-nowrap">{secondsInWords(acknowledge.median)}</Cell>
          <Cell className="whitespace-nowrap text-ink-2">{secondsInWords(acknowledge.p90)}</Cell>
          <Cell className="whitespace-nowrap">{secondsInWords(resolve.median)}</Cell>
          <Cell className="whitespace-nowrap text-ink-2">{secondsInWords(resolve.p90)}</Cell>
        </Row>
      ))}
    </Table>
  );
}
