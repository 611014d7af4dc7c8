import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { listDeliveries } from '@/domain/comms/list-deliveries';
import { retryDelivery } from '@/domain/comms/retry-delivery';
import { addChannel } from '@/domain/deliveries/add-channel';
import { channelRecipients } from '@/domain/deliveries/channel-recipients';
import { disableChannel } from '@/domain/deliveries/disable-channel';
import { type NewDelivery, queueDelivery } from '@/domain/deliveries/queue-delivery';
import { AddChannel } from '@/domain/deliveries/schema';
import { DomainError } from '@/domain/errors';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { listTimeline } from '@/domain/incidents/list-timeline';
import { db } from '@/lib/db';
import { useTestDatabase } from '@/test/database';
import { type MailSink, startMailSink } from '@/test/mail-sink';
import { person } from '@/test/people';
import { startSenderProcess } from '@/test/start-sender-process';
import { startWebhookReceiver, type WebhookReceiver } from '@/test/webhook-receiver';
import { DeliverySender } from './delivery-sender';

useTestDatabase();
const admin = person('Ada', 'admin', 'responder');
const viewer = person('Vi', 'viewer');
let sink: MailSink;
let receiver: WebhookReceiver;
let sender: DeliverySender;

beforeAll(async () => {
  [sink, receiver] = await Promise.all([startMailSink(), startWebhookReceiver()]);
  Object.assign(process.env, { SMTP_URL: sink.url, MAIL_FROM: 'Sitrep <sitrep@example.com>' });
});
beforeEach(() => {
  sender = new DeliverySender();
  Object.assign(receiver, { posted: [], script: [], otherwise: { status: 200 } });
  sink.received.length = 0;
});
afterEach(async () => {
  await sender.close();
  await db().delivery.deleteMany({});
  await db().channel.deleteMany({});
});
afterAll(() => Promise.all([sink.close(), receiver.close()]));

const channel = (name: string, kind: 'slack' | 'teams' | 'webhook' = 'slack') =>
  addChannel(admin, AddChannel.parse({ kind, name, audiences: ['stakeholders'], url: `${receiver.url}/${name}` }));
const queue = (...some: Partial<NewDelivery>[]) =>
  db().$transaction((tx) =>
    queueDelivery(
      tx,
      some.map((one) => ({
        kind: 'email',
        recipient: 'ana@example.com',
        subject: 'Reports fail',
        body: 'All.',
        dedupKey: randomUUID(),
        ...one,
      })),
    ),
  );
const sweep = async () => {
  await sender.sweep();
  await sender.idle();
};
/** Lets time pass for what waits, instead of waiting. */
const passMinutes = (minutes: number) => db().$executeRaw`
  UPDATE delivery SET "nextAttemptAt" = "nextAttemptAt" - make_interval(mins => ${minutes}), "queuedAt" = "queuedAt" - make_interval(mins => ${minutes})`;
const rows = () => db().delivery.findMany({ orderBy: { recipient: 'asc' } });
const only = async () => (await rows())[0];
const incidentRow = async (title = 'Reports fail') => {
  const { number } = await declareIncident(admin, { title, severity: 'P1' });
  return db().incident.findUniqueOrThrow({ where: { number }, select: { id: true, number: true } });
};
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );

test('what is queued is sent once, however often it is queued and however many engines look', async () => {
  await queue({ dedupKey: 'once' }, { recipient: 'bo@example.com' });
  await queue({ dedupKey: 'once' });
  const other = new DeliverySender();
  await Promise.all([sweep(), other.sweep().then(() => other.idle())]);
  expect(sink.received.map(({ to }) => to).toSorted()).toEqual(['ana@example.com', 'bo@example.com']);
  expect(await rows()).toMatchObject([
    { state: 'delivered', attempts: 1, endedAt: expect.any(Date), leaseUntil: null },
    { state: 'delivered', attempts: 1 },
  ]);
});

test('each kind of channel is told in its own form', async () => {
  for (const kind of ['slack', 'teams', 'webhook'] as const) await channel(kind, kind);
  const reached = await db().$transaction((tx) => channelRecipients(tx, 'stakeholders'));
  expect(reached.map(({ recipient }) => recipient)).toEqual(['slack', 'teams', 'webhook']);
  await queue(...reached.map(({ channel: _name, ...one }) => ({ ...one, subject: 'P1 <script>', body: '**All** of <them>' })));
  await sweep();
  const bodyOf = (path: string) => JSON.parse(receiver.posted.find((one) => one.path === path)?.body ?? '{}');
  expect(bodyOf('/slack').text).toContain('P1 &lt;script&gt;');
  expect(bodyOf('/teams').attachments[0].contentType).toBe('application/vnd.microsoft.card.adaptive');
  expect(bodyOf('/webhook')).toMatchObject({ type: 'incident.message', data: { subject: 'P1 <script>', markdown: '**All** of <them>' } });
});

