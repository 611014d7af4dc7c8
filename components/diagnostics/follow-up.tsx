'use client';
import { Button } from '@/components/ui/button';
import type { RunView } from '@/domain/diagnostics/schema';
import type { Offer } from './run-desk';
import { useBlock, useDesk } from './run-desk-provider';
import { toBlock } from './to-block';
import { useRun } from './use-run';

/** After a change: prove that it worked, or take it back. */
export function FollowUp({ offer, run }: { offer: Offer; run: RunView }) {
  const desk = useDesk();
  if (offer.component !== 'remediation' || run.state !== 'passed') return null;
  const verify = offer.verify && desk.offer(offer.verify);
  const undo = offer.undo && desk.offer(offer.undo);
  if (!verify && !undo) return null;
  return (
    <div className="flex flex-wrap items-center gap-2 pt-2">
      {verify && <Verify offer={verify} run={run} />}
      {undo && <Undo offer={undo} run={run} />}
    </div>
  );
}

function Verify({ offer, run }: { offer: Offer; run: RunView }) {
  const desk = useDesk();
  const { asking } = useBlock(offer.id);
  return (
    <Button
      look="primary"
      pending={asking}
      onClick={() => {
        toBlock(offer.id);
        desk.run(offer.id, { follows: { run: run.id, as: 'verify' } });
      }}
    >
      Verify: {offer.title}
    </Button>
  );
}

function Undo({ offer, run }: { offer: Offer; run: RunView }) {
  const { press } = useRun(offer.id, { run: run.id, as: 'undo' });
  return (
    <Button
      onClick={() => {
        toBlock(offer.id);
        press();
      }}
    >
      Undo: {offer.title}
    </Button>
  );
}
