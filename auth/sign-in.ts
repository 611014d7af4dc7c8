import 'server-only';
import { cookies } from 'next/headers';
import { NextRequest, NextResponse } from 'next/server';
import { revokeSession } from '@/domain/access/revoke-session';
import type { Context } from '@/domain/context';
import { DomainError, ERROR_CODES, type ErrorCode } from '@/domain/errors';
import { cookieName, sessionCookie } from './cookie';
import { nextAuth } from './next-auth';
import { OIDC } from './oidc';
import { PASSWORD } from './options';

/** Signs this browser in by password: sets the session cookie, or throws why not. Only within a server action. */
export async function signInHere(email: string, password: string): Promise<void> {
  const goesTo = await post(`callback/${PASSWORD}`, { email, password, callbackUrl: '/' });
  const refusal = goesTo.searchParams.get('error');
  if (refusal !== null) throw refusalError(refusal);
}

/** Ends the session of this browser and takes its cookie away. */
export async function signOutHere(ctx: Context): Promise<void> {
  (await cookies()).set(cookieName('session'), '', { ...sessionCookie(), maxAge: 0 });
  if (ctx.sessionId) await revokeSession(ctx, { id: ctx.sessionId });
}

/** Where to send this browser to sign in by the identity provider, having set the cookies that tie the answer to it. */
export async function oidcAddress(callbackUrl: string): Promise<string> {
  return (await post(`signin/${OIDC}`, { callbackUrl })).href;
}

/**
 * Walks next-auth's own protocol inside this request, so that the sign-in form also works without JavaScript: first its CSRF
 * token, then the step. The browser gets every cookie the steps set.
 */
async function post(step: string, fields: Record<string, string>): Promise<URL> {
  const { csrfToken } = (await (await take(at('csrf'))).json()) as { csrfToken: string };
  const body = new URLSearchParams({ ...fields, csrfToken });
  const response = await take(at(step, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } }));
  return new URL(response.headers.get('location') ?? '/', 'http://console.invalid');
}

const at = (step: string, init?: ConstructorParameters<typeof NextRequest>[1]) => ({
  step,
  request: new NextRequest(`http://console.invalid/api/auth/${step}`, init),
});

async function take({ step, request }: ReturnType<typeof at>): Promise<Response> {
  const response = await nextAuth(request, { params: Promise.resolve({ nextauth: step.split('/') }) });
  const jar = await cookies();
  for (const cookie of new NextResponse(null, { headers: response.headers }).cookies.getAll()) jar.set(cookie);
  return response;
}

function refusalError(text: string): Error {
  const [, code, message] = /^(\w+): (.+)$/s.exec(text) ?? [];
  const known = ERROR_CODES.find((one) => one === code) satisfies ErrorCode | undefined;
  return known && message ? new DomainError(known, message) : new Error(text);
}
