import type { NewDelivery } from '@/domain/deliveries/queue-delivery';
import { queueDelivery } from '@/domain/deliveries/queue-delivery';
import { mailSender } from '@/lib/channels/mail-sender';
import type { Tx } from '@/lib/db';
import { env } from '@/lib/env';
import type { Incident } from '@/prisma/generated/client';
import type { Attendee } from '../schema';
import { reviewAddress } from '../tell-people';
import { plain } from '../words/markdown';
import { utcInstant, zonedInstant } from '../words/rules';
import { calendarObject, type Invitation, organizerOf } from './calendar-object';

/** A meeting as its row has it. */
export type Held = { uid: string; sequence: number; at: Date; zone: string; minutes: number; place: string | null; attendees: Attendee[] };

type Why = 'invited' | 'changed' | 'cancelled' | 'reminded';
const SUBJECTS = {
  invited: 'Review',
  changed: 'Changed: review',
  cancelled: 'Cancelled: review',
  reminded: 'Reminder: review',
} satisfies Record<Why, string>;

const titleOf = ({ number, title }: Incident): string => `Review of #${number}: ${title}`;

/** The meeting's calendar object, as it goes to all of its attendees. */
export const calendarOf = (incident: Incident, held: Held, method: Invitation['method'], writtenAt: Date): string =>
  calendarObject({
    ...held,
    method,
    title: titleOf(incident),
    address: reviewAddress(incident.number),
    organizer: organizerOf(mailSender()),
    writtenAt,
  });

/**
 * Puts e-mails about the meeting into the outbox, in the caller's transaction; each but a reminder carries the calendar object. Answers
 * how many: none where e-mail is not set up.
 */
export async function tellAttendees(
  tx: Tx,
  incident: Incident,
  held: Held,
  why: Why,
  to: readonly Attendee[] = held.attendees,
): Promise<number> {
  if (!env().SMTP_URL) return 0;
  const calendar = why === 'reminded' ? null : calendarOf(incident, held, why === 'cancelled' ? 'CANCEL' : 'REQUEST', new Date());
  const deliveries = to.map(
    ({ email }): NewDelivery => ({
      kind: 'email',
      recipient: email,
      subject: `${SUBJECTS[why]} of #${incident.number}: ${incident.title}`.slice(0, 290),
      body: bodyOf(incident, held, why),
      dedupKey: ['review', held.uid, held.sequence, why, email].join(' '),
      incidentId: incident.id,
      ...(calendar ? { calendar } : {}),
    }),
  );
  await queueDelivery(tx, deliveries);
  return deliveries.length;
}

function bodyOf(incident: Incident, { at, zone, minutes, place }: Held, why: Why): string {
  const when = `${zonedInstant(at.toISOString(), zone)}, which is ${utcInstant(at.toISOString())}, for ${minutes} minutes`;
  return [
    why === 'cancelled' ? `The meeting is cancelled. It was to be ${when}.` : `**When:** ${when}`,
    place && why !== 'cancelled' ? `**Where:** ${/^https?:/i.test(place) ? `<${place}>` : plain(place)}` : '',
    `${incident.severity}: ${plain(incident.title)}`,
    `<${reviewAddress(incident.number)}>`,
  ]
    .filter(Boolean)
    .join('\n\n');
}
