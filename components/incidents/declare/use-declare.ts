'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useActionState, useRef, useState } from 'react';
import { declareByForm, declareIncident } from '@/actions/incidents';
import { instantOfField } from '@/components/ui/local-time';
import { newKey } from '@/components/ui/new-key';
import { useAction } from '@/components/ui/use-action';

const FIELDS = ['title', 'severity', 'service', 'summary', 'kind', 'impact', 'startedAt', 'labels'] as const;

/** Declares what the form says and goes to the incident. Pressed twice, or sent again after a break, it is one incident. */
export function useDeclare() {
  const router = useRouter();
  const [refused, withoutScripts] = useActionState(declareByForm, null);
  const { run, pending, fieldError, message } = useAction(declareIncident, FIELDS, refused?.error);
  const [declared, setDeclared] = useState(false);
  const keyFor = useKey();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = Object.fromEntries(
      [...FIELDS, 'runbook' as const].map((name) => [name, String(form.get(name) ?? '').trim() || undefined]),
    );
    const input = {
      ...said,
      title: said.title ?? '',
      startedAt: instantOfField(said.startedAt ?? '', undefined),
      customerVisible: form.get('customerVisible') === 'on',
      restricted: form.get('restricted') === 'on',
    };
    const incident = await run({ ...input, idempotencyKey: keyFor(JSON.stringify(input)) });
    if (!incident) return;
    setDeclared(true);
    router.push(`/incidents/${incident.number}`);
  };
  return { submit, withoutScripts, typed: refused?.typed, pending: pending || declared, fieldError, message };
}

/** A key that stays with what is asked: the same contents get the same one, so that asking again is not a second incident. */
function useKey(): (contents: string) => string {
  const last = useRef({ contents: '', key: '' });
  return (contents) => {
    if (last.current.contents !== contents) last.current = { contents, key: newKey() };
    return last.current.key;
  };
}
