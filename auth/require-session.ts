import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { Context } from '@/domain/context';
import { session } from './session';

/** The signed-in person; anybody else is sent to sign in and comes back afterwards. */
export async function requireSession(): Promise<Context> {
  const ctx = await session();
  if (ctx) return ctx;
  // Written by the front door; Next does not tell a layout its own address.
  const path = (await headers()).get('x-sitrep-path');
  redirect(path && path !== '/' ? `/sign-in?callbackUrl=${encodeURIComponent(path)}` : '/sign-in');
}
