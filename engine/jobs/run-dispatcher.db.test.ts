import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { getRun } from '@/domain/diagnostics/get-run';
import { closeSandboxes } from '@/domain/diagnostics/kinds/bash';
import { requestRun } from '@/domain/diagnostics/request-run';
import { findBlock } from '@/domain/runbooks/find-block';
import { db } from '@/lib/db';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { RunDispatcher } from './run-dispatcher';

const root = mkdtempSync(path.join(tmpdir(), 'sitrep-dispatcher-'));
mkdirSync(path.join(root, 'practice'));
writeFileSync(
  path.join(root, 'practice', 'say.mdx'),
  `---
title: Say
summary: Says something.
service: practice
owner: tests
---
<Diagnostic id="say" title="Say" target="local">
\`\`\`bash
echo said
\`\`\`
</Diagnostic>
`,
);
process.env.RUNBOOKS_DIR = root;
process.env.TARGETS_FILE = path.join(root, 'targets.yaml');
process.env.LAB = 'off';
useTestDatabase();
afterAll(closeSandboxes);

test('a sweep leaves a run alone that is just being claimed', async () => {
  const ana = person('Ana', 'responder');
  const block = await findBlock('practice/say', 'say');
  const request = { runbook: 'practice/say', block: 'say', contentHash: block?.contentHash ?? '', inputs: {} };
  const { id } = await requestRun(ana, request);
  let markEnded = () => {};
  const ended = new Promise<void>((resolve) => {
    markEnded = resolve;
  });
  const dispatcher = new RunDispatcher('test-engine', { started: () => {}, ended: () => markEnded(), elsewhere: () => markEnded() });
  await db().$transaction(async (tx) => {
    // The claim has to wait; whoever reads need not.
    await tx.$executeRaw`LOCK TABLE run IN EXCLUSIVE MODE`;
    expect(dispatcher.offer({ id, person: ana.actor.id, effect: 'read' })).toBe(true);
    await dispatcher.sweep();
  });
  await ended;
  expect(await getRun(ana, id)).toMatchObject({ state: 'passed' });
  await dispatcher.close();
});
