import 'server-only';
import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import type { Context } from '@/domain/context';
import { contextFromRequest } from './context-from-request';
import { requestId } from './request';

/** The signed-in person of this request, in pages and server actions; null when nobody is. */
export const session = cache(async (): Promise<Context | null> => {
  // Reading cookies first makes every page that asks a dynamic one.
  await cookies();
  return contextFromRequest({ cookie: (await headers()).get('cookie') ?? undefined, requestId: await requestId() });
});
