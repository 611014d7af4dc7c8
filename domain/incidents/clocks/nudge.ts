import type { NewDelivery } from '@/domain/deliveries/queue-delivery';
import type { Tx } from '@/lib/db';
import { env } from '@/lib/env';
import { plain } from '@/lib/markdown/plain';
import type { Incident, User } from '@/prisma/generated/client';
import type { Crossing } from './crossings';
import { CLOCK_WORDS } from './rules';

const MINUTE_MS = 60_000;
const NUDGED_ROLES = ['commander', 'communications_lead'] as const;

/** The e-mails for these crossings, to whoever leads; none where e-mail is not set up or nobody has an address. */
export async function nudges(tx: Tx, incident: Incident, crossings: readonly Crossing[], now: Date): Promise<NewDelivery[]> {
  if (!env().SMTP_URL) return [];
  const leader = await whoLeads(tx, incident);
  if (!leader) return [];
  return crossings.map((crossing) => ({
    kind: 'email',
    recipient: leader.email,
    subject: `#${incident.number} ${incident.severity}: ${sentence(crossing, now)}`,
    body: [sentence(crossing, now), plain(incident.title), room(incident.number)].filter(Boolean).join('\n\n'),
    dedupKey: ['clock', incident.id, crossing.data.clock, crossing.data.dueAt, crossing.type].join(' '),
    incidentId: incident.id,
  }));
}

/** The commander; without one the communications lead, and without either whoever declared it. */
async function whoLeads(tx: Tx, { id, declaredById }: Incident): Promise<Pick<User, 'email'> | null> {
  const user = { select: { email: true, disabledAt: true } };
  const assigned = await tx.roleAssignment.findMany({
    where: { incidentId: id, endedAt: null, role: { in: [...NUDGED_ROLES] }, user: { disabledAt: null } },
    select: { role: true, user },
  });
  const leader = NUDGED_ROLES.map((role) => assigned.find((one) => one.role === role)?.user).find(Boolean);
  if (leader || !declaredById) return leader ?? null;
  return tx.user.findFirst({ where: { id: declaredById, disabledAt: null }, select: { email: true } });
}

function sentence({ type, data: { clock, dueAt } }: Crossing, now: Date): string {
  const name = CLOCK_WORDS[clock];
  const named = name.charAt(0).toUpperCase() + name.slice(1);
  if (type === 'clock_overdue') return `${named} is overdue.`;
  const minutes = Math.max(1, Math.round((Date.parse(dueAt) - now.getTime()) / MINUTE_MS));
  return `${named} is due in ${minutes} min.`;
}

function room(number: number): string {
  const { PUBLIC_URL } = env();
  return PUBLIC_URL ? `<${new URL(`/incidents/${number}`, PUBLIC_URL).href}>` : '';
}
