import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict, invalid } from '@/domain/errors';
import { db, type Prisma } from '@/lib/db';
import type { Incident } from '@/prisma/generated/client';
import { lockFamily } from './family';
import { incidentInclude, incidentView } from './incident-view';
import { recordEvent } from './record-event';
import { restrictFamily } from './restrict-family';
import { DETAIL_FIELDS, type Details, type EditDetails, type IncidentView } from './schema';
import type { DetailChanges } from './timeline-event';

const BREACH_REASON = 'A security breach is restricted unless someone opens it.';

/**
 * Changes what is said of an incident, of an ended one too. Refuses a start after the declaration, and, where the person told
 * what they saw, a field that is another by now. What becomes a security breach becomes restricted.
 */
export async function editDetails(ctx: Context, input: z.output<typeof EditDetails>): Promise<IncidentView> {
  authorise(ctx, 'incident.edit');
  const { number, seen = {}, ...wanted } = input;
  return db().$transaction(async (tx) => {
    const family = await lockFamily(tx, ctx, number);
    const [before] = family;
    if (wanted.startedAt && new Date(wanted.startedAt) > before.declaredAt)
      throw invalid('startedAt', 'must not be after the incident was declared');
    const changes = changesOf(before, wanted);
    if (Object.keys(changes).length === 0) throw conflict('Nothing of this is different from what is there.');
    const { count } = await tx.incident.updateMany({ where: { id: before.id, ...asSeen(seen) }, data: valuesOf(changes) });
    if (count === 0) throw conflict(whatChanged(before, seen));
    await recordEvent(tx, ctx, before.id, { type: 'details_changed', data: changes });
    if (changes.kind?.to === 'security_breach' && !before.restricted)
      await restrictFamily(tx, ctx, family, { restricted: true, reason: BREACH_REASON });
    return incidentView(await tx.incident.findUniqueOrThrow({ where: { id: before.id }, include: incidentInclude }));
  });
}

const stored = (incident: Incident, field: keyof Details) => (field === 'startedAt' ? incident.startedAt.toISOString() : incident[field]);
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function changesOf(before: Incident, wanted: Details): DetailChanges {
  const changed = DETAIL_FIELDS.filter((field) => wanted[field] !== undefined && !same(wanted[field], stored(before, field)));
  return Object.fromEntries(changed.map((field) => [field, { from: stored(before, field), to: wanted[field] }]));
}

const valuesOf = (changes: DetailChanges): Prisma.IncidentUpdateManyMutationInput =>
  Object.fromEntries(Object.entries(changes).map(([field, { to }]) => [field, to]));

const asSeen = ({ tags, ...seen }: Details): Prisma.IncidentWhereInput => ({
  ...seen,
  ...(tags ? { tags: { equals: tags } } : {}),
});

const FIELD_WORDS: Record<keyof Details, string> = {
  title: 'title',
  service: 'service',
  summary: 'summary',
  impact: 'impact',
  kind: 'kind',
  startedAt: 'start',
  customerVisible: 'mark for customers',
  tags: 'tags',
  bridgeUrl: 'bridge',
};

function whatChanged(now: Incident, seen: Details): string {
  const other = DETAIL_FIELDS.filter((field) => seen[field] !== undefined && !same(seen[field], stored(now, field)));
  const words = other.map((field) => FIELD_WORDS[field]).join(' and the ');
  return `Someone changed the ${words} meanwhile. Look at it again, then change it.`;
}
