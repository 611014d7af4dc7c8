'use client';
import { useEffect, useState } from 'react';
import { IconButton } from './icon-button';
import { CloseIcon } from './icons';

type Message = { id: number; text: string };

const SHOWN_MS = 6_000;
const MOST = 3;
let nextId = 1;
let show: ((message: Message) => void) | undefined;

/** Says something for six seconds at the bottom of the page; screen readers hear it. For what has no better place of its own. */
export function toast(text: string): void {
  show?.({ id: nextId++, text });
}

/** Where toasts appear; once, in the shell. */
export function Toasts() {
  const [messages, setMessages] = useState<Message[]>([]);
  const dismiss = (id: number) => setMessages((kept) => kept.filter((message) => message.id !== id));
  useEffect(() => {
    show = (message) => {
      setMessages((kept) => [...kept.slice(1 - MOST), message]);
      setTimeout(() => setMessages((kept) => kept.filter(({ id }) => id !== message.id)), SHOWN_MS);
    };
    return () => {
      show = undefined;
    };
  }, []);
  return (
    <div aria-live="polite" className="pointer-events-none fixed inset-x-0 bottom-4 z-50 grid justify-items-center gap-2 px-2">
      {messages.map((message) => (
        <div
          key={message.id}
          className="pointer-events-auto flex max-w-lg items-center gap-3 rounded-md bg-ink py-1.5 pr-1.5 pl-3 text-ground shadow-over"
        >
          <p>{message.text}</p>
          <IconButton label="Dismiss" onClick={() => dismiss(message.id)} className="text-ground hover:text-ground">
            <CloseIcon />
          </IconButton>
        </div>
      ))}
    </div>
  );
}
