import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { visibleTo } from '@/domain/incidents/visible-to';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { listContacts } from './list-contacts';
import { listLevels } from './list-levels';
import { listTeamLinks } from './list-team-links';
import { type Asked, escalationStanding } from './rules';
import type { EscalationView } from './schema';

/** Who can be asked in an incident, which level has it, and which is next. Throws not_found. */
export async function getEscalation(ctx: Context, input: { number: number }): Promise<EscalationView> {
  authorise(ctx, 'contact.read');
  const incident = await db().incident.findFirst({
    where: { number: input.number, ...visibleTo(ctx) },
    select: { declaredAt: true, events: { where: { type: 'escalated' }, orderBy: { seq: 'asc' }, select: { at: true, data: true } } },
  });
  if (!incident) throw notFound(`Incident #${input.number}`);
  const [levels, contacts, links] = await Promise.all([listLevels(ctx), listContacts(ctx), listTeamLinks(ctx)]);
  const asked = incident.events.flatMap(({ at, data }): Asked[] => {
    const { level } = data as { level: number | null };
    return level ? [{ level, at: at.toISOString() }] : [];
  });
  const standing = escalationStanding(levels, asked, incident.declaredAt.toISOString());
  return { standing, levels, contacts, links, mail: env().SMTP_URL !== undefined };
}
