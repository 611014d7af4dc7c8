'use client';
import { Button } from '@/components/ui/button';
import type { RunView } from '@/domain/diagnostics/schema';
import type { Offer } from './run-desk';
import { useDesk } from './run-desk-provider';
import { toBlock } from './to-block';
import { useRun } from './use-run';

const VERBS: Readonly<Record<string, string>> = { ok: 'is ok', warn: 'warns', fail: 'fails' };

/** Where the runbook goes on from this verdict, and the changes that it offers there. Nothing where it says nothing. */
export function WhatNext({ offer, run }: { offer: Offer; run: RunView }) {
  const desk = useDesk();
  const verdict = run.verdict;
  if (offer.component !== 'diagnostic' || !verdict || desk.state(offer.id).latest?.id !== run.id) return null;
  const next = desk.settings.nextSteps.filter(({ block, is }) => block === offer.id && is.includes(verdict));
  if (next.length === 0) return null;
  const offers = [...new Set(next.flatMap(({ remediations }) => remediations))].flatMap((id) => desk.offer(id) ?? []);
  return (
    <nav aria-label={`What next: ${offer.title}`} className="flex flex-wrap items-center gap-2 py-2">
      <Button onClick={() => toWhen(offer.id)}>When it {VERBS[verdict]}: what to do</Button>
      {offers.map((remediation) => (
        <Offered key={remediation.id} offer={remediation} />
      ))}
    </nav>
  );
}

function Offered({ offer }: { offer: Offer }) {
  const { press, prepare } = useRun(offer.id);
  const go = () => {
    toBlock(offer.id);
    press();
  };
  return (
    <Button look="primary" onClick={go} onPointerEnter={prepare} onFocus={prepare}>
      {offer.title}
    </Button>
  );
}

function toWhen(block: string): void {
  const part = document.querySelector<HTMLElement>(`[data-when="${CSS.escape(block)}"][data-applies="true"]`);
  part?.scrollIntoView({ block: 'start', behavior: 'smooth' });
  part?.focus({ preventScroll: true });
}
