'use client';
import { lazy, Suspense } from 'react';
import type { RequestRun, RunRights } from '@/domain/diagnostics/schema';
import { useBlock, useDesk } from './run-desk-provider';

const loadDialog = () => import('./remediation-dialog');
const RemediationDialog = lazy(loadDialog);
export const loadRunViews = () => Promise.all([import('./output-pane'), import('./result-view')]);

/** What pressing Run does: a diagnostic starts at once, a remediation asks first, in a dialog that loads when it is needed. */
export function useRun(block: string, follows?: RequestRun['follows']): { press: () => void; prepare: () => void } {
  const desk = useDesk();
  const { asking } = useBlock(block);
  const offer = desk.offer(block);
  const changes = offer?.component === 'remediation';
  const extra = follows ? { follows } : {};

  function press() {
    if (!offer?.isTargetKnown || asking || !mayPress(desk.settings.rights, offer.effect) || desk.missing(block).length) return;
    if (!changes) desk.run(block, extra);
    else if (desk.complete(offer)) desk.confirm(block, extra);
    loadRunViews();
  }
  const prepare = () => {
    loadRunViews();
    if (changes) loadDialog();
  };
  return { press, prepare };
}

/** What asks before a change. It stands at the block itself: who pressed may be gone, as a result is once a newer one is shown. */
export function RunDialog({ block }: { block: string }) {
  const desk = useDesk();
  const { confirming } = useBlock(block);
  const offer = desk.offer(block);
  if (!confirming || !offer) return null;
  return (
    <Suspense>
      <RemediationDialog offer={offer} follows={confirming.follows} onClose={() => desk.confirm(block, null)} />
    </Suspense>
  );
}

export function mayPress(rights: RunRights, effect: 'read' | 'mutating' | 'destructive'): boolean {
  return effect === 'destructive' ? rights.destructive || rights.breakGlass : rights[effect];
}
