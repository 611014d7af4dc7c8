import { afterAll, beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '@/test/database';
import { makeKey, startEngine, type TestEngine } from '@/test/engine';

useTestDatabase();

let engine: TestEngine;
let key: Awaited<ReturnType<typeof makeKey>>;
beforeAll(async () => {
  engine = await startEngine();
  key = await makeKey('script', ['responder', 'commander', 'admin']);
});
afterAll(() => engine.close());

async function post(at: string, body: object): Promise<{ status: number; body: Record<string, unknown> }> {
  const headers = { ...key.headers, 'content-type': 'application/json' };
  const answer = await fetch(`${engine.origin}/api/v1${at}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, body: await answer.json() };
}

const words = { purpose: 'update', audience: 'customers', subject: 'Reports', body: 'We look into it.' };

test('a draft is written, changed as it was seen, not approved by its author, handed back, scheduled and cancelled', async () => {
  const { number } = (await post('/incidents', { title: 'Reports fail', severity: 'P1' })).body;
  const draft = await post(`/incidents/${number}/drafts`, words);
  expect(draft).toMatchObject({ status: 201, body: { state: 'draft', revision: 1 } });
  const at = `/incidents/${number}/updates/${draft.body.id}`;
  expect(await post(at, { ...words, body: 'We know more.', revision: 1 })).toMatchObject({ status: 200, body: { revision: 2 } });
  expect(await post(at, { ...words, revision: 1 })).toMatchObject({ status: 409 });
  expect(await post(`${at}/approve`, { revision: 2 })).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
  expect(await post(`${at}/request-approval`, { revision: 2 })).toMatchObject({ status: 200, body: { state: 'awaiting_approval' } });
  expect(await post(`${at}/return`, { revision: 3 })).toMatchObject({ status: 422 });
  expect(await post(`${at}/return`, { revision: 3, reason: 'Too long' })).toMatchObject({
    status: 200,
    body: { returnReason: 'Too long' },
  });
  const soon = new Date(Date.now() + 3_600_000).toISOString();
  expect(await post(`${at}/schedule`, { revision: 4, at: soon })).toMatchObject({ status: 200, body: { state: 'scheduled' } });
  expect(await post(`${at}/cancel`, { revision: 5, number: 1 })).toMatchObject({ status: 422 });
  expect(await post(`${at}/cancel`, { revision: 5 })).toMatchObject({ status: 200, body: { state: 'cancelled' } });
});

test('a promise is taken back with its reason', async () => {
  const { number } = (await post('/incidents', { title: 'Reports fail', severity: 'P1' })).body;
  await post(`/incidents/${number}/updates`, { audience: 'stakeholders', body: 'Updates every 30 minutes.' });
  const ledger = await (await fetch(`${engine.origin}/api/v1/incidents/${number}/promises`, { headers: key.headers })).json();
  const at = `/incidents/${number}/promises/${ledger.items[0].id}/withdraw`;
  expect(await post(at, {})).toMatchObject({ status: 422 });
  expect(await post(at, { reason: 'It is over' })).toMatchObject({ status: 200, body: { state: 'withdrawn' } });
  expect(await post(at, { reason: 'It is over' })).toMatchObject({ status: 409 });
});

test('a template is added, changed as it was seen, archived and read with its versions', async () => {
  const facts = { purpose: 'update', audience: 'internal', name: 'Short', subject: 'News', body: '{{status}}' };
  expect(await post('/templates', { id: 'short', ...facts, body: '{{state}}' })).toMatchObject({ status: 422 });
  expect(await post('/templates', { id: 'short', ...facts })).toMatchObject({ status: 201, body: { version: 1 } });
  expect(await post('/templates/short', { ...facts, name: 'Shorter', version: 1 })).toMatchObject({ status: 200, body: { version: 2 } });
  expect(await post('/templates/short', { ...facts, version: 1 })).toMatchObject({ status: 409 });
  expect(await post('/templates/short/archive', { archived: true })).toMatchObject({ status: 200 });
  const answer = await fetch(`${engine.origin}/api/v1/templates/short`, { headers: key.headers });
  expect(await answer.json()).toMatchObject({ archived: true, name: 'Shorter', versions: [{ version: 2 }, { version: 1 }] });
});