test('an outage of half an hour loses nothing and repeats nothing', async () => {
  await queue({ ...(await channelOf('down')), dedupKey: 'a' }, { ...(await channelOf('down')), dedupKey: 'b' });
  receiver.otherwise = { status: 503 };
  for (let minute = 0; minute < 30; minute++) {
    await sweep();
    await passMinutes(1);
  }
  expect(receiver.posted.length).toBeGreaterThan(40);
  receiver.otherwise = { status: 200 };
  receiver.posted.length = 0;
  await passMinutes(5);
  await sweep();
  expect(receiver.posted).toHaveLength(2);
  expect(receiver.posted.map(({ body }) => body).join()).not.toContain('repeat');
  expect((await rows()).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
});

const channelOf = async (name: string) => {
  const id = (await db().channel.findUnique({ where: { name } }))?.id ?? (await channel(name)).id;
  return { kind: 'slack', recipient: name, channelId: id } as const;
};

test('who asks for a pause is left alone for as long', async () => {
  await queue(await channelOf('busy'));
  receiver.script.push({ status: 429, headers: { 'retry-after': '600' } });
  await sweep();
  const waiting = await only();
  expect(waiting).toMatchObject({ state: 'queued', attempts: 1, lastError: expect.stringContaining('429') });
  expect(waiting?.nextAttemptAt?.getTime()).toBeGreaterThan(Date.now() + 590_000);
  await passMinutes(9);
  await sweep();
  expect(receiver.posted).toHaveLength(1);
  await passMinutes(2);
  await sweep();
  expect(await only()).toMatchObject({ state: 'delivered', attempts: 2, maybeRepeated: false });
});

test('a pause is one for all that waits for the same channel, and for no other', async () => {
  const busy = await channelOf('full');
  await queue(...Array.from({ length: 9 }, () => busy));
  receiver.otherwise = { status: 429, headers: { 'retry-after': '600' } };
  await sweep();
  expect(receiver.posted).toHaveLength(4);
  receiver.otherwise = { status: 200 };
  await queue(await channelOf('free'));
  await sweep();
  expect(receiver.posted.slice(4).map(({ path }) => path)).toEqual(['/free']);
  await passMinutes(11);
  await vi.waitFor(async () => {
    await sweep();
    expect(await db().delivery.count({ where: { state: 'delivered' } })).toBe(10);
  });
});

test('a channel that hangs holds up no other, nor does a mail server', async () => {
  const hanging = await channelOf('hanging');
  receiver.otherwise = 'hang';
  await queue(...Array.from({ length: 9 }, () => hanging));
  void sender.sweep();
  await vi.waitFor(() => expect(receiver.posted).toHaveLength(4));
  receiver.otherwise = { status: 200 };
  sink.mute = true;
  await queue({ recipient: 'ana@example.com' }, await channelOf('quick'));
  await sender.sweep();
  await vi.waitFor(async () =>
    expect(await db().delivery.findFirst({ where: { recipient: 'quick' } })).toMatchObject({ state: 'delivered' }),
  );
  expect(await db().delivery.count({ where: { recipient: 'hanging', state: 'sending' } })).toBe(4);
  sink.mute = false;
  const { url } = receiver;
  await receiver.close();
  await sender.idle();
  receiver = await startWebhookReceiver();
  expect(receiver.url).not.toBe(url);
});

test('an engine killed in the middle of a try: it is sent again, and says that it may be a repeat', async () => {
  await queue(await channelOf('killed'), { recipient: 'bo@example.com' });
  sink.meet.set('bo@example.com', 'silent');
  receiver.otherwise = 'hang';
  const engine = await startSenderProcess();
  await vi.waitFor(() => expect([receiver.posted.length, sink.received.length]).toEqual([1, 1]), 15_000);
  engine.kill('SIGKILL');
  await once(engine, 'exit');
  expect(await rows()).toMatchObject([{ state: 'sending', attempts: 1, maybeRepeated: false }, { state: 'sending' }]);

  await sweep();
  expect(receiver.posted).toHaveLength(1);
  await db().$executeRaw`UPDATE delivery SET "leaseUntil" = now() - interval '1 second'`;
  receiver.otherwise = { status: 200 };
  sink.meet.clear();
  await sweep();
  expect(await rows()).toMatchObject([
    { state: 'delivered', attempts: 2, maybeRepeated: true },
    { state: 'delivered', attempts: 2, maybeRepeated: true },
  ]);
  expect(receiver.posted[0]?.body).not.toContain('Possible repeat');
  expect(receiver.posted[1]?.body).toContain('Possible repeat');
  expect(sink.received[1]).toMatchObject({ subject: '[Possible repeat] Reports fail' });
  const idOf = (raw = '') => /^Message-ID: (.*)$/m.exec(raw)?.[1];
  expect(idOf(sink.received[1]?.raw)).toBe(idOf(sink.received[0]?.raw));
});

test('whoever was too slow does not overwrite what another engine wrote', async () => {
  await queue(await channelOf('slow'));
  receiver.otherwise = 'hang';
  void sender.sweep();
  await vi.waitFor(() => expect(receiver.posted).toHaveLength(1));
  receiver.otherwise = { status: 200 };
  await db().$executeRaw`UPDATE delivery SET "leaseUntil" = now() - interval '1 second'`;
  const other = new DeliverySender();
  await other.sweep();
  await other.idle();
  await receiver.close();
  await sender.idle();
  receiver = await startWebhookReceiver();
  expect(await only()).toMatchObject({ state: 'delivered', attempts: 2, maybeRepeated: true, lastError: null });
});

test('what can never arrive is given up at once, and the timeline says so, once', async () => {
  const incident = await incidentRow();
  await queue({ ...(await channelOf('archived')), incidentId: incident.id });
  receiver.otherwise = { status: 410, body: 'channel_is_archived' };
  await sweep();
  await sweep();
  expect(receiver.posted).toHaveLength(1);
  expect(await only()).toMatchObject({ state: 'failed', attempts: 1, endedAt: expect.any(Date) });
  const { items } = await listTimeline(admin, { number: incident.number });
  expect(items.filter(({ type }) => type === 'delivery_failed')).toMatchObject([
    { data: { kind: 'slack', recipient: 'archived', error: expect.stringContaining('channel_is_archived') }, actor: { kind: 'system' } },
  ]);
});

test('after six hours it is given up, and a person may try again', async () => {
  const incident = await incidentRow('Slow');
  await queue({ ...(await channelOf('dead')), incidentId: incident.id });
  receiver.otherwise = { status: 500 };
  await sweep();
  await passMinutes(6 * 60 + 1);
  await sweep();
  const { items } = await listDeliveries(viewer, { number: incident.number });
  expect(items).toMatchObject([{ state: 'failed', attempts: 2, channel: 'dead', lastError: expect.stringContaining('500') }]);

  const id = items[0]?.id ?? '';
  expect(await refusal(retryDelivery(viewer, { id }))).toBe('forbidden');
  await retryDelivery(admin, { id });
  expect(await db().auditEntry.findFirst({ orderBy: { seq: 'desc' } })).toMatchObject({ action: 'delivery_retried', subjectId: id });
  expect(await refusal(retryDelivery(admin, { id }))).toBe('conflict');
  receiver.otherwise = { status: 200 };
  await sweep();
  expect(await only()).toMatchObject({ state: 'delivered', attempts: 3 });
  expect(await refusal(retryDelivery(admin, { id }))).toBe('conflict');
});

test('a disabled channel gets nothing, not what waited for it either', async () => {
  const waiting = await channelOf('stopped');
  await queue(waiting);
  await disableChannel(admin, { id: waiting.channelId });
  await sweep();
  expect(receiver.posted).toEqual([]);
  expect(await only()).toMatchObject({ state: 'failed', lastError: 'The channel stopped is disabled.' });
  expect(await db().$transaction((tx) => channelRecipients(tx, 'stakeholders'))).toEqual([]);
});

test('of an incident that one may not know of, deliveries are not found', async () => {
  const incident = await incidentRow('Secret');
  await db().incident.update({ where: { id: incident.id }, data: { restricted: true } });
  await db().participant.deleteMany({ where: { incidentId: incident.id } });
  await queue({ incidentId: incident.id });
  const stranger = person('Stan', 'responder');
  expect(await refusal(listDeliveries(stranger, { number: incident.number }))).toBe('not_found');
  expect(await refusal(retryDelivery(stranger, { id: (await only())?.id ?? '' }))).toBe('not_found');
});
