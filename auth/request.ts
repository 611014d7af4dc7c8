import 'server-only';
import { randomUUID } from 'node:crypto';
import { headers } from 'next/headers';
import type { Origin } from '@/domain/access/start-session';

/** The id under which the front door logs this request. */
export async function requestId(): Promise<string> {
  return (await headers()).get('x-request-id') ?? randomUUID();
}

/** Where this request comes from. The nearest proxy, our own front door, writes the last address. */
export async function requestOrigin(): Promise<Origin> {
  const received = await headers();
  return {
    address: received.get('x-forwarded-for')?.split(',').at(-1)?.trim() || null,
    userAgent: received.get('user-agent'),
    requestId: await requestId(),
  };
}
