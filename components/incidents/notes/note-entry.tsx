'use client';
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { editNote } from '@/actions/incidents';
import { useTimelineDesk } from '@/components/incidents/timeline/timeline-desk';
import type { NoteEdited } from '@/components/incidents/timeline/timeline-rows';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { Textarea } from '@/components/ui/textarea';
import { Time } from '@/components/ui/time';
import { useAction } from '@/components/ui/use-action';
import type { TimelineItem } from '@/domain/incidents/timeline-event';
import { NoteText } from './note-text';

type Note = Extract<TimelineItem, { type: 'note_added' }>;
type NoteEntryProps = { note: Note; edits?: readonly NoteEdited[]; editing: boolean; onEdited: () => void };

/** A note or a decision as it now reads, with what it said before; or the box in which it is said anew. */
export function NoteEntry({ note, edits = [], editing, onEdited }: NoteEntryProps) {
  const [open, setOpen] = useState(false);
  const last = edits.at(-1);
  const body = last?.data.body ?? note.data.body;
  if (editing) return <NoteEditor note={note} body={body} basedOn={last?.seq ?? note.seq} onClose={onEdited} />;
  const who = (
    <>
      <b className="font-medium">{note.actor.name} </b>
      {note.data.decision && <span className="font-medium">decided: </span>}
    </>
  );
  return (
    <>
      <NoteText body={body} lead={who} />
      {last && (
        <button type="button" aria-expanded={open} className="link text-sm text-ink-3 touch:min-h-10" onClick={() => setOpen(!open)}>
          edited<span className="sr-only">: what it said before</span>
        </button>
      )}
      {open && <Before versions={[note, ...edits.slice(0, -1)]} last={last} />}
    </>
  );
}

/** What a note said, oldest first, and until when. */
function Before({ versions, last }: { versions: readonly (Note | NoteEdited)[]; last?: NoteEdited }) {
  return (
    <ol aria-label="What it said before" className="mt-1 grid gap-2 border-l-2 border-line pl-3 text-ink-2">
      {versions.map((version) => (
        <li key={version.seq}>
          <p className="text-sm text-ink-3">
            {version.actor.name}, <Time at={version.at} />
          </p>
          <NoteText body={version.data.body} />
        </li>
      ))}
      {last && (
        <li className="text-sm text-ink-3">
          as it stands: {last.actor.name}, <Time at={last.at} />
        </li>
      )}
    </ol>
  );
}

type EditorProps = { note: Note; body: string; basedOn: number; onClose: () => void };

function NoteEditor({ note, body, basedOn, onClose }: EditorProps) {
  const { number, take } = useTimelineDesk();
  const { run, pending, message } = useAction(editNote);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  const save = async () => {
    const edited = await run({ number, note: note.seq, body: box.current?.value ?? '', basedOn });
    if (!edited) return;
    take([edited]);
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) save();
    event.stopPropagation();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save();
  };
  return (
    <form onSubmit={submit} className="grid gap-1.5 py-1">
      <Textarea ref={box} aria-label="What it says now" defaultValue={body} rows={2} maxLength={20_000} onKeyDown={onKeyDown} />
      <FormError message={message} />
      <div className="flex gap-2">
        <Button type="submit" size="sm" look="primary" pending={pending}>
          Save
        </Button>
        <Button size="sm" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
