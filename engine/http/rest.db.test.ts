import { afterAll, beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '@/test/database';
import { makeKey, startEngine, type TestEngine } from '@/test/engine';

useTestDatabase();

let engine: TestEngine;
let headers: Record<string, string>;
let number: number;
beforeAll(async () => {
  engine = await startEngine();
  headers = { ...(await makeKey('script', ['responder', 'commander', 'admin'])).headers, 'content-type': 'application/json' };
  number = (await ask('/incidents', '{"title":"Reports fail","severity":"P2"}')).body.number;
});
afterAll(() => engine.close());

async function ask(at: string, body?: string) {
  const answer = await fetch(`${engine.origin}/api/v1${at}`, { headers, ...(body === undefined ? {} : { method: 'POST', body }) });
  return { status: answer.status, body: await answer.json() };
}

test.each([
  ['/runs?runbook=a%00b', undefined, 'runbook'],
  ['/schedules?runbook=a%00b', undefined, 'runbook'],
  ['/analytics?to=0000-01-09', undefined, 'to'],
  ['/analytics?from=2999-12-30&to=9999-12-31', undefined, 'to'],
  ['/holidays', '{"date":"0000-01-01","name":"Before time"}', 'date'],
  ['/incidents/N/notes', '{"body":"half of a character: \\ud800"}', 'body'],
  ['/incidents/N/details', '{"tags":["\\udfff"]}', 'tags.0'],
  ['/incidents/N/details', '{"startedAt":"0000-01-01T00:00:00Z"}', 'startedAt'],
  ['/incidents/N/details', '{"startedAt":"yesterday"}', 'startedAt'],
  ['/incidents/N/timeline?from=0000-01-01T00:00:00Z', undefined, 'from'],
  ['/incidents/N/stakeholder-links', '{"label":"\\ud800"}', 'label'],
  [
    '/review-policies',
    '{"severity":"P0","version":2147483648,"reviewDays":1,"leadRole":"commander","inviteRoles":[],"remindHours":1,"actionItemDays":1}',
    'version',
  ],
  [
    '/templates/a-template',
    '{"purpose":"update","audience":"internal","name":"A","subject":"A","body":"A","version":2147483648}',
    'version',
  ],
])('what the database cannot keep is refused with its field: %s %s', async (at, body, field) => {
  const answer = await ask(at.replace('/N/', `/${number}/`), body);
  expect(answer).toMatchObject({ status: 422, body: { error: { code: 'invalid', details: [{ field }] } } });
});

test('no answer is kept on the way', async () => {
  const answer = await fetch(`${engine.origin}/api/v1/incidents/${number}`, { headers });
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test('a line pasted with its colours is searched for without them', async () => {
  const { status, body } = await ask(`/search?q=${encodeURIComponent('\u001b[31mReports\u001b[0m \u0007fail\u202e')}`);
  expect(status).toBe(200);
  expect(body.items).toContainEqual(expect.objectContaining({ type: 'incident', number }));
});
