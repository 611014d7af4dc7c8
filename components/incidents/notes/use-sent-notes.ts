'use client';
import { useState } from 'react';
import type { SentNote } from '@/components/incidents/timeline/timeline';
import { newKey } from '@/components/ui/new-key';

/** Notes that are on their way: shown at once, taken away when they are numbered or refused. */
export function useSentNotes(who: string) {
  const [notes, setNotes] = useState<readonly SentNote[]>([]);
  const send = (body: string): (() => void) => {
    const note = { id: newKey(), body, who, at: new Date().toISOString() };
    setNotes((sent) => [...sent, note]);
    return () => setNotes((sent) => sent.filter(({ id }) => id !== note.id));
  };
  return { notes, send };
}
