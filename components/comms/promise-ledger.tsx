'use client';
import { useState } from 'react';
import { withdrawPromise } from '@/actions/comms';
import { Button } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { ReasonDialog } from '@/components/ui/reason-dialog';
import { Time } from '@/components/ui/time';
import type { PromiseLedger as Ledger, PromiseView } from '@/domain/comms/schema';
import { AUDIENCE_NAMES } from './comms-labels';
import { Countdown } from './countdown';

type PromiseLedgerProps = { number: number; ledger: Ledger; mayWithdraw: boolean };

/** What was promised and is still to come, with the time that is left; and how promises were kept so far. */
export function PromiseLedger({ number, ledger, mayWithdraw }: PromiseLedgerProps) {
  const [withdrawing, setWithdrawing] = useState<PromiseView>();
  const open = ledger.items.filter(({ state }) => state === 'open');
  const ended = ledger.items.filter(({ state }) => state !== 'open');
  if (ledger.items.length === 0) return null;
  return (
    <section aria-label="Promises">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="font-medium">Promised</h2>
        <p className="text-sm text-ink-3">
          {ledger.kept} kept, {ledger.broken} broken
        </p>
      </div>
      <ul className="mt-1 border-t border-line">
        {open.map((promise) => (
          <li key={promise.id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-b border-line py-1.5">
            <Countdown dueAt={promise.dueAt} className="w-36" />
            <span className="min-w-0 grow basis-60">
              “{promise.words}” <span className="text-ink-3">to {AUDIENCE_NAMES[promise.audience].toLowerCase()}</span>
            </span>
            {mayWithdraw && (
              <Button size="sm" look="quiet" onClick={() => setWithdrawing(promise)}>
                Withdraw
              </Button>
            )}
          </li>
        ))}
        {open.length === 0 && <li className="border-b border-line py-1.5 text-ink-2">Nothing is promised now.</li>}
      </ul>
      {ended.length > 0 && <Ended promises={ended} />}
      {withdrawing && <WithdrawDialog number={number} promise={withdrawing} onClose={() => setWithdrawing(undefined)} />}
    </section>
  );
}

const became = ({ state, late }: PromiseView) => (state === 'kept' && late ? 'kept, late' : state);

function Ended({ promises }: { promises: PromiseView[] }) {
  return (
    <Disclosure summary="Earlier promises" className="mt-1 text-sm">
      <ul>
        {promises.map((promise) => (
          <li key={promise.id} className="flex flex-wrap gap-x-4 py-1">
            <span className={promise.state === 'broken' ? 'w-36 font-medium text-fail' : 'w-36 text-ink-2'}>{became(promise)}</span>
            <span className="min-w-0 grow basis-60">
              “{promise.words}” <span className="text-ink-3">was due</span> <Time at={promise.dueAt} form="clock" />
            </span>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

function WithdrawDialog({ number, promise, onClose }: { number: number; promise: PromiseView; onClose: () => void }) {
  return (
    <ReasonDialog
      title="Withdraw the promise"
      says={`“${promise.words}”`}
      hint="It stands in the record."
      button="Withdraw"
      action={withdrawPromise}
      input={(reason) => ({ number, promise: promise.id, reason })}
      onClose={onClose}
    />
  );
}
