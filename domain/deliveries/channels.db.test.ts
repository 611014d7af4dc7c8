import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DomainError } from '@/domain/errors';
import { fieldDetails } from '@/domain/field-details';
import { db } from '@/lib/db';
import { useTestDatabase } from '@/test/database';
import { type MailSink, startMailSink } from '@/test/mail-sink';
import { person } from '@/test/people';
import { startWebhookReceiver, type WebhookReceiver } from '@/test/webhook-receiver';
import { addChannel } from './add-channel';
import { changeChannel } from './change-channel';
import { disableChannel } from './disable-channel';
import { enableChannel } from './enable-channel';
import { listChannels } from './list-channels';
import { rotateChannelKey } from './rotate-channel-key';
import { AddChannel } from './schema';
import { testChannel } from './test-channel';

useTestDatabase();
const admin = person('Ada', 'admin');
const commander = person('Cy', 'commander');
let sink: MailSink;
let receiver: WebhookReceiver;
beforeAll(async () => {
  [sink, receiver] = await Promise.all([startMailSink(), startWebhookReceiver()]);
  Object.assign(process.env, { SMTP_URL: sink.url, MAIL_FROM: 'Sitrep <sitrep@example.com>' });
});
afterAll(() => Promise.all([sink.close(), receiver.close()]));

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
const add = (input: object) => addChannel(admin, AddChannel.parse({ audiences: ['internal'], ...input }));
const find = async (id: string) => (await listChannels(admin)).find((channel) => channel.id === id);
const lastAudit = () => db().auditEntry.findFirst({ orderBy: { seq: 'desc' } });

test('an admin adds a channel; its address is a secret: sealed, never shown and in no record', async () => {
  const secret = 'https://hooks.slack.com/services/T000/B000/veryverysecret';
  const { id, key } = await add({ kind: 'slack', name: 'Operations', url: secret });
  expect(key).toBeNull();
  expect(await find(id)).toMatchObject({ name: 'Operations', host: 'hooks.slack.com', enabled: true, version: 1, recipients: [] });
  expect(await lastAudit()).toMatchObject({ action: 'channel_added', actorName: 'Ada', data: { host: 'hooks.slack.com' } });
  const row = await db().channel.findUniqueOrThrow({ where: { id } });
  const everything = JSON.stringify([
    await listChannels(admin),
    (await lastAudit())?.data,
    row,
    Buffer.from(row.sealedUrl ?? []).toString('latin1'),
  ]);
  expect(everything).not.toContain('veryverysecret');
});

test('nobody but an admin, and no name twice', async () => {
  await add({ kind: 'email', name: 'Everyone', recipients: ['all@example.com'] });
  const input = AddChannel.parse({ kind: 'email', name: 'Everyone', audiences: ['internal'], recipients: ['all@example.com'] });
  expect(await refusal(addChannel(admin, input))).toBe('conflict');
  expect(await refusal(addChannel(commander, input))).toBe('forbidden');
  expect(await refusal(listChannels(commander))).toBe('forbidden');
});

test.each([
  [{ kind: 'email' }, 'recipients'],
  [{ kind: 'email', recipients: ['ana@example.com\r\nBcc: x@example.com'] }, 'recipients'],
  [{ kind: 'email', recipients: Array.from({ length: 21 }, (_, at) => `a${at}@example.com`) }, 'recipients'],
  [{ kind: 'slack' }, 'url'],
  [{ kind: 'slack', url: 'http://hooks.slack.com/x' }, 'url'],
  [{ kind: 'slack', url: 'https://hooks.slack.com/x', recipients: ['ana@example.com'] }, 'recipients'],
  [{ kind: 'webhook', url: 'file:///etc/passwd' }, 'url'],
  [{ kind: 'webhook', url: 'https://x.example.com', audiences: [] }, 'audiences'],
])('%o is refused at the door, by the field %s', (input, field) => {
  const parsed = AddChannel.safeParse({ name: 'x', audiences: ['internal'], ...input });
  expect(parsed.success).toBe(false);
  if (!parsed.success) expect(fieldDetails(parsed.error).map((detail) => detail.field.split('.')[0])).toContain(field);
});

