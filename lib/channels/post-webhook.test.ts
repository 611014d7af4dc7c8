import { createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Answer, startWebhookReceiver, type WebhookReceiver } from '@/test/webhook-receiver';
import { postWebhook } from './post-webhook';

let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await startWebhookReceiver();
});
beforeEach(() => {
  Object.assign(receiver, { posted: [], script: [] });
});
afterAll(() => receiver.close());

const post = (url = receiver.url, limits = {}) => postWebhook({ url, body: '{"a":1}', headers: { 'webhook-id': 'm1' } }, limits);

test('JSON arrives whole, with its headers', async () => {
  expect(await post()).toEqual({ delivered: true });
  expect(receiver.posted).toMatchObject([
    { body: '{"a":1}', headers: { 'content-type': 'application/json; charset=utf-8', 'webhook-id': 'm1', 'user-agent': 'Sitrep' } },
  ]);
});

const answers: [Answer, object][] = [
  [{ status: 204 }, { delivered: true }],
  [
    { status: 429, headers: { 'retry-after': '30' }, body: 'rate_limited' },
    { error: 'rate_limited', retryAfterMs: 30_000 },
  ],
  [
    { status: 503, headers: { 'retry-after': '5' } },
    { error: 'receiver_failed', retryAfterMs: 5_000 },
  ],
  [{ status: 502 }, { error: 'receiver_failed', unsure: true }],
  [{ status: 408 }, { error: 'refused_for_now' }],
  [
    { status: 404, body: 'no_service' },
    { error: 'refused', permanent: true, message: expect.stringContaining('404: no_service') },
  ],
  [
    { status: 410, body: 'channel_is_archived' },
    { error: 'refused', permanent: true },
  ],
  [
    { status: 302, headers: { location: 'http://169.254.169.254/' } },
    { error: 'redirected', permanent: true },
  ],
];
test.each(answers)('%o means %o', async (answer, outcome) => {
  receiver.script.push(answer);
  expect(await post()).toMatchObject(outcome);
  expect(receiver.posted).toHaveLength(1);
});

test('a refusal for now is no refusal for good, and one that took nothing leaves no doubt', async () => {
  receiver.script.push({ status: 429 }, { status: 503 });
  for (const outcome of [await post(), await post()]) {
    expect(outcome).not.toHaveProperty('permanent');
    expect(outcome).not.toHaveProperty('unsure');
  }
});

test('one that takes the message and says nothing may have taken it', async () => {
  receiver.script.push('hang');
  expect(await post(receiver.url, { totalMs: 200 })).toMatchObject({ error: 'answer_timeout', unsure: true });
});

test('where nothing listens, nothing was taken', async () => {
  const closed = await startWebhookReceiver();
  await closed.close();
  const outcome = await post(closed.url);
  expect(outcome).toMatchObject({ error: 'connection_refused' });
  expect(outcome).not.toHaveProperty('unsure');
});

test('a server that never finishes the handshake is left', async () => {
  const mute = createServer(() => {}).listen(0, '127.0.0.1');
  await new Promise((resolve) => mute.once('listening', resolve));
  const { port } = mute.address() as { port: number };
  expect(await post(`https://127.0.0.1:${port}/`, { connectMs: 200 })).toMatchObject({ error: 'connection_timeout' });
  mute.close();
});

test.each([
  'http://169.254.169.254/latest',
  'http://[::ffff:169.254.169.254]/',
  'http://[fe80::1]/',
  'http://0.0.0.0/',
  'http://2852039166/',
])('%s is not posted to', async (url) => {
  expect(await post(url)).toMatchObject({ error: 'address_refused', permanent: true });
});

test('a long or HTML answer does not end up in the message', async () => {
  receiver.script.push({ status: 400, body: 'x'.repeat(50_000) }, { status: 400, body: '<html><body>secret</body></html>' });
  const [long, html] = [await post(), await post()] as { message: string }[];
  expect(long?.message.length).toBeLessThan(300);
  expect(html?.message).not.toContain('secret');
});
