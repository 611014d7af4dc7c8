'use client';
import { useRouter } from 'next/navigation';
import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react';
import { runDiagnostic } from '@/actions/diagnostics';
import { useLive, watchRun } from '@/components/live/live-page';
import { type BlockState, type DeskSettings, RunDesk } from './run-desk';

const DeskContext = createContext<RunDesk | null>(null);

/** Everything under it runs blocks of one runbook; stands inside a LivePage. */
export function RunDeskProvider({ settings, children }: { settings: DeskSettings; children: ReactNode }) {
  const router = useRouter();
  const [desk] = useState(() => new RunDesk(settings, runDiagnostic));
  useEffect(() => desk.take(settings), [desk, settings]);
  useEffect(() => resumeRunning(desk), [desk]);
  useLive('run', (run) => desk.hear(run));
  useLive('runbook', () => router.refresh());
  useLive('resume', () => router.refresh());
  return <DeskContext value={desk}>{children}</DeskContext>;
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
  return useSyncExternalStore(desk.subscribe, () => desk.state(block), () => desk.state(block));
}

/** Something read from the desk; draws anew only when it differs. */
export function useFromDesk<T extends string | number | boolean | undefined>(read: (desk: RunDesk) => T): T {
  const desk = useDesk();
  return useSyncExternalStore(desk.subscribe, () => read(desk), () => read(desk));
}
