'use client';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { cx } from '@/components/ui/cx';
import { BlockInputs } from './block-inputs';
import { BlockLine } from './block-line';
import { BlockNotices } from './block-notices';
import { PendingApprovals } from './pending-approvals';
import { useBlock, useDesk } from './run-desk-provider';
import { RunRegion } from './run-region';
import { RunDialog, useRun } from './use-run';

/** "g r" goes to the runbooks; an r that soon after a g is not for us. */
const CHORD_MS = 1_200;

/** One diagnostic or remediation: a quiet line, its code (`children`), and after use its output and verdict. R runs it while it has the focus. */
export function RunBlock({ block, problems, children }: { block: string; problems?: ReactNode; children: ReactNode }) {
  const offer = useDesk().offer(block);
  const { shown, showing } = useBlock(block);
  const { press } = useRun(block);
  const lastG = useRef(0);
  if (!offer) return children;

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.key === 'g') lastG.current = event.timeStamp;
    const plain = !event.metaKey && !event.ctrlKey && !event.altKey && !event.defaultPrevented;
    const typing = (event.target as HTMLElement).closest('input, textarea, select, dialog');
    if (event.key !== 'r' || !plain || typing || event.timeStamp - lastG.current < CHORD_MS) return;
    event.preventDefault();
    press();
  }

  return (
    <section
      id={`block-${block}`}
      data-item
      data-block={block}
      tabIndex={-1}
      aria-label={offer.title}
      onKeyDown={onKeyDown}
      className={cx('group/block mt-6 border-t border-line pb-2 text-base leading-5.5', shown && 'border-edge')}
    >
      <BlockLine offer={offer} press={press} />
      {problems}
      {children}
      <BlockInputs offer={offer} press={press} />
      <BlockNotices offer={offer} />
      <PendingApprovals offer={offer} />
      {shown && <RunRegion key={showing} offer={offer} run={shown} />}
      <RunDialog block={block} />
    </section>
  );
}
