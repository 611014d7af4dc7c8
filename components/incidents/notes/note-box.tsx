'use client';
import { type FormEvent, type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import type { Rights } from '@/components/incidents/lifecycle/incident-actions';
import type { Suggestion } from '@/components/incidents/notes/slash/command';
import { doCommand } from '@/components/incidents/notes/slash/do-command';
import { readCommand, suggestions, usageOf } from '@/components/incidents/notes/slash/read-command';
import { SuggestionList } from '@/components/incidents/notes/slash/suggestion-list';
import { useMenu } from '@/components/incidents/notes/slash/use-menu';
import { useSlashFacts } from '@/components/incidents/notes/slash/use-slash-facts';
import type { SeverityMeaning } from '@/components/incidents/severity/severity-choice';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { FormError } from '@/components/ui/form-error';
import { Textarea } from '@/components/ui/textarea';
import type { IncidentView } from '@/domain/incidents/schema';
import type { TimelineItem } from '@/domain/incidents/timeline-event';

type NoteBoxProps = {
  incident: IncidentView;
  me: { id: string | null; name: string };
  may: Rights;
  meanings: readonly SeverityMeaning[];
  /** Shows the note before it is numbered; answers how to take it back. */
  onSend: (body: string) => () => void;
  onAdded: (item: TimelineItem) => void;
  className?: string;
};

/**
 * Writes into the timeline: Ctrl or Cmd with Enter sends, Escape leaves the box. What begins with "/" is a command: Enter does it.
 * What was refused comes back into the box.
 */
export function NoteBox({ className, ...told }: NoteBoxProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  const { body, write, send, message, menu, isCommand, offered } = useWriting(told, box);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const sends = event.key === 'Enter' && (event.metaKey || event.ctrlKey || (isCommand && !event.shiftKey && !menu.active));
    if (sends) send();
    if (sends || menu.press(event.key, event.shiftKey)) event.preventDefault();
    else if (event.key === 'Escape') box.current?.blur();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  const open = menu.shown.length > 0;
  const usage = isCommand && !menu.closed && !message ? usageOf(body) : undefined;
  return (
    <form className={cx('grid gap-1', className)} onSubmit={submit}>
      <BegunByName commands={offered} onBegin={menu.take} />
      <FormError message={message} />
      <div className="relative flex items-end gap-2">
        {(open || usage) && <SuggestionList id={menu.id} suggestions={menu.shown} at={menu.at} usage={usage} onChoose={menu.take} />}
        <Textarea
          ref={box}
          aria-label="Note"
          aria-autocomplete="list"
          aria-controls={open ? menu.id : undefined}
          aria-activedescendant={open ? `${menu.id}-${menu.at}` : undefined}
          placeholder="A note, / for commands"
          rows={1}
          maxLength={20_000}
          value={body}
          data-key="n"
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={menu.close}
          className="min-h-8 touch:min-h-11"
        />
        <Button type="submit" title={isCommand ? 'Enter' : 'Ctrl or Cmd with Enter'}>
          {isCommand ? 'Do it' : 'Add note'}
        </Button>
      </div>
    </form>
  );
}

/** Commands that ask for words, for the palette: they begin in the box. */
function BegunByName({ commands, onBegin }: { commands: readonly Suggestion[]; onBegin: (command: Suggestion) => void }) {
  return (
    <span className="hidden">
      {commands.map((one) => (
        <button key={one.text} type="button" data-command={`${one.says}: ${one.label}`} data-unseen onClick={() => onBegin(one)}>
          {one.label}
        </button>
      ))}
    </span>
  );
}

/** What is being written, and what sending it does. */
function useWriting({ onSend, onAdded, ...told }: Omit<NoteBoxProps, 'className'>, box: RefObject<HTMLTextAreaElement | null>) {
  const [body, setBody] = useState('');
  const [message, setMessage] = useState<string>();
  const { facts, runbook } = useSlashFacts(told, body.startsWith('/'));
  const menu = useMenu(suggestions(body, facts), ({ text }) => {
    write(text);
    box.current?.focus();
  });
  const write = (text: string) => {
    setBody(text);
    menu.reset();
    setMessage(undefined);
  };
  const send = async () => {
    const text = body.trim();
    if (!text) return box.current?.focus();
    const command = readCommand(text, facts, new Date());
    if (command.do === 'help') return write('/');
    if (command.do === 'refuse') return setMessage(command.why);
    const takeBack = command.do === 'note' ? onSend(command.body) : undefined;
    write('');
    const { why, added } = await doCommand(command, { number: told.incident.number, runbook });
    takeBack?.();
    if (added) onAdded(added);
    setMessage(why);
    if (why) setBody((since) => (since ? `${text}\n\n${since}` : text));
  };
  const offered = suggestions('/', facts).filter(({ text }) => text.endsWith(' '));
  return { body, write, send, message, menu, offered, isCommand: body.startsWith('/') && !body.startsWith('//') };
}
