'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useRoomQuery } from '@/components/incidents/room/use-room-query';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Skeleton } from '@/components/ui/skeleton';
import type { TemplateView } from '@/domain/comms/list-templates';
import type { PromiseLedger as Ledger, UpdateView } from '@/domain/comms/schema';
import { Composer } from './composer';
import { DraftList } from './draft-list';
import { BLANK } from './open-composer';
import { isPromiseEvent } from './promise-banner';
import { PromiseLedger } from './promise-ledger';
import { UpdateHistory } from './update-history';
import type { UpdateRights } from './update-rights';
import { forgetWriting, fromDraft, fromTemplate, keptWriting, type Writing } from './use-words';

const LOOK_MS = 3_000;
const isUpdateEvent = (type: string): boolean => type.startsWith('update_') || type === 'delivery_failed';

async function readTemplates(): Promise<TemplateView[]> {
  const answer = await fetch('/api/v1/templates', { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`The console answered ${answer.status}. Reload the page.`);
  return (await answer.json()).items;
}

/** What was said to whom, what was promised, and the place to write the next one. */
export default function UpdatesTab({ number, rights }: { number: number; rights: UpdateRights }) {
  const updates = useRoomQuery<{ items: UpdateView[] }>(number, 'updates', isUpdateEvent);
  const ledger = useRoomQuery<Ledger>(number, 'promises', isPromiseEvent);
  const templates = useQuery({ queryKey: ['templates'], queryFn: readTemplates, staleTime: 60_000, enabled: rights.draft });
  const { start, wanted, open, close } = useComposer(number, rights.draft ? templates.data : undefined);
  const [draftId, setDraftId] = useState<string>();
  const items = updates.data?.items ?? [];
  useDeliveries(number, items);
  const error = updates.error ?? ledger.error ?? templates.error;
  if (error) return <p className="pt-4 text-fail">{error.message}</p>;
  if (!updates.data || !ledger.data) return <Skeleton className="mt-4 h-40" />;
  const drafts = items.filter(({ state }) => state !== 'sent' && state !== 'cancelled');
  const sent = items.filter(({ state }) => state === 'sent').toSorted((a, b) => (b.sentAt ?? '').localeCompare(a.sentAt ?? ''));
  return (
    <div className="grid gap-6 pt-4">
      {rights.draft && !start && (
        <div>
          <Button look="primary" onClick={() => open(fromTemplate(undefined))}>
            Write update
          </Button>
        </div>
      )}
      {start && templates.data && (
        <Composer
          key={`${start.draft?.id ?? start.words.template ?? ''}`}
          number={number}
          start={start}
          takesFocus={wanted}
          templates={templates.data}
          updates={[...sent, ...drafts]}
          rights={rights}
          onDraft={setDraftId}
          onClose={close}
        />
      )}
      <PromiseLedger number={number} ledger={ledger.data} mayWithdraw={rights.send} />
      <DraftList
        number={number}
        drafts={drafts.filter(({ id }) => !start || id !== draftId)}
        rights={rights}
        onEdit={(draft) => open(fromDraft(draft))}
      />
      <UpdateHistory number={number} updates={sent} mayRetry={rights.send} />
      {items.length === 0 && !start && (
        <EmptyState title="Nobody was told anything yet">
          {rights.draft ? 'Write the first update from a template: most of it is filled in.' : 'Updates appear here as they are sent.'}
        </EmptyState>
      )}
    </div>
  );
}

/** What is in the composer, and whether someone asked for it just now: what was being written here before, what the address asks for (?template=ID), or what was chosen. */
function useComposer(number: number, templates: TemplateView[] | undefined) {
  const asked = useSearchParams().get('template');
  const [start, setStart] = useState<Writing | null>(null);
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    if (!templates) return;
    const kept = keptWriting(number);
    if (asked) setWanted(true);
    if (kept && (!asked || asked === BLANK || kept.words.template === asked)) return setStart(kept);
    if (asked) setStart(fromTemplate(templates.find(({ id }) => id === asked)));
  }, [number, asked, templates]);
  const open = (writing: Writing) => {
    forgetWriting(number);
    setWanted(true);
    setStart(writing);
  };
  const close = () => {
    forgetWriting(number);
    setStart(null);
    setWanted(false);
    const url = new URL(location.href);
    url.searchParams.delete('template');
    history.replaceState(null, '', url);
  };
  return { start, wanted, open, close };
}

/** Deliveries move without events of their own: looked at again while any is on its way. */
function useDeliveries(number: number, items: UpdateView[]): void {
  const cache = useQueryClient();
  const moving = items.some(({ deliveries }) => deliveries.queued > 0);
  useEffect(() => {
    if (!moving) return;
    const timer = setInterval(() => cache.invalidateQueries({ queryKey: ['incident', number, 'updates'] }), LOOK_MS);
    return () => clearInterval(timer);
  }, [moving, number, cache]);
}
