import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { UpdatePreview } from '@/domain/comms/schema';
import type { Words } from './use-words';

const SETTLE_MS = 250;

async function preview(
  number: number,
  words: Pick<Words, 'audience' | 'purpose' | 'subject' | 'body' | 'variables'>,
  signal: AbortSignal,
): Promise<UpdatePreview> {
  const { audience, purpose, subject, body, variables } = words;
  const answer = await fetch(`/api/v1/incidents/${number}/updates/preview`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ audience, purpose, subject, body, variables }),
    signal,
  });
  if (answer.ok) return answer.json();
  const said = await answer.json().catch(() => null);
  throw new Error(said?.error?.message ?? `The console answered ${answer.status}.`);
}

/** What the message would say now, a moment after the last key; the former preview stays until then, and is not `current`. */
export function usePreview(number: number, words: Pick<Words, 'audience' | 'purpose' | 'subject' | 'body' | 'variables'>) {
  const asked = JSON.stringify(words);
  const [settled, setSettled] = useState(asked);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(asked), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [asked]);
  const { data, error, isPlaceholderData } = useQuery<UpdatePreview>({
    queryKey: ['preview', number, settled],
    queryFn: ({ signal }) => preview(number, JSON.parse(settled), signal),
    placeholderData: keepPreviousData,
    retry: 1,
    gcTime: 10_000,
  });
  return { data, error, current: settled === asked && !isPlaceholderData ? data : undefined };
}
