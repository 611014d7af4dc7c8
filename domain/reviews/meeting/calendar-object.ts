import ics from 'ics';
import type { Attendee } from '../schema';
import { zonedInstant } from '../words/rules';

export type Invitation = {
  uid: string;
  /** Higher with every message, so that calendars take the newest. */
  sequence: number;
  method: 'REQUEST' | 'CANCEL';
  at: Date;
  zone: string;
  minutes: number;
  title: string;
  place: string | null;
  /** Where the review is written. */
  address: string;
  organizer: Attendee;
  attendees: readonly Attendee[];
  writtenAt: Date;
};

const MAIL_ADDRESS = /^(?:"?([^"<]*)"?\s*)?<([^<>\s]+)>$|^(\S+@\S+)$/;

/** A name that can stand in a parameter: RFC 5545 has no way to write a quotation mark or a line break there. */
const parameter = (name: string) =>
  name
    .replace(/[\u0000-\u001f\u007f"\\]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/**
 * The meeting as an iCalendar object (RFC 5545, RFC 5546) that calendar programs take as an invitation, a change of it, or its
 * cancellation. Times are in UTC, so that no program needs our zones; the zone that people agreed in stands in the text. Pure.
 */
export function calendarObject(invitation: Invitation): string {
  const { uid, sequence, method, at, zone, minutes, title, place, address, organizer, attendees, writtenAt } = invitation;
  const { error, value } = ics.createEvent({
    uid,
    sequence,
    method,
    productId: '-//Sitrep//Review//EN',
    start: utcParts(at),
    startInputType: 'utc',
    startOutputType: 'utc',
    duration: { minutes },
    title,
    description: `${zonedInstant(at.toISOString(), zone)}\n${place ? `${place}\n` : ''}The review: ${address}`,
    ...(place ? { location: place } : {}),
    url: address,
    status: method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED',
    organizer: { name: parameter(organizer.name), email: organizer.email },
    attendees: attendees.map(({ name, email }) => ({
      name: parameter(name) || email,
      email,
      rsvp: method === 'REQUEST',
      partstat: 'NEEDS-ACTION',
      role: 'REQ-PARTICIPANT',
    })),
    lastModified: utcParts(writtenAt),
  });
  if (error || !value) throw new Error(`the invitation could not be written: ${error?.message ?? 'nothing came'}`);
  return value;
}

/** Who invites: the address that the console's mail is from. */
export function organizerOf(mailFrom: string): Attendee {
  const [, name, address, bare] = MAIL_ADDRESS.exec(mailFrom.trim()) ?? [];
  return { name: name?.trim() || 'Sitrep', email: address ?? bare ?? 'sitrep@localhost' };
}

const utcParts = (at: Date): [number, number, number, number, number] => [
  at.getUTCFullYear(),
  at.getUTCMonth() + 1,
  at.getUTCDate(),
  at.getUTCHours(),
  at.getUTCMinutes(),
];
