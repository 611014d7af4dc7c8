import type { Tx } from '@/lib/db';

type Actor = string | null;

/** Who answers for each of these actors: a person for themselves and for the API keys they made; a key that nobody here made, for itself. */
export async function findPeopleBehind<A extends Actor>(tx: Pick<Tx, 'apiKey'>, actorIds: readonly A[]): Promise<A[]> {
  const known = actorIds.filter((id) => id !== null);
  const keys = await tx.apiKey.findMany({ where: { id: { in: known } }, select: { id: true, createdById: true } });
  const makers = new Map<Actor, Actor>(keys.map(({ id, createdById }) => [id, createdById]));
  return actorIds.map((id) => (makers.get(id) ?? id) as A);
}

/** Whether both are one person, be it by way of an API key: where a second person is asked for, they are not two. */
export async function isSamePerson(tx: Pick<Tx, 'apiKey'>, one: Actor, other: Actor): Promise<boolean> {
  if (!one || !other) return false;
  const [first, second] = await findPeopleBehind(tx, [one, other]);
  return first === second;
}
