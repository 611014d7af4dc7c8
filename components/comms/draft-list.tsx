'use client';
import { useState } from 'react';
import { approveUpdate, cancelUpdate, sendUpdate } from '@/actions/comms';
import { NoteText } from '@/components/incidents/notes/note-text';
import { Button } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { FormError } from '@/components/ui/form-error';
import { Time } from '@/components/ui/time';
import { toast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { UpdateView } from '@/domain/comms/schema';
import { AUDIENCE_NAMES, STATE_WORDS } from './comms-labels';
import { ReturnDialog } from './return-dialog';
import type { UpdateRights } from './update-rights';
import { usePreview } from './use-preview';
import { sentWords } from './use-sending';
import { wordsOf } from './use-words';

type DraftListProps = { number: number; drafts: UpdateView[]; rights: UpdateRights; onEdit: (draft: UpdateView) => void };

/** What is not sent yet: everyone at work sees it, and whoever may moves it on. */
export function DraftList({ number, drafts, rights, onEdit }: DraftListProps) {
  if (drafts.length === 0) return null;
  return (
    <section aria-label="Drafts">
      <h2 className="font-medium">Not sent yet</h2>
      <ul className="mt-1 border-t border-line">
        {drafts.map((draft) => (
          <Draft key={draft.id} number={number} draft={draft} rights={rights} onEdit={() => onEdit(draft)} />
        ))}
      </ul>
    </section>
  );
}

function Draft({ number, draft, rights, onEdit }: { number: number; draft: UpdateView; rights: UpdateRights; onEdit: () => void }) {
  const [returning, setReturning] = useState(false);
  const approve = useAction(approveUpdate);
  const cancel = useAction(cancelUpdate);
  const send = useAction(sendUpdate);
  const { data: preview } = usePreview(number, wordsOf(draft));
  const on = { number, update: draft.id, revision: draft.revision };
  const own = [draft.createdById, draft.changedById].includes(rights.me);
  const waits = draft.state === 'awaiting_approval';
  const maySend = rights.send && (draft.audience !== 'customers' || rights.sendToCustomers || draft.approvedBy !== null);
  return (
    <li className="grid gap-1 border-b border-line py-2">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-medium wrap-anywhere">{preview?.subject ?? draft.subject}</span>
        <span className="text-sm text-ink-2">
          {STATE_WORDS[draft.state]}
          {draft.scheduledAt && (
            <>
              {' '}
              for <Time at={draft.scheduledAt} form="clock" />
            </>
          )}
          {draft.approvedBy && `, approved by ${draft.approvedBy}`}
        </span>
        <span className="text-sm text-ink-3">
          for {AUDIENCE_NAMES[draft.audience].toLowerCase()}, by {draft.changedBy}, <Time at={draft.changedAt} />
        </span>
      </p>
      {draft.returnReason && (
        <p className="border-l-2 border-warn pl-2 text-sm">
          {draft.returnedBy ?? 'Sitrep'} returned it: {draft.returnReason}
        </p>
      )}
      {waits && (
        <Disclosure summary="What it says" className="text-sm">
          <NoteText body={preview?.body ?? draft.body} />
        </Disclosure>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {waits && rights.approve && !own && (
          <>
            <Button size="sm" look="primary" pending={approve.pending} onClick={() => approve.run(on)}>
              Approve
            </Button>
            <Button size="sm" onClick={() => setReturning(true)}>
              Return
            </Button>
          </>
        )}
        {maySend && (
          <Button
            size="sm"
            look={draft.approvedBy ? 'primary' : 'plain'}
            pending={send.pending}
            aria-label={`Send update: ${draft.subject}`}
            onClick={async () => {
              const sent = await send.run({ ...on, audience: draft.audience });
              if (sent) toast(sentWords(sent));
            }}
          >
            Send
          </Button>
        )}
        <Button size="sm" onClick={onEdit} aria-label={`Edit: ${draft.subject}`}>
          Edit
        </Button>
        <Button size="sm" look="quiet" pending={cancel.pending} onClick={() => cancel.run(on)} aria-label={`Cancel: ${draft.subject}`}>
          Cancel it
        </Button>
      </div>
      <FormError message={approve.message ?? send.message ?? cancel.message} />
      {returning && <ReturnDialog on={on} onClose={() => setReturning(false)} />}
    </li>
  );
}
