import 'server-only';
import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authOptions } from './options';
import { requestOrigin } from './request';

type Segments = { params: Promise<{ nextauth: string[] }> };

const answer = (request: NextRequest, segments: Segments): Promise<Response> =>
  NextAuth(request as never, segments as never, authOptions(requestOrigin)) as Promise<Response>;

/** The part of next-auth's addresses that is used here; the rest does not exist. */
const OPEN = {
  GET: ['csrf', 'signin', 'callback', 'error'],
  POST: ['signin', 'callback'],
} as const satisfies Record<string, readonly string[]>;

/** Answers one of next-auth's addresses. */
export async function nextAuth(request: NextRequest, segments: Segments): Promise<Response> {
  const [step = ''] = (await segments.params).nextauth;
  const open: readonly string[] = OPEN[request.method as keyof typeof OPEN] ?? [];
  if (!open.includes(step))
    return Response.json({ error: { code: 'not_found', message: 'This address does not exist.' } }, { status: 404 });
  return answer(request, segments);
}
