import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { verifyAudit } from '@/domain/audit/verify-audit';
import { DomainError } from '@/domain/errors';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { listTimeline } from '@/domain/incidents/list-timeline';
import { findBlock } from '@/domain/runbooks/find-block';
import { db } from '@/lib/db';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { executeRun } from './execute-run';
import { getRun } from './get-run';
import { interruptOrphans } from './interrupt-orphans';
import { closeSandboxes } from './kinds/bash';
import { readOutput } from './read-output';
import { requestRun } from './request-run';
import { MAX_WAITING_PER_PERSON } from './rules';
import type { RequestRun } from './schema';

const root = mkdtempSync(path.join(tmpdir(), 'sitrep-bursts-'));
mkdirSync(path.join(root, 'practice'));
writeFileSync(
  path.join(root, 'practice', 'blocks.mdx'),
  `---
title: Practice
summary: A block for the tests.
service: practice
owner: tests
inputs:
  word: { type: string, label: Word }
---
<Diagnostic id="say" title="Say" target="local">
\`\`\`bash
echo "said $INPUT_WORD"
\`\`\`
</Diagnostic>
`,
);
process.env.RUNBOOKS_DIR = root;
process.env.TARGETS_FILE = path.join(root, 'targets.yaml');
process.env.LAB = 'off';
useTestDatabase();
afterAll(closeSandboxes);

const ENGINE = 'test-engine';
const sink = { started: () => {}, ended: () => {}, elsewhere: () => {} };

async function asked(block: string, inputs: RequestRun['inputs'], more: Partial<RequestRun> = {}): Promise<RequestRun> {
  const found = await findBlock('practice/blocks', block);
  return { runbook: 'practice/blocks', block, contentHash: found?.contentHash ?? '', inputs, ...more };
}
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error) => (error instanceof DomainError ? error.code : String(error)),
  );

test('a burst of runs is recorded, run and ended each by itself, in an incident and outside, beside one that is refused', async () => {
  const busy = person('Cy', 'responder');
  const { number } = await declareIncident(busy, { title: 'Practice', severity: 'P2' });
  const requests = await Promise.all([
    ...Array.from({ length: 8 }, (_, i) => asked('say', { word: `w${i}` }, i % 2 ? { incident: number } : {})),
    asked('say', { word: 'x' }, { follows: { run: randomUUID(), as: 'verify' } }),
  ]);
  const made = await Promise.allSettled(requests.map((request) => requestRun(busy, request)));
  expect(made.map(({ status }) => status)).toEqual([...Array(8).fill('fulfilled'), 'rejected']);
  const ids = made.flatMap((each) => (each.status === 'fulfilled' ? [each.value.id] : []));
  await Promise.all(ids.map((id) => executeRun(id, ENGINE, new AbortController(), sink)));
  for (const [i, id] of ids.entries()) {
    expect(await getRun(busy, id)).toMatchObject({ state: 'passed', inputs: { word: `w${i}` }, incident: i % 2 ? number : null });
    expect((await readOutput(busy, id)).head).toContain(`said w${i}\n`);
    const records = await db().auditEntry.findMany({ where: { data: { path: ['run'], equals: id } }, orderBy: { seq: 'asc' } });
    expect(records.map(({ action }) => action)).toEqual(['run_requested', 'run_ended']);
  }
  const { items } = await listTimeline(busy, { number });
  expect(items.filter(({ type }) => type === 'run_ended')).toHaveLength(4);
  expect(await verifyAudit(person('Al', 'admin'))).toMatchObject({ firstBroken: null });
});

test('a burst does not get past what one person may have waiting', async () => {
  const eager = person('Di', 'responder');
  const request = await asked('say', { word: 'x' });
  const made = await Promise.all(Array.from({ length: MAX_WAITING_PER_PERSON + 5 }, () => refusal(requestRun(eager, request))));
  expect(made.filter((outcome) => outcome === 'done')).toHaveLength(MAX_WAITING_PER_PERSON);
  expect(made.filter((outcome) => outcome === 'unavailable')).toHaveLength(5);
  await db().run.updateMany({ where: { requestedById: eager.actor.id, state: 'queued' }, data: { cancelRequestedAt: new Date() } });
  await interruptOrphans();
});
