import type { Audience } from '@/prisma/generated/enums';

/** From the narrowest to the widest. */
export const AUDIENCES = ['internal', 'stakeholders', 'customers'] as const satisfies readonly Audience[];

/** The audiences that a message to `audience` tells: who tells customers has told stakeholders and the team. Pure. */
export const toldBy = (audience: Audience): Audience[] => AUDIENCES.slice(0, AUDIENCES.indexOf(audience) + 1);

/** Where a message is read that no channel takes: those with a link see what is not for the team alone. Pure. */
export const shownWhere = (audience: Audience): string =>
  audience === 'internal' ? 'shown in the room' : 'shown in the room and to stakeholders with a link';

/** A nudge comes so long before a promise is due; the commander is told so long after. */
export const NUDGE_MINUTES = 5;
export const TELL_COMMANDER_MINUTES = 5;
