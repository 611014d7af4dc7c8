import Link from 'next/link';
import { Cell, Row, Table } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { FailedBlock, RepeatedCause, RunbookUse } from '@/domain/analytics/schema';

/** Runbooks that were used: what they found, and where what they change was followed by a check that was ok. */
export function RunbookTable({ runbooks }: { runbooks: RunbookUse[] }) {
  if (runbooks.length === 0) return <p className="text-ink-3">No runbook was used in these incidents.</p>;
  return (
    <Table caption="Runbooks that helped" head={['Runbook', 'Incidents', 'Runs', 'Found something', 'Cured']}>
      {runbooks.map(({ runbook, incidents, runs, found, cured }) => (
        <Row key={runbook}>
          <Cell className="min-w-40 break-words">
            <Link href={`/runbooks/${runbook}`} className="link">
              {runbook}
            </Link>
          </Cell>
          <Cell>{incidents}</Cell>
          <Cell>{runs}</Cell>
          <Cell>{found}</Cell>
          <Cell>{cured}</Cell>
        </Row>
      ))}
    </Table>
  );
}

/** Blocks that let people down: they did not run, took too long or broke off. */
export function FailedBlockTable({ blocks }: { blocks: FailedBlock[] }) {
  if (blocks.length === 0) return <p className="text-ink-3">Every block that was run did its work.</p>;
  return (
    <Table caption="Blocks that failed" head={['Block', 'Runbook', 'Failed', 'Of runs', 'Last']}>
      {blocks.map(({ runbook, block, title, failed, runs, lastAt }) => (
        <Row key={`${runbook}#${block}`}>
          <Cell>
            <Link href={`/runbooks/${runbook}#block-${block}`} className="link">
              {title}
            </Link>
          </Cell>
          <Cell className="text-ink-2">{runbook}</Cell>
          <Cell>{failed}</Cell>
          <Cell>{runs}</Cell>
          <Cell className="whitespace-nowrap">
            <Time at={lastAt} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

/** Causes that came again. */
export function CauseTable({ causes }: { causes: RepeatedCause[] }) {
  if (causes.length === 0) return <p className="text-ink-3">No cause was written twice.</p>;
  return (
    <Table caption="Repeats of the same cause" head={['Cause', 'Times', 'Incidents', 'Last']}>
      {causes.map(({ cause, count, numbers, lastAt }) => (
        <Row key={cause}>
          <Cell className="min-w-48 break-words">{cause.length > 160 ? `${cause.slice(0, 160)}…` : cause}</Cell>
          <Cell>{count}</Cell>
          <Cell className="min-w-44">
            <span className="flex flex-wrap gap-x-2">
              {numbers.map((number) => (
                <Link key={number} href={`/incidents/${number}`} className="link">
                  #{number}
                </Link>
              ))}
            </span>
          </Cell>
          <Cell className="whitespace-nowrap">
            <Time at={lastAt} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
