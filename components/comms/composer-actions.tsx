'use client';
import { type ReactNode, useRef, useState } from 'react';
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
  /** What is still to be said or put right, by name. */
  lacks: readonly string[];
  children: ReactNode;
};

/** Send, or what leads there: keep, ask for approval, schedule. */
export function ComposerActions({ writing, rights, sending, lacks, children }: ComposerActionsProps) {
  const [scheduling, setScheduling] = useState(false);
  const [refused, setRefused] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const { words, draft } = writing;
  const approved = Boolean(draft?.approvedBy) && !isChanged(writing);
  const maySend = rights.send && (words.audience !== 'customers' || rights.sendToCustomers || approved);
  /** Nothing that is not complete leaves this form: the first field that lacks something gets the focus. */
  const whenComplete = (go: () => void) => () => {
    setRefused(lacks.length > 0);
    if (lacks.length === 0) return go();
    form.current?.closest('section')?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  };
  return (
    <div ref={form} className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        {maySend ? (
          <Button look="primary" pending={sending.pending} onClick={whenComplete(sending.send)} title="Ctrl or Cmd with Enter">
            Send update
          </Button>
        ) : (
          <Button look="primary" pending={sending.pending} onClick={whenComplete(sending.askApproval)}>
            Ask for approval
          </Button>
        )}
        <Button pending={sending.pending} onClick={sending.save}>
          Save draft
        </Button>
        {maySend && (
          <Button pending={sending.pending} onClick={whenComplete(() => setScheduling(true))}>
            Schedule
          </Button>
        )}
        {maySend && !approved && (
          <Button look="quiet" pending={sending.pending} onClick={whenComplete(sending.askApproval)}>
            Ask for approval
          </Button>
        )}
        {children}
      </div>
      {!maySend && <p className="text-sm text-ink-3">Customers are told with the approval of a commander or admin.</p>}
      {approved && <p className="text-sm text-ink-3">Approved by {draft?.approvedBy}. Other words need another approval.</p>}
      <FormError message={refused && lacks.length > 0 ? `Not yet. Say first, or put right: ${lacks.join(', ')}.` : sending.message} />
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
