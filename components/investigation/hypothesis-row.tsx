'use client';
import { reopenHypothesis } from '@/actions/investigation';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { FormError } from '@/components/ui/form-error';
import { Time } from '@/components/ui/time';
import { useAction } from '@/components/ui/use-action';
import { VerdictMark, verdictWord } from '@/components/ui/verdict-mark';
import type { EvidenceRun, HypothesisView } from '@/domain/investigation/schema';
import { Decide } from './decide';
import { TestLine } from './test-line';

const MARKS = { open: '○', confirmed: '●', refuted: '✕' } as const;

type RowProps = { hypothesis: HypothesisView; runbook: string | null; mayWork: boolean; onChanged: () => void };

/** One supposed cause, in the order in which it is worked on: statement, test, run, decision. */
export function HypothesisRow({ hypothesis, runbook, mayWork, onChanged }: RowProps) {
  const { statement, state, run, reason, createdBy, createdAt, decidedBy, decidedAt } = hypothesis;
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2 py-2">
      <span aria-hidden="true" className="text-center text-ink-3">
        {MARKS[state]}
      </span>
      <section aria-label={`Hypothesis: ${statement}`} data-item tabIndex={-1} className="grid gap-1">
        <p>
          <span className={cx(state === 'refuted' ? 'text-ink-3 line-through' : 'font-medium', 'break-words')}>{statement}</span>{' '}
          <span className="text-sm text-ink-3">
            {decidedBy && decidedAt ? (
              <>
                {state} by {decidedBy}, <Time at={decidedAt} />
              </>
            ) : (
              <>
                {createdBy}, <Time at={createdAt} />
              </>
            )}
          </span>
        </p>
        {reason && <p className="text-ink-2">{reason}</p>}
        <TestLine hypothesis={hypothesis} runbook={runbook} mayWork={mayWork} onChanged={onChanged} />
        {run && <RunLine run={run} />}
        {mayWork && state === 'open' && <Decide hypothesis={hypothesis} onChanged={onChanged} />}
        {mayWork && state !== 'open' && <Again hypothesis={hypothesis} onChanged={onChanged} />}
      </section>
    </li>
  );
}

function RunLine({ run }: { run: EvidenceRun }) {
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 text-sm">
      <VerdictMark live word={verdictWord(run.state, run.verdict)} />
      {run.reason && <span className="min-w-0">{run.reason}</span>}
      <span className="text-ink-3">
        <Time at={run.at} />
      </span>
      <a href={`/runs/${run.id}`} className="link">
        The run
      </a>
    </p>
  );
}

function Again({ hypothesis, onChanged }: Omit<RowProps, 'mayWork' | 'runbook'>) {
  const { run, pending, message } = useAction(reopenHypothesis);
  return (
    <div>
      <Button
        size="sm"
        look="quiet"
        className="-ml-2"
        aria-label={`Take up again: ${hypothesis.statement}`}
        pending={pending}
        onClick={async () => (await run({ hypothesis: hypothesis.id })) && onChanged()}
      >
        Take up again
      </Button>
      <FormError message={message} />
    </div>
  );
}
