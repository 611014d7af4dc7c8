import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import { visibleTo } from '../visible-to';
import type { Presence } from './schema';

/** A page that has not given a sign of life for this long is taken for closed. */
export const PRESENCE_SILENCE_SECONDS = 10;
const MOST_PEOPLE = 100;
const MOST_RUNS = 20;

/** Who has the room open on any engine, each once, longest first; and the runs that wait or go on there. */
export async function getPresence(ctx: Context, input: { number: number }): Promise<Presence> {
  authorise(ctx, 'incident.read');
  const incident = await db().incident.findFirst({ where: { number: input.number, ...visibleTo(ctx) }, select: { id: true } });
  if (!incident) throw notFound(`Incident #${input.number}`);
  const [people, runs] = await Promise.all([
    db().$queryRaw<{ id: string; name: string; since: Date }[]>`
      SELECT "actorId" AS id, min(name) AS name, min(since) AS since FROM presence
      WHERE "incidentId" = ${incident.id}::uuid AND "beatAt" > now() - make_interval(secs => ${PRESENCE_SILENCE_SECONDS})
      GROUP BY "actorId" ORDER BY min(since), "actorId" LIMIT ${MOST_PEOPLE}`,
    db().run.findMany({
      where: { incidentId: incident.id, state: { in: ['queued', 'running'] } },
      orderBy: { queuedAt: 'asc' },
      take: MOST_RUNS,
      select: { id: true, blockTitle: true, requestedByName: true },
    }),
  ]);
  return {
    people: people.map(({ id, name, since }) => ({ id, name, since: since.toISOString() })),
    running: runs.map(({ id, blockTitle, requestedByName }) => ({ run: id, title: blockTitle, by: requestedByName })),
  };
}
