'use client';
import { useState } from 'react';
import { useLive } from '@/components/live/live-page';
import type { SeenInIncident as Seen } from '@/domain/diagnostics/seen-before/schema';
import { SeenList } from './seen-before';
import { useAnswer } from './use-answer';

/** What of an incident's failures was seen in earlier ones; asked anew whenever a run of it fails. */
export function SeenInIncident({ number }: { number: number }) {
  const [failures, setFailures] = useState(0);
  useLive('run', (run) => {
    if (run.incident === number && run.endedAt && run.verdict !== 'ok') setFailures((count) => count + 1);
  });
  const { items = [] } = useAnswer<{ items: Seen[] }>(`/api/v1/incidents/${number}/seen-before`, failures) ?? {};
  if (items.length === 0) return null;
  return (
    <section aria-label="Seen before" className="mt-4 border-l-2 border-ink pl-3">
      <h3 className="font-semibold">Seen before</h3>
      {items.map(({ run, seen }) => (
        <div key={run.id} className="pt-1">
          <p className="text-sm text-ink-2">
            <span className="font-medium text-ink">{run.title}</span> failed like this:
          </p>
          <SeenList items={seen} />
        </div>
      ))}
    </section>
  );
}
