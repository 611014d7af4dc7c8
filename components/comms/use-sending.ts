import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { changeDraft, draftUpdate, requestUpdateApproval, scheduleUpdate, sendUpdate } from '@/actions/comms';
import { newKey } from '@/components/ui/new-key';
import { toast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { SentUpdate, UpdateView } from '@/domain/comms/schema';
import { forgetWriting, fromDraft, isChanged, type Writing } from './use-words';

type UseSending = {
  number: number;
  writing: Writing;
  setWriting: (change: (before: Writing) => Writing) => void;
  onClose: () => void;
};

/** What can be done with the words in the composer. What was refused stays there, with the reason. */
export function useSending({ number, writing, setWriting, onClose }: UseSending) {
  const { words, draft } = writing;
  const cache = useQueryClient();
  const listed = ['incident', number, 'updates'];
  // The same key until it is through: pressed twice, or sent again after a broken line, it is sent once.
  const key = useRef(newKey());
  const sent = useAction(sendUpdate, ['subject', 'body']);
  const kept = useAction((input: object) => ('update' in input ? changeDraft(input) : draftUpdate(input)), ['subject', 'body']);
  const asked = useAction(requestUpdateApproval, ['subject', 'body']);
  const scheduled = useAction(scheduleUpdate, ['at']);
  const done = (words: string) => {
    toast(words);
    forgetWriting(number);
    onClose();
  };

  /** Keeps what is written as a draft; what is kept already stays as it is. */
  const save = async (): Promise<UpdateView | Writing['draft'] | undefined> => {
    if (draft && !isChanged(writing)) return draft;
    const saved = await kept.run({ number, ...words, ...(draft ? { update: draft.id, revision: draft.revision } : {}) });
    if (saved) setWriting(() => fromDraft(saved));
    // A change of a draft is no event: the list is read anew.
    if (saved) cache.invalidateQueries({ queryKey: listed });
    return saved;
  };
  const send = async () => {
    const update = await sent.run({ number, ...toSend(writing), idempotencyKey: key.current });
    if (!update) return;
    key.current = newKey();
    done(sentWords(update));
  };
  const askApproval = async () => {
    const saved = await save();
    if (saved && (await asked.run({ number, update: saved.id, revision: saved.revision }))) done('Approval is asked for.');
  };
  const schedule = async (at: string) => {
    const saved = await save();
    if (saved && (await scheduled.run({ number, update: saved.id, revision: saved.revision, at }))) done('It is scheduled.');
  };
  const all = [sent, kept, asked, scheduled];
  const clear = () => all.forEach((action) => action.clear());
  return {
    send,
    save: async () => void ((await save()) && toast('The draft is kept.')),
    askApproval,
    schedule,
    ...together(all),
    takeTheirs: async () => {
      await cache.refetchQueries({ queryKey: listed });
      const theirs = cache.getQueryData<{ items: UpdateView[] }>(listed)?.items.find(({ id }) => id === draft?.id);
      clear();
      if (theirs) setWriting(() => fromDraft(theirs));
    },
    asNew: () => {
      clear();
      setWriting((before) => ({ ...before, draft: null, saved: '' }));
    },
  };
}

type Asking = Pick<ReturnType<typeof useAction<unknown, unknown>>, 'pending' | 'message' | 'error' | 'fieldError'>;

/** What several actions say as one: whether any is under way, and the first thing that was wrong. */
const together = (all: Asking[]) => ({
  pending: all.some(({ pending }) => pending),
  message: all.map(({ message }) => message).find(Boolean),
  conflict: all.some(({ error }) => error?.code === 'conflict'),
  fieldError: (name: string) => all.map(({ fieldError }) => fieldError(name)).find(Boolean),
});

/** An approval is for the words that were approved: unchanged, they are not sent along. */
function toSend(writing: Writing) {
  const { words, draft } = writing;
  const { template, ...rest } = words;
  const onDraft = draft ? { update: draft.id, revision: draft.revision } : {};
  if (draft && !isChanged(writing)) return { ...onDraft, audience: words.audience };
  return { ...onDraft, ...rest, ...(template ? { template } : {}) };
}

/** What is said once it is sent. */
export const sentWords = ({ notice, deliveries: { total } }: SentUpdate): string =>
  notice ?? `Sent to ${total} ${total === 1 ? 'recipient' : 'recipients'}.`;

export type Sending = ReturnType<typeof useSending>;
