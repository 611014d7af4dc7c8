import { db } from '@/lib/db';
import { parseEnv } from '@/lib/env';
import { seed } from '@/prisma/seed';

/** What a first start puts in place: policies, checklists, templates, contacts. */
export async function seedPolicies(): Promise<void> {
  await seed(parseEnv({}));
  await db().signInLink.deleteMany();
}
