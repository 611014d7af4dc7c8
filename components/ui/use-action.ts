'use client';
import { useEffect, useRef, useState } from 'react';
import type { ActionError, ActionResult } from '@/actions/result';

const UNREACHABLE: ActionError = {
  code: 'unavailable',
  message: 'The console could not be reached, so this may not have arrived. What you wrote is still here: try again.',
  requestId: '',
};

/** Calls a server action; a console that cannot be reached is an answer too. */
export const callAction = <I, T>(action: (input: I) => Promise<ActionResult<T>>, input: I): Promise<ActionResult<T>> =>
  action(input).catch((): ActionResult<T> => ({ ok: false, error: UNREACHABLE }));

/**
 * Calls a server action once at a time: `run` answers its value, or undefined when it was refused, and then `error` says
 * why. What a field did wrong is in `fieldError(name)` until that field is edited, and the first such field gets the focus;
 * `message` is for what belongs to no field of `fields`.
 * `before` is what was said to a form that came back from the server.
 */
export function useAction<I, T>(action: (input: I) => Promise<ActionResult<T>>, fields: readonly string[] = [], before?: ActionError) {
  const [pending, setPending] = useState(false);
  const [error, setError] = useState(before);
  const [edited, setEdited] = useState<readonly string[]>([]);
  const busy = useRef(false);
  useEffect(() => {
    if (!error?.details) return;
    document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    const onInput = ({ target }: Event) => {
      if (!(target instanceof HTMLElement) || target.getAttribute('aria-invalid') !== 'true') return;
      const name = target.getAttribute('name');
      if (name) setEdited((names) => [...names, name]);
    };
    document.addEventListener('input', onInput);
    return () => document.removeEventListener('input', onInput);
  }, [error]);
  const run = async (input: I): Promise<T | undefined> => {
    if (busy.current) return undefined;
    busy.current = true;
    setPending(true);
    const result = await callAction(action, input);
    busy.current = false;
    setPending(false);
    setEdited([]);
    setError(result.ok ? undefined : result.error);
    return result.ok ? result.value : undefined;
  };
  const refusalOf = (name: string) => error?.details?.find(({ field }) => field === name)?.message;
  const fieldError = (name: string) => (edited.includes(name) ? undefined : refusalOf(name));
  const message = error && !fields.some(refusalOf) ? messageOf(error) : undefined;
  return { run, pending, error, fieldError, message, clear: () => setError(undefined) };
}

function messageOf(error: ActionError): string {
  const details = error.details?.map(({ field, message }) => `${field}: ${message}`).join('; ');
  return details && error.code === 'invalid' && !error.message.includes(details) ? `${error.message} ${details}` : error.message;
}
