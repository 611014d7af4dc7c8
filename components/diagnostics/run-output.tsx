'use client';
import { lazy, Suspense, useState } from 'react';
import { useRunOutput } from '@/components/live/live-page';
import type { OutputLog } from '@/components/live/output-log';
import type { RunView } from '@/domain/diagnostics/schema';
import { OutputRow } from './output-row';

const OutputPane = lazy(() => import('./output-pane'));
const QUICK_ROWS = 200;

type RunOutputProps = {
  runId: string;
  /** What is known of the run; without it the console is asked. */
  run?: RunView;
  /** The run's own page: it has all the room. */
  own?: boolean;
  /** What stands before a line in this page's address, where lines are picked and linked here: "" or "e12-". */
  anchor?: string;
};

/** A run's output, live while it runs. The first lines are drawn at once; the pane with search and the rest loads beside them. */
export function RunOutput({ runId, run, own = false, anchor = own ? '' : undefined }: RunOutputProps) {
  const { log, unreachable } = useRunOutput(run ?? runId);
  const running = run !== undefined && !run.endedAt;
  // Who saw it run wants its end, even when that came before the pane was there.
  const [sawItRun, setSawItRun] = useState(running);
  if (running && !sawItRun) setSawItRun(true);
  if (!log || log.rows === 0) return <NoOutput running={running} unreachable={unreachable} asked={log !== undefined} ended={run} />;
  return (
    <Suspense fallback={<QuickOutput log={log} href={anchor === undefined ? `/runs/${runId}#` : `#${anchor}`} />}>
      <OutputPane runId={runId} log={log} version={log.version} running={running} atEnd={sawItRun} own={own} anchor={anchor} />
    </Suspense>
  );
}

function NoOutput({ running, unreachable, ended }: { running: boolean; unreachable: boolean; asked: boolean; ended?: RunView }) {
  if (unreachable) return <p className="py-2 text-sm text-ink-2">The output could not be fetched. Reload the page to try again.</p>;
  if (running) return <p className="py-2 font-mono text-sm text-ink-3">No output yet</p>;
  // Why it could not run is said above it.
  if (ended?.state === 'errored') return null;
  return ended && ended.outputBytes === 0 ? <p className="py-2 text-sm text-ink-3">It printed nothing.</p> : <div className="h-10" />;
}

function QuickOutput({ log, href }: { log: OutputLog; href: string }) {
  const first = Math.max(0, log.rows - QUICK_ROWS);
  const rows = Array.from({ length: log.rows - first }, (_, i) => log.row(first + i));
  return (
    <div className="mt-9 max-h-96 overflow-auto rounded-md border border-line bg-sunken py-1 font-mono text-sm">
      {rows.map((row) => row && <OutputRow key={row.kind === 'line' ? row.number : 'gap'} row={row} href={href} />)}
    </div>
  );
}
