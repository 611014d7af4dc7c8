'use client';
import { useState } from 'react';
import { decideApproval } from '@/actions/diagnostics';
import { Button } from '@/components/ui/button';
import { Time } from '@/components/ui/time';
import { toast } from '@/components/ui/toast';
import type { ApprovalView } from '@/domain/diagnostics/schema';
import { answered } from './answered';
import type { Offer } from './run-desk';
import { loadApprovals, useApprovals, useDesk } from './run-desk-provider';

/** Requests to run this block that wait for a decision, with Approve and Reject for those who may. */
export function PendingApprovals({ offer }: { offer: Offer }) {
  const pending = useApprovals(offer.id).filter(({ state }) => state === 'pending');
  if (pending.length === 0) return null;
  return (
    <ul aria-label={`Requests to run ${offer.title}`} className="grid gap-2 pb-2">
      {pending.map((approval) => (
        <PendingApproval key={approval.id} approval={approval} />
      ))}
    </ul>
  );
}

function PendingApproval({ approval }: { approval: ApprovalView }) {
  const desk = useDesk();
  const { rights } = desk.settings;
  const [deciding, setDeciding] = useState(false);
  const decide = async (decision: 'approved' | 'rejected') => {
    setDeciding(true);
    const answer = await answered(decideApproval({ id: approval.id, decision }));
    setDeciding(false);
    if (!answer.ok) toast(answer.error.message);
    await loadApprovals(desk);
  };
  const inputs = Object.entries(approval.inputs).map(([name, value]) => `${name} = ${value}`);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-l-2 border-edge pl-3">
      <div className="min-w-0 flex-1 basis-64">
        <p>
          <span className="font-medium">{approval.mine ? 'You ask' : `${approval.requestedBy} asks`}</span> to run this on {approval.target}
          : {approval.reason}
        </p>
        <p className="text-sm text-ink-3">
          {inputs.length > 0 && <span className="font-mono">{inputs.join(', ')} · </span>}
          lapses <Time at={approval.expiresAt} />
        </p>
      </div>
      <span className="flex gap-2">
        {approval.mine && (
          <Button pending={deciding} onClick={() => decide('rejected')}>
            Withdraw
          </Button>
        )}
        {!approval.mine && rights.approve && (
          <>
            <Button look="primary" pending={deciding} onClick={() => decide('approved')}>
              Approve
            </Button>
            <Button pending={deciding} onClick={() => decide('rejected')}>
              Reject
            </Button>
          </>
        )}
      </span>
    </li>
  );
}
