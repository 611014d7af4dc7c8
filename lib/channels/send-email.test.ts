import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MailSink, startMailSink } from '@/test/mail-sink';
import { sendEmail } from './send-email';

let sink: MailSink;
beforeAll(async () => {
  sink = await startMailSink();
  Object.assign(process.env, { SMTP_URL: sink.url, MAIL_FROM: 'Sitrep <sitrep@example.com>' });
  sink.meet.set('full@example.com', 452).set('nobody@example.com', 550).set('silent@example.com', 'silent');
});
afterAll(() => sink.close());

const email = (to: string, subject = 'P1: reports fail') => ({
  id: 'd1',
  to,
  subject,
  text: 'Reports fail.',
  html: '<p>Reports fail.</p>',
});

test('one address gets text and HTML, from us, under an id that stays', async () => {
  expect(await sendEmail(email('ana@example.com'))).toEqual({ delivered: true });
  const mail = sink.received.find(({ to }) => to === 'ana@example.com');
  expect(mail).toMatchObject({ subject: 'P1: reports fail' });
  for (const part of [
    'From: Sitrep <sitrep@example.com>',
    'Message-ID: <d1@sitrep>',
    'text/plain',
    'text/html',
    'Auto-Submitted: auto-generated',
  ])
    expect(mail?.raw).toContain(part);
});

test('full for now and nobody there are not the same', async () => {
  const full = await sendEmail(email('full@example.com'));
  expect(full).toMatchObject({ error: 'refused_for_now', message: expect.stringContaining('452') });
  expect(full).not.toHaveProperty('permanent');
  expect(await sendEmail(email('nobody@example.com'))).toMatchObject({ error: 'refused', permanent: true });
});

test('a server that has the message and falls silent may have taken it', async () => {
  expect(await sendEmail(email('silent@example.com'), { silenceMs: 300 })).toMatchObject({ error: 'answer_timeout', unsure: true });
  expect(await sendEmail(email('silent@example.com'), { totalMs: 300 })).toMatchObject({ error: 'answer_timeout', unsure: true });
});

test('a server that does not greet has taken nothing', async () => {
  sink.mute = true;
  const outcome = await sendEmail(email('ana@example.com'), { greetingMs: 300 });
  sink.mute = false;
  expect(outcome).toMatchObject({ error: 'answer_timeout' });
  expect(outcome).not.toHaveProperty('unsure');
});

test.each([
  ['ana@example.com\r\nBcc: all@example.com', 'x'],
  ['ana@example.com', 'x\r\nBcc: all@example.com'],
  ['ana@example.com', 'x\u0000'],
])('no header is smuggled in by %j, %j', async (to, subject) => {
  const before = sink.received.length;
  expect(await sendEmail(email(to, subject))).toMatchObject({ error: 'header_refused', permanent: true });
  expect(sink.received).toHaveLength(before);
});

test('an address is one address, whatever it holds', async () => {
  await sendEmail(email('bo@example.com,all@example.com'));
  expect(sink.received.map(({ to }) => to)).not.toContain('all@example.com');
});

test('where nothing listens, nothing was taken', async () => {
  await new Promise<void>((resolve) => sink.close().then(resolve));
  const outcome = await sendEmail(email('ana@example.com'));
  expect(outcome).toMatchObject({ error: 'connection_failed' });
  expect(outcome).not.toHaveProperty('unsure');
  const port = Number(new URL(sink.url).port);
  // Someone else who takes connections and drops them: the message may be anywhere.
  const dropping = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => dropping.listen(port, '127.0.0.1', resolve));
  expect(await sendEmail(email('ana@example.com'))).toMatchObject({ unsure: true });
  dropping.close();
});
