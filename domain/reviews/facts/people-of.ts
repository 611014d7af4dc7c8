import type { Facts } from '../document/schema';
import type { Known } from './load-facts';

type Person = Facts['people'][number];

/** Who did something or had a role: those with the most to tell first. */
export function peopleOf({ counted: { entries }, roles }: Pick<Known, 'counted' | 'roles'>): Person[] {
  const people = new Map<string, Person>(
    entries.map(({ actorId, name, events, firstAt, lastAt }) => [
      actorId,
      { name, roles: [], events, firstAt: firstAt.toISOString(), lastAt: lastAt.toISOString() },
    ]),
  );
  const known = (id: string, name: string): Person => {
    const found = people.get(id) ?? { name, roles: [], events: 0, firstAt: null, lastAt: null };
    people.set(id, found);
    return found;
  };
  for (const { userId, userName, role, assignedAt, endedAt } of roles)
    known(userId, userName).roles.push({ role, from: assignedAt.toISOString(), to: endedAt?.toISOString() ?? null });
  return [...people.values()].sort((a, b) => b.events - a.events || (a.name < b.name ? -1 : 1));
}
