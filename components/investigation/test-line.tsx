'use client';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { runDiagnostic } from '@/actions/diagnostics';
import { testHypothesis } from '@/actions/investigation';
import { Button } from '@/components/ui/button';
import { EnvironmentMark } from '@/components/ui/environment-mark';
import { FormError } from '@/components/ui/form-error';
import { Time } from '@/components/ui/time';
import { useAction } from '@/components/ui/use-action';
import type { HypothesisView } from '@/domain/investigation/schema';

const ChangeTestForm = lazy(() => import('./change-test-form'));

type TestLineProps = { hypothesis: HypothesisView; runbook: string | null; mayWork: boolean; onChanged: () => void };

/** The diagnostic that tests a hypothesis; another one can be chosen while it is open. */
export function TestLine({ hypothesis, runbook, mayWork, onChanged }: TestLineProps) {
  const [changing, setChanging] = useState(false);
  if (changing)
    return (
      <Suspense>
        <ChangeTestForm hypothesis={hypothesis} runbook={runbook} onChanged={onChanged} onClose={() => setChanging(false)} />
      </Suspense>
    );
  const { statement, test, state } = hypothesis;
  const change = mayWork && state === 'open' && (
    <Button
      size="sm"
      look="quiet"
      aria-label={`${test ? 'Another diagnostic' : 'Choose a diagnostic'} to test: ${statement}`}
      onClick={() => setChanging(true)}
    >
      {test ? 'Another diagnostic' : 'Choose a diagnostic'}
    </Button>
  );
  if (test) return <Test hypothesis={hypothesis} test={test} mayWork={mayWork} change={change} onChanged={onChanged} />;
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 text-sm text-ink-3">
      <span>No diagnostic tests it; decide it with a reason.</span>
      {change}
    </p>
  );
}

type TestProps = Omit<TestLineProps, 'runbook'> & { test: NonNullable<HypothesisView['test']>; change: ReactNode };

/** It runs from here when it asks for nothing. */
function Test({ hypothesis: { id, incident, statement, run, state, newestRun }, test, mayWork, change, onChanged }: TestProps) {
  const start = useAction(runDiagnostic);
  const link = useAction(testHypothesis);
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
        {change}
        {!test.contentHash && <span>The runbook has this diagnostic no longer.</span>}
      </p>
      <FormError message={start.message ?? link.message} />
    </>
  );
}
