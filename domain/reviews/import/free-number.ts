import { Prisma, type Tx } from '@/lib/db';

/** A number this far ahead of ours is no neighbour's: taking it would use up the numbers that are left. */
const FURTHEST_AHEAD = 1_000_000;

const TABLES = { incident: Prisma.sql`incident`, action_item: Prisma.sql`action_item` } as const;

/** The wanted number where nothing has it, else the next one; later numbers go on behind it. */
export async function freeNumber(tx: Tx, table: keyof typeof TABLES, wanted: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ taken: boolean; highest: number }[]>`
    SELECT EXISTS (SELECT FROM ${TABLES[table]} WHERE number = ${wanted}) AS taken, coalesce(max(number), 0)::int AS highest FROM ${TABLES[table]}`;
  const { taken = true, highest = 0 } = row ?? {};
  if (taken || wanted > highest + FURTHEST_AHEAD) {
    const [next] = await tx.$queryRaw<{ number: number }[]>`SELECT nextval(pg_get_serial_sequence(${table}, 'number'))::int AS number`;
    return next?.number ?? highest + 1;
  }
  await tx.$queryRaw`
    SELECT setval(pg_get_serial_sequence(${table}, 'number'),
      greatest(${wanted}, nextval(pg_get_serial_sequence(${table}, 'number')) - 1, 1))::int AS number`;
  return wanted;
}
