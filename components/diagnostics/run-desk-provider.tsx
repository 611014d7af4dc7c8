'use client';
import { createContext, type ReactNode, use, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { listApprovals, runDiagnostic } from '@/actions/diagnostics';
import { useLive, watchRun } from '@/components/live/live-page';
import { useRedraw } from '@/components/ui/use-redraw';
import type { ApprovalView } from '@/domain/diagnostics/schema';
import { answered } from './answered';
import { type BlockState, type DeskSettings, RunDesk } from './run-desk';

const DeskContext = createContext<RunDesk | null>(null);

/** Everything under it runs blocks of one runbook; stands inside a LivePage. */
export function RunDeskProvider({ settings, children }: { settings: DeskSettings; children: ReactNode }) {
  const redraw = useRedraw();
  const [desk] = useState(() => new RunDesk(settings, runDiagnostic));
  useEffect(() => desk.take(settings), [desk, settings]);
  useEffect(() => resumeRunning(desk), [desk]);
  useLive('run', (run) => desk.hear(run));
  useLive('runbook', redraw);
  useLive('resume', redraw);
  useEffect(() => void loadApprovals(desk), [desk]);
  useLive('message', (item) => {
    const used = item.type === 'run_requested' && item.data.approvedBy !== null;
    if (used || item.type === 'approval_requested' || item.type === 'approval_decided') loadApprovals(desk);
  });
  return <DeskContext value={desk}>{children}</DeskContext>;
}

/** Asks which requests stand, where there can be any. */
export async function loadApprovals(desk: RunDesk): Promise<void> {
  const { incident, offers } = desk.settings;
  if (!incident || !offers.some(({ effect }) => effect === 'destructive')) return;
  const answer = await answered(listApprovals({ incident }));
  if (answer.ok) desk.setApprovals(answer.value);
}

/** What was running before this page was opened goes on under its block. */
function resumeRunning(desk: RunDesk): void {
  for (const run of Object.values(desk.settings.lastRuns)) {
    if (run.endedAt) continue;
    watchRun(run.id);
    desk.show(run.block, desk.state(run.block).latest);
  }
}

export function useDesk(): RunDesk {
  const desk = use(DeskContext);
  if (!desk) throw new Error('This must stand inside a RunDeskProvider.');
  return desk;
}

/** A block's state; draws anew when that block's changes. */
export function useBlock(block: string): BlockState {
  const desk = useDesk();
  return useSyncExternalStore(
    desk.subscribe,
    () => desk.state(block),
    () => desk.state(block),
  );
}

/** The requests for a block that can be decided or used. */
export function useApprovals(block: string): ApprovalView[] {
  const desk = useDesk();
  const key = useFromDesk(() => JSON.stringify(desk.approvalsOf(block)));
  return useMemo(() => JSON.parse(key) as ApprovalView[], [key]);
}

/** Something read from the desk; draws anew only when it differs. */
export function useFromDesk<T extends string | number | boolean | undefined>(read: (desk: RunDesk) => T): T {
  const desk = useDesk();
  return useSyncExternalStore(
    desk.subscribe,
    () => read(desk),
    () => read(desk),
  );
}
