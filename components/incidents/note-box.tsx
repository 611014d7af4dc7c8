'use client';
import { type KeyboardEvent, useRef, useState } from 'react';
import { addNote } from '@/actions/incidents';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { FormError } from '@/components/ui/form-error';
import { Textarea } from '@/components/ui/textarea';
import { callAction } from '@/components/ui/use-action';
import type { TimelineItem } from '@/domain/incidents/timeline-event';

type NoteBoxProps = {
  number: number;
  /** Shows the note before it is numbered; answers how to take it back. */
  onSend: (body: string) => () => void;
  onAdded: (item: TimelineItem) => void;
  className?: string;
};

/** Writes into the timeline: Ctrl or Cmd with Enter sends. A note that was refused comes back into the box. */
export function NoteBox({ number, onSend, onAdded, className }: NoteBoxProps) {
  const [body, setBody] = useState('');
  const box = useRef<HTMLTextAreaElement>(null);
  const [message, setMessage] = useState<string>();
  const send = async () => {
    const text = body.trim();
    if (!text) return box.current?.focus();
    const takeBack = onSend(text);
    setBody('');
    const added = await callAction(addNote, { number, body: text });
    takeBack();
    setMessage(added.ok ? undefined : added.error.message);
    if (added.ok) onAdded(added.value);
    else setBody((since) => (since ? `${text}\n\n${since}` : text));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      className={cx('grid gap-1', className)}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <FormError message={message} />
      <div className="flex items-end gap-2">
        <Textarea
          ref={box}
          aria-label="Note"
          placeholder="What you see or did"
          rows={1}
          maxLength={20_000}
          value={body}
          data-key="n"
          onChange={(event) => setBody(event.target.value)}
          onKeyDown={onKeyDown}
          className="min-h-8 touch:min-h-11"
        />
        <Button type="submit" title="Ctrl or Cmd with Enter">
          Add note
        </Button>
      </div>
    </form>
  );
}
