'use client';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { useLive } from '@/components/live/live-page';
import { CopyButton } from '@/components/ui/copy-button';
import { durationInWords } from '@/components/ui/duration';
import { EnvironmentMark } from '@/components/ui/environment-mark';
import { Time } from '@/components/ui/time';
import { useRedraw } from '@/components/ui/use-redraw';
import type { RunRecord } from '@/domain/diagnostics/get-run-record';
import type { RunView } from '@/domain/diagnostics/schema';
import { CancelButton } from './cancel-button';
import { Compared } from './compared';
import { RunHeadline, RunResult } from './run-result';
import { SeenBefore } from './seen-before';

const RULES = ['fail', 'warn', 'ok'] as const;

/** Everything about one run, live while it runs. */
export function RunPage({ record, mayCancel }: { record: RunRecord; mayCancel: boolean }) {
  const redraw = useRedraw();
  const [heard, setHeard] = useState<RunView>();
  const run = heard && !record.run.endedAt ? heard : record.run;
  useLive('run', (view) => {
    if (view.id !== record.run.id) return;
    setHeard(view);
    // The hash of the output is recorded with the end.
    if (view.endedAt && !record.outputSha256) redraw();
  });
  useLive('resume', redraw);
  return (
    <>
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2 pt-6 pb-3">
        <div className="min-w-0">
          <p className="text-ink-3">
            <Link href={`/runbooks/${run.runbook}#block-${run.block}`} className="link">
              {run.runbook}
            </Link>
            {run.incident && (
              <>
                {' · in incident '}
                <Link href={`/incidents/${run.incident}`} className="link">
                  #{run.incident}
                </Link>
              </>
            )}
          </p>
          <h1 className="text-xl font-semibold tracking-tight text-balance">{run.title}</h1>
        </div>
        {!run.endedAt && mayCancel && <CancelButton run={run} />}
      </header>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-y border-line py-2">
        <RunHeadline run={run} />
      </div>
      <div className="grid gap-x-10 gap-y-6 pt-4 wide:grid-cols-[minmax(0,1fr)_20rem]">
        <section aria-label={`Output of ${run.title}`} className="min-w-0">
          <SeenBefore run={run} />
          <RunResult run={run} own />
          <Compared run={run} />
        </section>
        <RunEvidence record={record} run={run} />
      </div>
    </>
  );
}

function RunEvidence({ record: { block, outputSha256, cancelledBy }, run }: { record: RunRecord; run: RunView }) {
  const inputs = Object.entries(run.inputs);
  return (
    <aside className="grid min-w-0 content-start gap-5 text-sm">
      <dl className="grid grid-cols-[6rem_1fr] gap-x-3 gap-y-1">
        <Fact name="Target">
          {run.target} <EnvironmentMark environment={run.environment} />
        </Fact>
        <Fact name="Run by">{run.requestedBy}</Fact>
        {run.approvedBy && <Fact name="Approved by">{run.approvedBy}</Fact>}
        {run.brokenGlass && <Fact name="Glass broken">{run.brokenGlass}</Fact>}
        <Fact name="Asked for">
          <Time at={run.queuedAt} />
        </Fact>
        {run.startedAt && <Fact name="Waited">{durationInWords(Date.parse(run.startedAt) - Date.parse(run.queuedAt))}</Fact>}
        {run.durationMs !== null && <Fact name="Took">{durationInWords(run.durationMs)}</Fact>}
        {cancelledBy && <Fact name="Cancelled by">{cancelledBy}</Fact>}
        {run.follows && (
          <Fact name={run.follows.as === 'undo' ? 'Undoes' : run.follows.as === 'verify' ? 'Verifies' : 'Previews'}>
            <Link href={`/runs/${run.follows.run}`} className="link">
              another run
            </Link>
          </Fact>
        )}
        {inputs.map(([name, value]) => (
          <Fact key={name} name={name}>
            <span className="font-mono">{String(value)}</span>
          </Fact>
        ))}
      </dl>
      <section>
        <h2 className="mb-1 text-ink-3">As it was run</h2>
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-h-80 overflow-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-xs leading-5 wrap-anywhere whitespace-pre-wrap"
        >
          {block.body}
        </pre>
        <dl className="mt-2 grid grid-cols-[6rem_1fr] gap-x-3 gap-y-1">
          {RULES.map(
            (rule) =>
              block[rule] && (
                <Fact key={rule} name={`${rule} when`}>
                  <code className="font-mono text-xs">{block[rule]}</code>
                </Fact>
              ),
          )}
          <Fact name="Timeout">{durationInWords(block.timeoutMs)}</Fact>
        </dl>
      </section>
      <section>
        <h2 className="mb-1 text-ink-3">Evidence</h2>
        <dl className="grid gap-1">
          <Hash name="Run" value={run.id} />
          <Hash name="SHA-256 of the block" value={run.contentHash} />
          {outputSha256 && <Hash name="SHA-256 of the output" value={outputSha256} />}
        </dl>
      </section>
    </aside>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="col-span-2 grid grid-cols-subgrid">
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}

function Hash({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className="text-ink-3">{name}</dt>
      <dd className="flex items-start gap-1">
        <code className="min-w-0 font-mono text-xs leading-5 break-all">{value}</code>
        <CopyButton text={value} label={`Copy ${name}`} className="-my-1" />
      </dd>
    </div>
  );
}
