import type { z } from 'zod';
import { db } from '@/lib/db';
import type { SignInLinkPurpose } from '@/prisma/generated/enums';
import { admitAnyone } from './authorise';
import type { SignInLinkToken } from './schema';
import { secretHash } from './secrets';

/** Whom an open link is for: nobody yet for a set-up link. Null when it was used, voided, has expired or never was. */
export async function getSignInLink(
  input: z.output<typeof SignInLinkToken>,
): Promise<{ purpose: SignInLinkPurpose; email: string; name: string } | null> {
  admitAnyone('link');
  const link = await db().signInLink.findFirst({
    where: { tokenHash: secretHash(input.token), usedAt: null, expiresAt: { gt: new Date() } },
    select: { purpose: true, user: { select: { email: true, name: true, disabledAt: true } } },
  });
  if (!link || link.user?.disabledAt) return null;
  return { purpose: link.purpose, email: link.user?.email ?? '', name: link.user?.name ?? '' };
}
