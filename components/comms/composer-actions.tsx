'use client';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { ScheduleDialog } from './schedule-dialog';
import type { UpdateRights } from './update-rights';
import type { Sending } from './use-sending';
import { isChanged, type Writing } from './use-words';

type ComposerActionsProps = {
  writing: Writing;
  rights: UpdateRights;
  sending: Sending;
  /** How many variables are still to be said. */
  missing: number;
  children: ReactNode;
};

/** Send, or what leads there: keep, ask for approval, schedule. */
export function ComposerActions({ writing, rights, sending, missing, children }: ComposerActionsProps) {
  const [scheduling, setScheduling] = useState(false);
  const { words, draft } = writing;
  const approved = Boolean(draft?.approvedBy) && !isChanged(writing);
  const maySend = rights.send && (words.audience !== 'customers' || rights.sendToCustomers || approved);
  const send = () => {
    const field = missing > 0 && document.querySelector<HTMLElement>('[data-variable][aria-invalid="true"]');
    if (field) field.focus();
    sending.send();
  };
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        {maySend ? (
          <Button look="primary" pending={sending.pending} onClick={send} title="Ctrl or Cmd with Enter">
            Send update
          </Button>
        ) : (
          <Button look="primary" pending={sending.pending} onClick={sending.askApproval}>
            Ask for approval
          </Button>
        )}
        <Button pending={sending.pending} onClick={sending.save}>
          Save draft
        </Button>
        {maySend && (
          <Button pending={sending.pending} onClick={() => setScheduling(true)}>
            Schedule
          </Button>
        )}
        {maySend && !approved && (
          <Button look="quiet" pending={sending.pending} onClick={sending.askApproval}>
            Ask for approval
          </Button>
        )}
        {children}
      </div>
      {!maySend && <p className="text-sm text-ink-3">Customers are told with the approval of a commander or admin.</p>}
      {approved && <p className="text-sm text-ink-3">Approved by {draft?.approvedBy}. Other words need another approval.</p>}
      <FormError message={sending.message} />
      {sending.conflict && draft && (
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={sending.takeTheirs}>
            Take theirs
          </Button>
          <Button size="sm" onClick={sending.asNew}>
            Keep mine as another draft
          </Button>
        </div>
      )}
      {scheduling && <ScheduleDialog sending={sending} onClose={() => setScheduling(false)} />}
    </div>
  );
}
