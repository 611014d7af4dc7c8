'use client';
import { lazy, Suspense, useState } from 'react';
import { useRoomQuery } from '@/components/incidents/room/use-room-query';
import { Button } from '@/components/ui/button';
import { causesNotNoted } from '@/domain/investigation/rules';
import type { HypothesisView } from '@/domain/investigation/schema';
import { HypothesisRow } from './hypothesis-row';
import { LikelyCauses } from './likely-causes';
import { Part } from './part';

const HypothesisForm = lazy(() => import('./hypothesis-form'));
const changesHypotheses = (type: string) => type.startsWith('hypothesis_') || type === 'run_requested' || type === 'run_ended';

type HypothesesProps = { number: number; runbook: string | null; mayWork: boolean };

/** The supposed causes: what tests each, what the test says, and what was decided. */
export function Hypotheses({ number, runbook, mayWork }: HypothesesProps) {
  const asked = useRoomQuery<{ items: HypothesisView[] }>(number, 'hypotheses', changesHypotheses);
  const [adding, setAdding] = useState(false);
  const items = asked.data?.items ?? [];
  const causes = causesNotNoted(items);
  const open = items.filter(({ state }) => state === 'open').length;
  return (
    <div id="hypotheses">
      <Part title="Hypotheses" note={items.length > 0 && `${open} open`} asked={asked} rows={2}>
        {items.length > 0 ? (
          <ol data-list className="divide-y divide-line border-y border-line">
            {items.map((one) => (
              <HypothesisRow key={one.id} hypothesis={one} runbook={runbook} mayWork={mayWork} onChanged={asked.refetch} />
            ))}
          </ol>
        ) : (
          <p className="border-y border-line py-2 text-ink-2">None yet. Say what the cause might be, and which diagnostic would tell.</p>
        )}
        {mayWork && (
          <div id="hypothesis" className="pt-2">
            {adding ? (
              <Suspense>
                <HypothesisForm number={number} runbook={runbook} onAdded={asked.refetch} onClose={() => setAdding(false)} />
              </Suspense>
            ) : (
              <div className="flex flex-wrap items-center gap-2">
                <Button size="sm" data-command="State a hypothesis" onClick={() => setAdding(true)}>
                  State a hypothesis
                </Button>
                {asked.data && causes.length > 0 && <LikelyCauses number={number} causes={causes} onAdded={asked.refetch} />}
              </div>
            )}
          </div>
        )}
      </Part>
    </div>
  );
}
