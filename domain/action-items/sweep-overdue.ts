import { holds } from '@/domain/access/matrix';
import { queueDelivery } from '@/domain/deliveries/queue-delivery';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { plain } from '@/lib/markdown/plain';
import type { Role } from '@/prisma/generated/enums';

const AT_ONCE = 50;
/** One who was told is told again after so long. */
const AGAIN_HOURS = 24;

/** Tells the owners of open items that they are late, once a day each. Several engines may look at once. */
export async function sweepOverdue(now = new Date()): Promise<number> {
  return db().$transaction(async (tx) => {
    const told = await tx.$queryRaw<{ id: string }[]>`
      UPDATE action_item SET "nudgedAt" = ${now} WHERE id IN (
        SELECT id FROM action_item WHERE state = 'open' AND "dueAt" < ${now}
          AND ("nudgedAt" IS NULL OR "nudgedAt" < ${now}::timestamptz - make_interval(hours => ${AGAIN_HOURS}))
        ORDER BY "dueAt" LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
      RETURNING id`;
    if (told.length === 0 || !env().SMTP_URL) return told.length;
    const items = await tx.actionItem.findMany({
      where: { id: { in: told.map(({ id }) => id) }, owner: { disabledAt: null } },
      select: {
        ...{ id: true, number: true, title: true, dueAt: true, incidentId: true },
        owner: { select: { id: true, email: true, roles: true } },
        incident: { select: { restricted: true, participants: { select: { actorId: true } } } },
      },
    });
    await queueDelivery(
      tx,
      items.filter(ownerMayKnow).flatMap(({ id, number, title, dueAt, incidentId, owner }) =>
        owner && dueAt
          ? [
              {
                kind: 'email' as const,
                recipient: owner.email,
                subject: `Action item ${number} is overdue`,
                body: [`Action item ${number} was due on ${dueAt.toISOString().slice(0, 10)}.`, plain(title), address(number)]
                  .filter(Boolean)
                  .join('\n\n'),
                dedupKey: ['action item', id, now.toISOString().slice(0, 13)].join(' '),
                ...(incidentId ? { incidentId } : {}),
              },
            ]
          : [],
      ),
    );
    return told.length;
  });
}

type Late = {
  owner: { id: string; roles: readonly Role[] } | null;
  incident: { restricted: boolean; participants: readonly { actorId: string }[] } | null;
};

/** Its incident may have been restricted since it was given to them. */
const ownerMayKnow = ({ owner, incident }: Late): boolean =>
  !incident?.restricted ||
  (owner !== null && (holds(owner.roles, 'incident.read_restricted') || incident.participants.some(({ actorId }) => actorId === owner.id)));

function address(number: number): string {
  const { PUBLIC_URL } = env();
  return PUBLIC_URL ? `<${new URL(`/action-items/${number}`, PUBLIC_URL).href}>` : '';
}
