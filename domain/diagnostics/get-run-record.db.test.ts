import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { db } from '@/lib/db';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { getRunRecord } from './get-run-record';

useTestDatabase();

async function recorded(): Promise<string> {
  const id = randomUUID();
  const block = { id: 'say', body: 'echo said', kind: 'bash', timeoutMs: 5_000, fail: 'exit_code == 3', contentHash: 'abc' };
  const facts = {
    runbook: 'practice/say',
    blockId: 'say',
    blockTitle: 'Say',
    kind: 'bash',
    effect: 'read',
    target: 'local',
    environment: 'local',
  } as const;
  const ended = {
    state: 'passed',
    verdict: 'ok',
    queuedAt: new Date(),
    startedAt: new Date(),
    endedAt: new Date(),
    outputSha256: 'f'.repeat(64),
  } as const;
  await db().run.create({
    data: { id, ...facts, ...ended, contentHash: 'abc', block, inputs: {}, requestedByKind: 'user', requestedByName: 'Ana' },
  });
  return id;
}

test('gives the run with the block as it was run and the hash of its output', async () => {
  const record = await getRunRecord(person('Vi', 'viewer'), await recorded());
  expect(record).toMatchObject({
    run: { title: 'Say', verdict: 'ok', requestedBy: 'Ana' },
    block: { body: 'echo said', timeoutMs: 5_000, fail: 'exit_code == 3' },
    outputSha256: 'f'.repeat(64),
    cancelledBy: null,
  });
});

test('refuses who may not read runs, and knows no run of another id', async () => {
  await expect(getRunRecord(person('Nobody'), await recorded())).rejects.toMatchObject({ code: 'forbidden' });
  await expect(getRunRecord(person('Vi', 'viewer'), randomUUID())).rejects.toMatchObject({ code: 'not_found' });
  await expect(getRunRecord(person('Vi', 'viewer'), 'no-id')).rejects.toMatchObject({ code: 'not_found' });
});
