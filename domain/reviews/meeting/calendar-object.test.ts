import fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { calendarObject, type Invitation, organizerOf } from './calendar-object';
import { proposedTime } from './proposed-time';

const invitation = (facts: Partial<Invitation> = {}): Invitation => ({
  uid: 'a1@sitrep',
  sequence: 0,
  method: 'REQUEST',
  at: new Date('2026-11-27T09:30:00Z'),
  zone: 'Europe/Berlin',
  minutes: 45,
  title: 'Review of #7: Reports fail',
  place: 'https://meet.example/a',
  address: 'https://sitrep.example/incidents/7/review',
  organizer: { name: 'Sitrep', email: 'sitrep@example.com' },
  attendees: [{ name: 'Ana', email: 'ana@example.com' }],
  writtenAt: new Date('2026-11-26T12:00:00Z'),
  ...facts,
});

/** As another library reads it. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const [first] = calendar.getAllSubcomponents('vevent');
  if (!first) throw new Error('no event');
  return { method: calendar.getFirstPropertyValue('method'), all: calendar.getAllSubcomponents(), event: new ICAL.Event(first), first };
}

test('S2-87: another calendar library reads an invitation with its time, place, organizer and attendees', () => {
  const { method, event, first } = read(calendarObject(invitation({ sequence: 2 })));
  expect(method).toBe('REQUEST');
  expect(event.uid).toBe('a1@sitrep');
  expect(event.sequence).toBe(2);
  expect(event.startDate.toJSDate().toISOString()).toBe('2026-11-27T09:30:00.000Z');
  expect(event.duration.toSeconds()).toBe(45 * 60);
  expect(event.location).toBe('https://meet.example/a');
  expect(event.description).toContain('27 Nov 2026, 10:30 (Europe/Berlin)');
  expect(event.organizer).toBe('MAILTO:sitrep@example.com');
  expect(event.attendees.map((one) => [one.getFirstValue(), one.getParameter('cn'), one.getParameter('rsvp')])).toEqual([
    ['mailto:ana@example.com', 'Ana', 'TRUE'],
  ]);
  expect(first.getFirstPropertyValue('status')).toBe('CONFIRMED');
  expect(first.getFirstPropertyValue('dtstamp')).not.toBeNull();
});

test('a cancellation has the same id, a higher sequence, and says so', () => {
  const { method, event, first } = read(calendarObject(invitation({ method: 'CANCEL', sequence: 3 })));
  expect([method, event.uid, event.sequence, first.getFirstPropertyValue('status')]).toEqual(['CANCEL', 'a1@sitrep', 3, 'CANCELLED']);
});

test('whatever people wrote, it is one event with one attendee and their words', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 120 }),
    fc.constantFrom(
      'x\r\nATTENDEE:mailto:evil@example.com',
      'x\nEND:VEVENT\nBEGIN:VEVENT',
      '";CN=evil',
      'a;b,c\\d:e',
      'Zoë "Zed" Ö'.repeat(9),
    ),
  );
  fc.assert(
    fc.property(hostile, hostile, hostile, (title, place, name) => {
      fc.pre(title.trim() !== '');
      const { all, event } = read(
        calendarObject(invitation({ title, place: place || null, attendees: [{ name, email: 'ana@example.com' }] })),
      );
      expect(all).toHaveLength(1);
      expect(event.attendees.map((one) => one.getFirstValue())).toEqual(['mailto:ana@example.com']);
      expect(event.summary.replace(/\s+/g, ' ')).toBe(title.replace(/\s+/g, ' '));
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['Sitrep <sitrep@example.com>', { name: 'Sitrep', email: 'sitrep@example.com' }],
  ['"On call" <a@b.example>', { name: 'On call', email: 'a@b.example' }],
  ['a@b.example', { name: 'Sitrep', email: 'a@b.example' }],
])('%s invites as who it is', (from, organizer) => {
  expect(organizerOf(from)).toEqual(organizer);
});

test('a proposed time is an hour into the business day, or its beginning where the day is short', () => {
  const dayEnd = new Date('2026-11-27T16:00:00Z');
  expect(proposedTime(dayEnd, { startMinute: 540, endMinute: 1_020 }).toISOString()).toBe('2026-11-27T09:00:00.000Z');
  expect(proposedTime(dayEnd, { startMinute: 540, endMinute: 630 }).toISOString()).toBe('2026-11-27T14:30:00.000Z');
});
