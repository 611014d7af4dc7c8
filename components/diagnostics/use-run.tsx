'use client';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { RequestRun, RunRights } from '@/domain/diagnostics/schema';
import { useBlock, useDesk } from './run-desk-provider';

const loadDialog = () => import('./remediation-dialog');
const RemediationDialog = lazy(loadDialog);
export const loadRunViews = () => Promise.all([import('./output-pane'), import('./result-view')]);

/** What pressing Run does: a diagnostic starts at once, a remediation asks first, in a dialog that loads when it is needed. */
export function useRun(block: string, follows?: RequestRun['follows']): { press: () => void; prepare: () => void; dialog: ReactNode } {
  const desk = useDesk();
  const { asking } = useBlock(block);
  const [confirming, setConfirming] = useState(false);
  const offer = desk.offer(block);
  const changes = offer?.component === 'remediation';

  function press() {
    if (!offer || asking || !mayPress(desk.settings.rights, offer.effect) || desk.missing(block).length) return;
    if (!changes) desk.run(block, follows ? { follows } : {});
    else if (desk.complete(offer)) setConfirming(true);
    loadRunViews();
  }
  const prepare = () => {
    loadRunViews();
    if (changes) loadDialog();
  };
  const dialog = confirming && offer && (
    <Suspense>
      <RemediationDialog offer={offer} follows={follows} onClose={() => setConfirming(false)} />
    </Suspense>
  );
  return { press, prepare, dialog };
}

export function mayPress(rights: RunRights, effect: 'read' | 'mutating' | 'destructive'): boolean {
  return effect === 'destructive' ? rights.destructive || rights.breakGlass : rights[effect];
}