test('a change applies to what was shown; whoever comes second looks again', async () => {
  const { id } = await add({ kind: 'slack', name: 'Team', url: 'https://hooks.slack.com/old' });
  const change = { id, version: 1, name: 'The team', audiences: ['internal' as const] };
  await changeChannel(admin, change);
  expect(await find(id)).toMatchObject({ name: 'The team', host: 'hooks.slack.com', version: 2 });
  expect(await lastAudit()).toMatchObject({ action: 'channel_changed', data: { addressReplaced: false } });
  expect(await refusal(changeChannel(admin, change))).toBe('conflict');
  expect(await refusal(changeChannel(commander, change))).toBe('forbidden');
  expect(await refusal(changeChannel(admin, { ...change, version: 2, name: 'Operations' }))).toBe('conflict');
  expect(await refusal(changeChannel(admin, { ...change, version: 2, url: 'http://hooks.slack.com/x' }))).toBe('invalid');
  expect(await refusal(changeChannel(admin, { ...change, version: 2, recipients: ['a@example.com'] }))).toBe('invalid');
  await changeChannel(admin, { ...change, version: 2, url: 'https://elsewhere.example.com/new' });
  expect(await find(id)).toMatchObject({ host: 'elsewhere.example.com' });
});

test('a channel is disabled and enabled, once each', async () => {
  const { id } = await add({ kind: 'email', name: 'Paused', recipients: ['p@example.com'] });
  await disableChannel(admin, { id });
  expect(await find(id)).toMatchObject({ enabled: false });
  expect(await lastAudit()).toMatchObject({ action: 'channel_disabled', subjectId: id });
  expect(await refusal(disableChannel(admin, { id }))).toBe('conflict');
  await enableChannel(admin, { id });
  expect(await lastAudit()).toMatchObject({ action: 'channel_enabled', subjectId: id });
  expect(await refusal(enableChannel(admin, { id }))).toBe('conflict');
  expect(await refusal(enableChannel(commander, { id }))).toBe('forbidden');
  expect(await refusal(disableChannel(commander, { id }))).toBe('forbidden');
  expect(await refusal(disableChannel(admin, { id: '00000000-0000-4000-8000-000000000000' }))).toBe('not_found');
});

test('a test reaches everyone the channel reaches and says who was not', async () => {
  sink.meet.set('gone@example.com', 550);
  const { id } = await add({ kind: 'email', name: 'Two people', recipients: ['here@example.com', 'gone@example.com'] });
  const result = await testChannel(admin, { id });
  expect(result).toEqual({ delivered: 1, failures: [{ recipient: 'gone@example.com', message: expect.stringContaining('550') }] });
  expect(sink.received).toMatchObject([{ to: 'here@example.com', subject: 'Test message from Sitrep' }]);
  expect(await find(id)).toMatchObject({ testedAt: expect.any(String), testError: expect.stringContaining('550') });
  expect(await lastAudit()).toMatchObject({ action: 'channel_tested', data: { delivered: 1, failed: 1 } });
  expect(await refusal(testChannel(commander, { id }))).toBe('forbidden');
});

test('a generic webhook is signed; while its key changes both keys verify', async () => {
  const { id, key: first } = await add({ kind: 'webhook', name: 'Bridge', url: `${receiver.url}/in` });
  expect(first).toMatch(/^whsec_/);
  await testChannel(admin, { id });
  const { key: second } = await rotateChannelKey(admin, { id });
  expect(await lastAudit()).toMatchObject({ action: 'channel_key_rotated' });
  await testChannel(admin, { id });
  const verifies = (key: string | null, at: number) => {
    const { body, headers } = receiver.posted[at] ?? { body: '', headers: {} };
    return new Webhook(key ?? '').verify(body, headers as Record<string, string>);
  };
  expect(verifies(first, 0)).toMatchObject({
    type: 'incident.message',
    data: { subject: 'Test message from Sitrep', maybeRepeated: false },
  });
  for (const key of [first, second]) expect(verifies(key, 1)).toBeTruthy();
  await db().channel.update({ where: { id }, data: { keyChangedAt: new Date(Date.now() - 25 * 3_600_000) } });
  await testChannel(admin, { id });
  expect(verifies(second, 2)).toBeTruthy();
  expect(() => verifies(first, 2)).toThrow();
  expect(await refusal(rotateChannelKey(commander, { id }))).toBe('forbidden');
  const { id: mail } = await add({ kind: 'email', name: 'No key here', recipients: ['a@example.com'] });
  expect(await refusal(rotateChannelKey(admin, { id: mail }))).toBe('conflict');
});

test('the database itself refuses a channel without a way', async () => {
  const bad = { id: crypto.randomUUID(), kind: 'email', name: 'Nobody', audiences: ['internal'] } as const;
  await expect(db().channel.create({ data: { ...bad, audiences: [...bad.audiences] } })).rejects.toThrow(/channel_recipients/);
});
