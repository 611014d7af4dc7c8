'use client';
import { useRouter } from 'next/navigation';
import { lazy, Suspense, useState } from 'react';
import { finishActionItem, reopenActionItem, verifyActionItem } from '@/actions/action-items';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { Time } from '@/components/ui/time';
import { toast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { ActionItemView, ProofView } from '@/domain/action-items/schema';
import { runProof } from './run-proof';

const ItemForm = lazy(() => import('./item-form'));

type ItemActionsProps = { item: ActionItemView; proof: ProofView | null };

/** What can be done with an item: done, proven, taken up again, changed. */
export function ItemActions({ item, proof }: ItemActionsProps) {
  const router = useRouter();
  const [editing, setEditing] = useState(false);
  const finish = useAction(finishActionItem);
  const verify = useAction(verifyActionItem);
  const reopen = useAction(reopenActionItem);
  const { number, state } = item;
  const after = (words: string) => (changed: unknown) => {
    if (!changed) return;
    toast(words);
    router.refresh();
  };
  if (editing)
    return (
      <Suspense>
        <ItemForm
          item={item}
          onSaved={() => {
            setEditing(false);
            after('The action item is saved')(true);
          }}
          onClose={() => setEditing(false)}
        />
      </Suspense>
    );
  return (
    <div className="grid gap-3">
      {proof && state !== 'verified' && (
        <ProofLine proof={proof} pending={verify.pending} onProven={(run) => verify.run({ item: number, run }).then(after('Verified'))} />
      )}
      <div className="flex flex-wrap items-center gap-2">
        {state === 'open' && (
          <Button
            look="primary"
            data-command="Done"
            pending={finish.pending}
            onClick={() => finish.run({ item: number }).then(after('Done'))}
          >
            Done
          </Button>
        )}
        {state === 'done' && !proof && (
          <Button look="primary" pending={verify.pending} onClick={() => verify.run({ item: number }).then(after('Verified'))}>
            It works: verify
          </Button>
        )}
        {state !== 'verified' && <Button onClick={() => setEditing(true)}>Change</Button>}
        {state !== 'open' && (
          <Button pending={reopen.pending} onClick={() => reopen.run({ item: number }).then(after('Open again'))}>
            Take up again
          </Button>
        )}
      </div>
      <FormError message={finish.message ?? verify.message ?? reopen.message} />
    </div>
  );
}

/** The diagnostic that proves it: it runs from here when it asks for nothing, and an ok verifies the item. */
function ProofLine({ proof, pending, onProven }: { proof: ProofView; pending: boolean; onProven: (run: string) => void }) {
  const [running, setRunning] = useState(false);
  const [said, setSaid] = useState<{ words: string; run?: string } | null>(null);
  const press = async () => {
    setRunning(true);
    setSaid(null);
    const outcome = await runProof(proof);
    setRunning(false);
    if ('refused' in outcome) setSaid({ words: outcome.refused });
    else if (outcome.ok) onProven(outcome.run);
    else setSaid({ words: `It is ${outcome.words}, not ok: this does not work yet.`, run: outcome.run });
  };
  return (
    <div className="grid gap-1">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span>
          Proven by <b className="font-medium">{proof.title}</b>
          {proof.target && <span className="text-ink-3"> on {proof.target}</span>}
        </span>
        {proof.contentHash && proof.asks.length === 0 && (
          <Button size="sm" look="primary" aria-label={`Run diagnostic: ${proof.title}`} pending={running || pending} onClick={press}>
            {running ? 'Running' : 'Run'}
          </Button>
        )}
        {proof.asks.length > 0 && (
          <a href={`/runbooks/${proof.runbook}#block-${proof.block}`} className="link">
            It asks for {proof.asks.join(', ')}: run it in its runbook
          </a>
        )}
        {!proof.contentHash && <span className="text-ink-2">The runbook has this diagnostic no longer; name another.</span>}
        {proof.okRun && (
          <Button size="sm" pending={pending} onClick={() => proof.okRun && onProven(proof.okRun.id)}>
            Take the ok of <Time at={proof.okRun.at} form="clock" />
          </Button>
        )}
      </p>
      <p role="status" className="text-fail">
        {said?.words}{' '}
        {said?.run && (
          <a href={`/runs/${said.run}`} className="link">
            The run
          </a>
        )}
      </p>
    </div>
  );
}
