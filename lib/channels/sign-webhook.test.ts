import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { newSigningKey, webhookHeaders } from './sign-webhook';

const body = JSON.stringify({ type: 'incident.message', data: { subject: 'Ünïcode ✓' } });

test('what is signed is verified by the library of the standard, and nothing else is', () => {
  const key = newSigningKey();
  const headers = webhookHeaders('msg_1', body, [key]);
  expect(new Webhook(key).verify(body, headers)).toMatchObject({ type: 'incident.message' });
  expect(() => new Webhook(key).verify(`${body} `, headers)).toThrow();
  expect(() => new Webhook(newSigningKey()).verify(body, headers)).toThrow();
  expect(() => new Webhook(key).verify(body, { ...headers, 'webhook-id': 'msg_2' })).toThrow();
});

test('while a key changes, receivers with the new and with the former one accept it', () => {
  const [former, present] = [newSigningKey(), newSigningKey()];
  const headers = webhookHeaders('msg_1', body, [present, former]);
  for (const key of [former, present]) expect(new Webhook(key).verify(body, headers)).toBeTruthy();
});
