'use client';
import Link from 'next/link';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { durationInWords } from '@/components/ui/duration';
import { Cell, Row, Table } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { VerdictMark } from '@/components/ui/verdict-mark';
import type { SchedulePoint } from '@/domain/diagnostics/schedules/schema';

const SHOWN = 30;

/** Each run with its verdict and value, the newest first. */
export function HistoryTable({ points, value }: { points: SchedulePoint[]; value: string | null }) {
  const [all, setAll] = useState(false);
  return (
    <div className="mt-6">
      <Table
        caption="Results"
        head={[
          'When',
          'Result',
          ...(value
            ? [
                <span key="value" className="block text-right font-mono">
                  {value}
                </span>,
              ]
            : []),
          <span key="took" className="block text-right">
            Took
          </span>,
          'Why',
        ]}
      >
        {(all ? points : points.slice(0, SHOWN)).map((point) => (
          <Row key={point.run}>
            <Cell className="whitespace-nowrap">
              <Link href={`/runs/${point.run}`} prefetch={false} className="link">
                <Time at={point.at} />
              </Link>
            </Cell>
            <Cell>
              <VerdictMark word={point.word} />
            </Cell>
            {value && (
              <Cell numeric className="font-mono">
                {point.value ?? '–'}
              </Cell>
            )}
            <Cell numeric className="whitespace-nowrap">
              {point.durationMs === null ? '–' : durationInWords(point.durationMs)}
            </Cell>
            <Cell className="min-w-40 text-sm text-ink-2 wrap-anywhere">{point.reason}</Cell>
          </Row>
        ))}
      </Table>
      {points.length > SHOWN && (
        <Button size="sm" look="quiet" onClick={() => setAll(!all)}>
          {all ? `Show the newest ${SHOWN}` : `Show all ${points.length}`}
        </Button>
      )}
    </div>
  );
}
