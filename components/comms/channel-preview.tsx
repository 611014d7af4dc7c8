'use client';
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { TabButton } from '@/components/ui/tab-button';
import type { UpdatePreview } from '@/domain/comms/schema';
import { MailBody } from './mail-body';
import { TextDiff } from './text-diff';

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };
type Last = { subject: string; body: string; when: ReactNode };

const asPosted = (text: string) => <pre className="font-sans text-base wrap-anywhere whitespace-pre-wrap">{text}</pre>;

/** How each channel will show the message, and what is new since the last one. `last` is null when there is none yet. */
export function ChannelPreview({ preview, last }: { preview: UpdatePreview; last?: Last | null }) {
  const id = useId();
  const row = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState('email');
  const tabs: { name: string; label: string; content: ReactNode }[] = [
    { name: 'email', label: 'E-mail', content: <Mail preview={preview} /> },
    { name: 'slack', label: 'Slack', content: asPosted(preview.slack) },
    { name: 'teams', label: 'Teams', content: asPosted(preview.teams.join('\n\n')) },
    { name: 'plain', label: 'Plain', content: asPosted(`${preview.subject}\n\n${preview.email.text}`) },
    ...(last === undefined ? [] : [{ name: 'changes', label: 'Changes', content: <Changes preview={preview} last={last} /> }]),
  ];
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const next = step && tabs[(tabs.findIndex(({ name }) => name === shown) + step + tabs.length) % tabs.length];
    if (!next) return;
    setShown(next.name);
    row.current?.querySelector<HTMLElement>(`[data-tab="${next.name}"]`)?.focus();
  };
  return (
    <section aria-label="Preview" className="min-w-0">
      <div ref={row} role="tablist" aria-label="Preview as" onKeyDown={move} className="flex gap-4 overflow-x-auto border-b border-line">
        {tabs.map(({ name, label }) => (
          <TabButton
            key={name}
            id={`${id}-${name}`}
            panel={`${id}-panel`}
            name={name}
            selected={name === shown}
            onSelect={() => setShown(name)}
          >
            {label}
          </TabButton>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${shown}`} className="pt-3">
        {tabs.find(({ name }) => name === shown)?.content}
      </div>
    </section>
  );
}

const Mail = ({ preview }: { preview: UpdatePreview }) => (
  <div className="grid gap-2">
    <p className="wrap-anywhere">
      <span className="text-ink-3">Subject </span>
      {preview.subject}
    </p>
    <div className="rounded-md border border-line bg-surface px-3 py-2">
      <MailBody html={preview.email.html} />
    </div>
  </div>
);

function Changes({ preview, last }: { preview: UpdatePreview; last: Last | null }) {
  if (!last) return <p className="text-ink-2">Nothing was sent to this audience yet.</p>;
  return (
    <div className="grid gap-2">
      <p className="text-sm text-ink-3">Since the one of {last.when}</p>
      <TextDiff
        label="Changes since the last update"
        before={`${last.subject}\n\n${last.body}`}
        after={`${preview.subject}\n\n${preview.body}`}
      />
    </div>
  );
}
