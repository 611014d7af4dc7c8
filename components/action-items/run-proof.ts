import { runDiagnostic } from '@/actions/diagnostics';
import { callAction } from '@/components/ui/use-action';
import type { ProofView } from '@/domain/action-items/schema';
import type { RunView } from '@/domain/diagnostics/schema';

const LOOK_MS = 400;
const ENDED: readonly RunView['state'][] = ['passed', 'failed', 'errored', 'timed_out', 'cancelled', 'interrupted'];

type Outcome = { run: string; ok: boolean; words: string } | { refused: string };

/** Runs an item's diagnostic and waits for its end. */
export async function runProof({ runbook, block, contentHash }: ProofView): Promise<Outcome> {
  if (!contentHash) return { refused: 'The runbook has this diagnostic no longer. Name another.' };
  const started = await callAction(runDiagnostic, { runbook, block, contentHash, inputs: {} });
  if (!started.ok) return { refused: started.error.message };
  const { id } = started.value;
  for (;;) {
    await new Promise((done) => setTimeout(done, LOOK_MS));
    const answer = await fetch(`/api/v1/runs/${id}`, { headers: { accept: 'application/json' } }).catch(() => null);
    if (!answer) continue;
    if (!answer.ok) return { refused: `The run could not be read (${answer.status}). Look at /runs/${id}.` };
    const { state, verdict }: RunView = await answer.json();
    if (ENDED.includes(state)) return { run: id, ok: state === 'passed' && verdict === 'ok', words: verdict ?? state.replace('_', ' ') };
  }
}
