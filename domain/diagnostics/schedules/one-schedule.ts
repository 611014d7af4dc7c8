import { notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import type { Schedule } from '@/prisma/generated/client';

export async function oneSchedule(id: string): Promise<Schedule> {
  const row = await db().schedule.findUnique({ where: { id } });
  if (!row) throw notFound(`Schedule ${id}`);
  return row;
}
