import { useEffect, useState } from 'react';
import { requestApproval } from '@/actions/diagnostics';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import { Time } from '@/components/ui/time';
import type { ApprovalView, RequestRun } from '@/domain/diagnostics/schema';
import { answered } from './answered';
import type { Offer } from './run-desk';
import { loadApprovals, useApprovals, useDesk } from './run-desk-provider';

/** What lets something destructive run: another person's approval, or a reason why it cannot wait for one. */
export type Permit = Pick<RequestRun, 'approval' | 'breakGlass'>;
type PermissionProps = { offer: Offer; permit: Permit | null; onPermit: (permit: Permit | null) => void };

const LEAST_REASON = 10;

/** Something destructive needs a second person; here they are asked, or the glass is broken. */
export function Permission({ offer, permit, onPermit }: PermissionProps) {
  const desk = useDesk();
  const { rights } = desk.settings;
  // One may have lapsed since the page was opened.
  useEffect(() => void loadApprovals(desk), [desk]);
  const mine = useApprovals(offer.id).filter((approval) => approval.mine);
  const approved = mine.find(({ state }) => state === 'approved');
  const pending = mine.find(({ state }) => state === 'pending');
  return (
    <section aria-label="Approval" className="grid gap-3">
      <h3 className="text-sm font-medium text-ink-3">Approval by a second person</h3>
      {approved && <Approved approval={approved} permit={permit} onPermit={onPermit} />}
      {!approved && pending && (
        <p role="status">
          Asked for approval. Waiting for a commander or admin; it lapses <Time at={pending.expiresAt} />.
        </p>
      )}
      {!approved && !pending && rights.destructive && <AskApproval offer={offer} />}
      {!approved && rights.breakGlass && <BreakGlass onPermit={onPermit} />}
    </section>
  );
}

function Approved({ approval, permit, onPermit }: { approval: ApprovalView; permit: Permit | null; onPermit: (permit: Permit) => void }) {
  const used = permit?.approval === approval.id;
  return (
    <p className="flex flex-wrap items-center gap-3">
      <span>
        {approval.decidedBy} approved it; the approval lapses <Time at={approval.expiresAt} />.
      </span>
      {used ? (
        <span className="font-medium">Will be used.</span>
      ) : (
        <Button onClick={() => onPermit({ approval: approval.id })}>Use this approval</Button>
      )}
    </p>
  );
}

function AskApproval({ offer }: { offer: Offer }) {
  const desk = useDesk();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const [asking, setAsking] = useState(false);
  async function ask() {
    setAsking(true);
    const answer = await answered(requestApproval({ ...desk.request(offer), reason }));
    setAsking(false);
    setError(answer.ok ? undefined : answer.error.message);
    if (answer.ok) await loadApprovals(desk);
  }
  return (
    <div className="grid gap-2">
      <Field label="Why it is needed" error={error}>
        {(control) => <Textarea {...control} rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Field>
      <Button onClick={ask} pending={asking} disabled={reason.trim().length < 3} className="justify-self-start">
        Request approval
      </Button>
    </div>
  );
}

function BreakGlass({ onPermit }: { onPermit: (permit: Permit | null) => void }) {
  const [reason, setReason] = useState('');
  return (
    <details>
      <summary className="text-sm text-ink-2 hover:text-ink">Nobody can approve in time: break the glass</summary>
      <Field label="Why it cannot wait" hint="At least 10 characters. Everyone is told, and the review shows it." className="pt-2">
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            value={reason}
            onChange={(event) => {
              setReason(event.target.value);
              const given = event.target.value.trim();
              onPermit(given.length >= LEAST_REASON ? { breakGlass: { reason: given } } : null);
            }}
          />
        )}
      </Field>
    </details>
  );
}
