import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importReviewCommand } from '@/cli/import-review';
import { makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { makeKey, startEngine, type TestEngine } from '@/test/engine';
import { reviewedIncident } from '@/test/reviewed-incident';

useTestDatabase();
const folder = mkdtempSync(path.join(tmpdir(), 'sitrep-review-'));
let engine: TestEngine;
let key: Awaited<ReturnType<typeof makeKey>>;
let number: number;
beforeAll(async () => {
  engine = await startEngine();
  key = await makeKey('reviewer', ['responder', 'admin']);
  number = (await reviewedIncident(await makePerson(['responder'], { name: 'Ana' }))).number;
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (at: string, body?: string) =>
  fetch(`${engine.origin}/api/v1${at}`, {
    headers: { ...key.headers, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { method: 'POST', body }),
  });

test('a review is answered as JSON, Markdown and a page that may do nothing', async () => {
  const json = await (await ask(`/incidents/${number}/review`)).json();
  expect(json).toMatchObject({
    state: 'draft',
    measured: { acknowledgeMs: expect.any(Number), firstUpdateMs: null, resolveMs: expect.any(Number) },
  });
  for (const part of ['timeline', 'sections', 'actionItems']) expect(Array.isArray(json[part])).toBe(true);
  const html = await ask(`/incidents/${number}/review?format=html&download=1`);
  expect(html.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(html.headers.get('content-security-policy')).toContain('sandbox');
  expect(html.headers.get('content-disposition')).toBe(`attachment; filename="review-${number}.html"`);
  expect(await (await ask(`/incidents/${number}/review?format=md`)).text()).toMatch(/^# Review of #\d+: Report generation fails\n/);
  expect((await ask(`/incidents/${number}/review?format=pdf`)).status).toBe(422);
  expect((await ask('/incidents/999999/review')).status).toBe(404);
});

test('an import that is too large, not whole, or says more than the form knows is refused with its field', async () => {
  const large = await ask('/reviews/import', `{"format":"${'x'.repeat(33 * 1024 * 1024)}"}`);
  expect(large.status).toBe(413);
  expect(await large.text()).toContain('larger than 32 MiB');
  const document = await (await ask(`/incidents/${number}/review`)).json();
  const unknown = await ask('/reviews/import', JSON.stringify({ ...document, attachments: [{ name: '../../etc/passwd' }] }));
  expect(unknown.status).toBe(422);
  expect(await unknown.text()).toContain('attachments');
  const changed = await ask('/reviews/import', JSON.stringify({ ...document, lead: 'Eve' }));
  expect(await changed.text()).toContain('contentHash: is not the hash of what stands here');
  const taken = await ask('/reviews/import', JSON.stringify(document));
  expect([taken.status, (await taken.json()).state]).toEqual([201, 'draft']);
});

test('the command line takes a file of the same form, and none of 100 MB', async () => {
  const file = path.join(folder, 'large.json');
  writeFileSync(file, '{}');
  truncateSync(file, 100 * 1024 * 1024);
  await expect(importReviewCommand.run([file])).rejects.toThrow('has 100 MiB; at most 32 MiB are taken');
  writeFileSync(file, '{"format":"sitrep-review/1","extra":1}');
  await expect(importReviewCommand.run([file])).rejects.toThrow(/is no review as this console exports it:[\s\S]*incident: /);
  await expect(importReviewCommand.run([path.join(folder, 'nothing.json')])).rejects.toThrow('There is no file');
});
