import { queueDelivery } from '@/domain/deliveries/queue-delivery';
import { mayKnow } from '@/domain/incidents/people/may-know';
import { consoleAddress } from '@/lib/console-address';
import type { Tx } from '@/lib/db';
import { env } from '@/lib/env';
import type { Incident, Review, User } from '@/prisma/generated/client';
import { plain } from './words/markdown';

type Message = {
  subject: string;
  /** Markdown. */
  says: string;
  /** What brought it about: nobody is told twice of the same. */
  occasion: string;
};

export const reviewAddress = (number: number): string => consoleAddress(`/incidents/${number}/review`);

/**
 * Puts an e-mail about the review to each of these people into the outbox, in the caller's transaction: to none where e-mail is not set
 * up, and to nobody who may not know of the incident.
 */
export async function tellPeople(
  tx: Tx,
  incident: Incident,
  { icsUid }: Review,
  people: readonly User[],
  { subject, says, occasion }: Message,
): Promise<void> {
  if (!env().SMTP_URL) return;
  const knowing: User[] = [];
  for (const person of people) if (await mayKnow(tx, incident, person)) knowing.push(person);
  await queueDelivery(
    tx,
    knowing.map(({ email }) => ({
      kind: 'email' as const,
      recipient: email,
      subject,
      body: [says, `${incident.severity}: ${plain(incident.title)}`, `<${reviewAddress(incident.number)}>`].join('\n\n'),
      dedupKey: ['review', icsUid, occasion, email].join(' '),
      incidentId: incident.id,
    })),
  );
}
