import { randomUUID } from 'node:crypto';
import { headers } from 'next/headers';
import type { z } from 'zod';
import { session } from '@/auth/session';
import type { Context } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import { readInput } from '@/domain/read-input';
import type { ActionError, ActionResult } from './result';

/**
 * The one door from the browser: checks where the call comes from, who asks and what is asked, then calls the verb.
 * Never throws; an unknown error is logged and leaves only its request id.
 */
export async function act<S extends z.ZodType, T>(
  schema: S,
  raw: unknown,
  verb: (ctx: Context, input: z.output<S>) => Promise<T>,
): Promise<ActionResult<T>> {
  const requestId = randomUUID();
  try {
    await checkOrigin();
    const ctx = await session();
    if (!ctx) throw new DomainError('unauthenticated', 'Your session has ended. Sign in again; nothing was changed.');
    const read = readInput(schema, raw);
    if (!read.ok) throw new DomainError('invalid', 'Check the marked fields.', read.details);
    return { ok: true, value: await verb({ ...ctx, requestId }, read.input) };
  } catch (error) {
    return { ok: false, error: actionError(error, requestId) };
  }
}

/** The same door for the few things asked by someone who is not signed in yet; the verb gets the request's id instead of a context. */
export async function actAsAnyone<S extends z.ZodType, T>(
  schema: S,
  raw: unknown,
  verb: (input: z.output<S>, requestId: string) => Promise<T>,
): Promise<ActionResult<T>> {
  const requestId = randomUUID();
  try {
    await checkOrigin();
    const read = readInput(schema, raw);
    if (!read.ok) throw new DomainError('invalid', 'Check the marked fields.', read.details);
    return { ok: true, value: await verb(read.input, requestId) };
  } catch (error) {
    return { ok: false, error: actionError(error, requestId) };
  }
}

/** Server actions accept a missing Origin; we do not. The front door sets X-Forwarded-Host itself. */
async function checkOrigin(): Promise<void> {
  const sent = await headers();
  const origin = sent.get('origin');
  const host = sent.get('x-forwarded-host') ?? sent.get('host');
  if (!origin || !URL.canParse(origin) || new URL(origin).host !== host)
    throw new DomainError('forbidden', 'This request did not come from the console. Reload the page and try again.');
}

function actionError(error: unknown, requestId: string): ActionError {
  if (error instanceof DomainError)
    return { code: error.code, message: error.message, ...(error.details ? { details: error.details } : {}), requestId };
  console.error(JSON.stringify({ level: 'error', requestId, error: error instanceof Error ? error.stack : String(error) }));
  return {
    code: 'internal',
    message: `Something went wrong on the server (request ${requestId}). Try again; if it stays, look for this id in the log.`,
    requestId,
  };
}
