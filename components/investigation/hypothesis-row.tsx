'use client';
import { runDiagnostic } from '@/actions/diagnostics';
import { reopenHypothesis, testHypothesis } from '@/actions/investigation';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { EnvironmentMark } from '@/components/ui/environment-mark';
import { FormError } from '@/components/ui/form-error';
import { Time } from '@/components/ui/time';
import { useAction } from '@/components/ui/use-action';
import { VerdictMark, verdictWord } from '@/components/ui/verdict-mark';
import type { EvidenceRun, HypothesisView } from '@/domain/investigation/schema';
import { Decide } from './decide';

const MARKS = { open: '○', confirmed: '●', refuted: '✕' } as const;

type RowProps = { hypothesis: HypothesisView; mayWork: boolean; onChanged: () => void };

/** One supposed cause, in the order in which it is worked on: statement, test, run, decision. */
export function HypothesisRow({ hypothesis, mayWork, onChanged }: RowProps) {
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
        <TestLine hypothesis={hypothesis} mayWork={mayWork} onChanged={onChanged} />
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

/** The diagnostic that tests it. It runs from here when it asks for nothing. */
function TestLine({ hypothesis: { id, incident, statement, test, run, state, newestRun }, mayWork, onChanged }: RowProps) {
  const start = useAction(runDiagnostic);
  const link = useAction(testHypothesis);
  if (!test) return <p className="text-sm text-ink-3">No diagnostic tests it; decide it with a reason.</p>;
  const use = async (evidence: string) => {
    if (await link.run({ hypothesis: id, run: evidence })) onChanged();
  };
  const press = async () => {
    const { runbook, block, contentHash, inputs } = test;
    const started = await start.run({ runbook, block, contentHash, inputs, incident });
    if (started) await use(started.id);
  };
  const running = run !== null && (run.state === 'queued' || run.state === 'running');
  const there = `?runbook=${test.runbook}#block-${test.block}`;
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-sm text-ink-2">
        <span>
          {test.title}
          {test.target && <span className="text-ink-3"> on {test.target} </span>}
          {test.environment && <EnvironmentMark environment={test.environment} />}
        </span>
        <span className="text-ink-3">confirmed by {test.confirmedBy}</span>
        {mayWork && state === 'open' && test.contentHash && test.asks.length === 0 && (
          <Button
            size="sm"
            look={run ? 'plain' : 'primary'}
            aria-label={`Run diagnostic: ${test.title}, to test: ${statement}`}
            pending={start.pending || link.pending || running}
            onClick={press}
          >
            {run ? 'Run again' : 'Run'}
          </Button>
        )}
        {test.asks.length > 0 && (
          <a href={there} className="link">
            It asks for {test.asks.join(', ')}: run it in its runbook
          </a>
        )}
        {mayWork && state === 'open' && newestRun && newestRun.id !== run?.id && (
          <Button size="sm" pending={link.pending} onClick={() => use(newestRun.id)}>
            Take the run of <Time at={newestRun.at} form="clock" />
          </Button>
        )}
        {!test.contentHash && <span>The runbook has this diagnostic no longer.</span>}
      </p>
      <FormError message={start.message ?? link.message} />
    </>
  );
}

function Again({ hypothesis, onChanged }: Omit<RowProps, 'mayWork'>) {
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
