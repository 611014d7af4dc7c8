import ICAL from 'ical.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadFacts } from '@/domain/comms/facts/load-facts';
import { valuesOf } from '@/domain/comms/facts/values-of';
import { DomainError } from '@/domain/errors';
import { DeliverySender } from '@/engine/jobs/delivery-sender';
import { db } from '@/lib/db';
import { makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { type MailSink, startMailSink } from '@/test/mail-sink';
import { person } from '@/test/people';
import { reviewedIncident } from '@/test/reviewed-incident';
import { getReview } from '../get-review';
import { Meeting } from '../schema';
import { cancelMeeting } from './cancel-meeting';
import { getMeetingCalendar } from './get-meeting-calendar';
import { proposeMeeting } from './propose-meeting';
import { remindAttendees } from './remind-attendees';
import { scheduleReview } from './schedule-review';

useTestDatabase();
let sink: MailSink;
let ana: Awaited<ReturnType<typeof makePerson>>;
const viewer = person('Vi', 'viewer');
const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(Math.ceil(Date.now() / 60_000) * 60_000 + hours * HOUR_MS).toISOString();
const meeting = (facts: object = {}) =>
  Meeting.parse({
    at: inHours(48),
    zone: 'Europe/Berlin',
    place: 'https://meet.example/a',
    attendees: [{ email: 'Bo@Example.com', name: 'Bo' }, { email: 'cy@example.com' }],
    ...facts,
  });

beforeAll(async () => {
  sink = await startMailSink();
  Object.assign(process.env, { SMTP_URL: sink.url, MAIL_FROM: 'Sitrep <sitrep@example.com>', PUBLIC_URL: 'https://sitrep.example' });
  ana = await makePerson(['responder'], { name: 'Ana', email: 'ana@example.com' });
});
afterAll(() => sink.close());

/** The calendar part of a message as another library reads it; undefined where it has none. */
function calendarIn(raw: string): ICAL.Component | undefined {
  const part = raw.split(/\r\n--[^\r\n]+\r\n/).find((one) => /^Content-Type: text\/calendar/im.test(one));
  if (!part) return undefined;
  const [headers = '', body = ''] = part.split(/\r\n\r\n([\s\S]*)/);
  const text = /base64/i.test(headers)
    ? Buffer.from(body, 'base64').toString()
    : body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return new ICAL.Component(ICAL.parse(text));
}

type Told = { to: string; subject: string; method: string | undefined; sequence: number | undefined };

/** What reaches the mail server once the outbox was emptied. */
async function mails(): Promise<Told[]> {
  sink.received.length = 0;
  const sender = new DeliverySender();
  await sender.sweep();
  await sender.idle();
  const told = sink.received.map(({ to, subject, raw }) => {
    const calendar = calendarIn(raw);
    const event = calendar?.getFirstSubcomponent('vevent');
    const method = calendar?.getFirstPropertyValue('method')?.toString();
    return { to, subject, method, sequence: event ? new ICAL.Event(event).sequence : undefined };
  });
  return told.sort((a, b) => (a.to < b.to ? -1 : 1));
}

test('S2-87: resolving with a time invites everybody, changes and cancellations follow with a higher sequence', async () => {
  const { number } = await reviewedIncident(ana, { review: meeting() });
  expect(await mails()).toMatchObject([
    { to: 'bo@example.com', subject: `Review of #${number}: Report generation fails`, method: 'REQUEST', sequence: 0 },
    { to: 'cy@example.com', method: 'REQUEST', sequence: 0 },
  ]);
  expect((await getReview(viewer, { number })).meeting).toMatchObject({
    zone: 'Europe/Berlin',
    minutes: 60,
    attendees: [
      { email: 'bo@example.com', name: 'Bo' },
      { email: 'cy@example.com', name: 'cy' },
    ],
  });
  await scheduleReview(ana, {
    number,
    ...meeting({ at: inHours(72), attendees: [{ email: 'cy@example.com' }, { email: 'di@example.com' }] }),
  });
  expect(await mails()).toMatchObject([
    { to: 'bo@example.com', method: 'CANCEL', sequence: 1 },
    { to: 'cy@example.com', subject: `Changed: review of #${number}: Report generation fails`, method: 'REQUEST', sequence: 1 },
    { to: 'di@example.com', method: 'REQUEST', sequence: 1 },
  ]);
  expect(ICAL.parse(await getMeetingCalendar(viewer, { number }))[0]).toBe('vcalendar');
  await cancelMeeting(ana, { number, reason: 'Moved.' });
  expect(await mails()).toMatchObject([
    { to: 'cy@example.com', method: 'CANCEL', sequence: 2 },
    { to: 'di@example.com', method: 'CANCEL', sequence: 2 },
  ]);
  await expect(cancelMeeting(ana, { number })).rejects.toThrow('It has no meeting.');
  await expect(getMeetingCalendar(viewer, { number })).rejects.toThrow(/was not found/);
  await expect(scheduleReview(viewer, { number, ...meeting() })).rejects.toThrow(DomainError);
  await scheduleReview(ana, { number, ...meeting() });
  expect(await mails()).toMatchObject([{ sequence: 3 }, { sequence: 3 }]);
});

test('whoever is invited by address alone goes by the name known here, or by the one they were invited with', async () => {
  const { number } = await reviewedIncident(ana, { review: meeting() });
  await scheduleReview(ana, { number, ...meeting({ attendees: [{ email: 'ANA@example.com' }, { email: 'bo@example.com' }] }) });
  expect((await getReview(viewer, { number })).meeting?.attendees).toEqual([
    { email: 'ana@example.com', name: 'Ana' },
    { email: 'bo@example.com', name: 'Bo' },
  ]);
  await cancelMeeting(ana, { number });
  await mails();
});

test('a time that has passed is refused, and nobody is told', async () => {
  const { number } = await reviewedIncident(ana);
  await expect(scheduleReview(ana, { number, ...meeting({ at: inHours(-1) }) })).rejects.toThrow('must be in the future');
  // Within a resolution it is the review's time, and nothing is resolved.
  const over = reviewedIncident(ana, { review: meeting({ at: inHours(-1) }) });
  await expect(over).rejects.toMatchObject({ details: [{ field: 'review.at', message: 'must be in the future' }] });
  expect(await mails()).toEqual([]);
});

test('S2-86: the resolution notice says when and where the review is; customers are not told where', async () => {
  const { number } = await reviewedIncident(ana, { review: meeting({ at: '2027-01-04T09:00:00Z' }) });
  const incident = await db().incident.findUniqueOrThrow({ where: { number } });
  const facts = await loadFacts(db(), incident);
  expect(valuesOf(facts, 'internal', new Date())).toMatchObject({
    reviewAt: '4 Jan 2027, 09:00 UTC',
    reviewLink: 'https://meet.example/a',
  });
  expect(valuesOf(facts, 'customers', new Date()).reviewLink).toBeUndefined();
});

test('attendees are reminded once, and the lead of an overdue review is told once', async () => {
  const { number } = await reviewedIncident(ana, { review: meeting() });
  await mails();
  const incident = await db().incident.findUniqueOrThrow({ where: { number } });
  const past = new Date(Date.now() - 1_000);
  await db().review.update({ where: { incidentId: incident.id }, data: { remindAt: past, dueAt: past } });
  await remindAttendees();
  expect((await mails()).map(({ to, subject, method }) => [to, subject, method])).toEqual([
    ['ana@example.com', `The review of #${number} is overdue`, undefined],
    ['bo@example.com', `Reminder: review of #${number}: Report generation fails`, undefined],
    ['cy@example.com', `Reminder: review of #${number}: Report generation fails`, undefined],
  ]);
  expect(await remindAttendees()).toBe(0);
  expect(await mails()).toEqual([]);
});

test('whoever led the review of a restricted incident and was taken out of it is told nothing', async () => {
  const { number } = await reviewedIncident(ana, { restricted: true });
  const { id } = await db().incident.findUniqueOrThrow({ where: { number } });
  await db().participant.deleteMany({ where: { incidentId: id, actorId: ana.userId } });
  await db().review.update({ where: { incidentId: id }, data: { dueAt: new Date(Date.now() - 1_000) } });
  await remindAttendees();
  expect(await mails()).toEqual([]);
});

test('a meeting is proposed in business hours, with who had a role', async () => {
  const { number } = await reviewedIncident(ana);
  const proposal = await proposeMeeting(viewer, { number });
  expect(proposal).toMatchObject({
    wanted: true,
    withinDays: 7,
    zone: 'UTC',
    minutes: 60,
    attendees: [{ email: 'ana@example.com', name: 'Ana' }],
  });
  const at = new Date(proposal.at);
  expect([at.getUTCHours(), at > new Date(), [1, 2, 3, 4, 5].includes(at.getUTCDay())]).toEqual([10, true, true]);
});

test('a meeting that is to come is proposed as it is, and not wanted anew', async () => {
  const held = meeting();
  const { number } = await reviewedIncident(ana, { review: held });
  const { zone, place } = held;
  expect(await proposeMeeting(viewer, { number })).toMatchObject({
    ...{ wanted: false, isHeld: true, zone, place },
    at: new Date(held.at).toISOString(),
  });
});

test.each([
  [{ attendees: [{ email: 'bo@example.com\r\nBcc: all@example.com' }] }, 'attendees.0.email'],
  [{ attendees: [{ email: 'Bo <bo@example.com>' }] }, 'attendees.0.email'],
  [{ attendees: [{ email: 'a@b.example, c@d.example' }] }, 'attendees.0.email'],
  [{ attendees: [{ email: 'nobody' }] }, 'attendees.0.email'],
  [{ attendees: [{ email: 'bo@example.com', name: 'Bo\r\nATTENDEE:mailto:x@y.example' }] }, 'attendees.0.name'],
  [{ zone: 'Mars/Olympus' }, 'zone'],
  [{ zone: '+02:00' }, 'zone'],
  [{ place: 'javascript:alert(1)' }, 'place'],
  [{ place: 'Room 7\r\nX-EVIL: 1' }, 'place'],
  [{ minutes: 0 }, 'minutes'],
  [{ at: 'tomorrow' }, 'at'],
])('%j is refused at the door', (facts, field) => {
  const parsed = Meeting.safeParse({ at: inHours(1), zone: 'UTC', ...facts });
  expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toContain(field);
});
