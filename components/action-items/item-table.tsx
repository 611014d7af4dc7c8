import Link from 'next/link';
import { SeverityMark } from '@/components/ui/severity-mark';
import { Cell, Row, Table } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { KIND_WORDS } from '@/domain/action-items/rules';
import type { ActionItemView } from '@/domain/action-items/schema';
import { ItemLine } from './item-line';
import { ItemMark } from './item-mark';

/** Action items in rows, each leading to its page; on a telephone in lines. */
export function ItemTable({ items, label }: { items: ActionItemView[]; label: string }) {
  return (
    <>
      <ul aria-label={label} data-list className="sm:hidden">
        {items.map((item) => (
          <ItemLine key={item.number} item={item} marked />
        ))}
      </ul>
      <div data-list className="max-sm:hidden">
        <Table caption={label} head={['State', 'What', 'For', 'Owner', 'Due or closed', 'From']}>
          {items.map((item) => (
            <Row key={item.number}>
              <Cell>
                <ItemMark item={item} />
              </Cell>
              <Cell className="min-w-48 max-w-md">
                <Link href={`/action-items/${item.number}`} data-item className="link wrap-anywhere">
                  {item.title}
                </Link>
              </Cell>
              <Cell className="text-ink-2">{KIND_WORDS[item.kind]}</Cell>
              <Cell className="whitespace-nowrap">{item.owner?.name ?? <span className="text-ink-3">nobody</span>}</Cell>
              <Cell className="whitespace-nowrap">
                <When item={item} />
              </Cell>
              <Cell className="whitespace-nowrap">
                <Source item={item} />
              </Cell>
            </Row>
          ))}
        </Table>
      </div>
    </>
  );
}

function When({ item: { dueAt, doneAt, verifiedAt } }: { item: ActionItemView }) {
  const closedAt = verifiedAt ?? doneAt;
  if (closedAt)
    return (
      <span className="text-ink-2">
        closed <Time at={closedAt} />
      </span>
    );
  return dueAt ? <Time at={dueAt} /> : <span className="text-ink-3">no date</span>;
}

/** Where an item comes from: an incident, or a runbook. */
export function Source({ item: { incident, runbook, severity } }: { item: ActionItemView }) {
  if (incident)
    return (
      <Link href={`/incidents/${incident.number}`} className="inline-flex items-center gap-1.5">
        <SeverityMark severity={severity} /> <span className="link">#{incident.number}</span>
      </Link>
    );
  return runbook ? (
    <Link href={`/runbooks/${runbook}`} className="link">
      {runbook}
    </Link>
  ) : null;
}
