import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Context } from '@/domain/context';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { listTimeline } from '@/domain/incidents/list-timeline';
import { findBlock } from '@/domain/runbooks/find-block';
import { db } from '@/lib/db';
import { makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { getRun } from './get-run';
import { requestApproval } from './request-approval';
import { requestRun } from './request-run';

const root = mkdtempSync(path.join(tmpdir(), 'sitrep-glass-'));
mkdirSync(path.join(root, 'practice'));
writeFileSync(
  path.join(root, 'practice', 'blocks.mdx'),
  `---
title: Practice
summary: For the tests.
service: practice
owner: tests
---
<Remediation id="destroy" title="Destroy *it*" target="local" effect="destructive">
\`\`\`bash
echo destroyed
\`\`\`
</Remediation>
`,
);
Object.assign(process.env, { RUNBOOKS_DIR: root, LAB: 'off', SMTP_URL: 'smtp://127.0.0.1:1', PUBLIC_URL: 'https://sitrep.example.org' });
useTestDatabase();

type Person = Awaited<ReturnType<typeof makePerson>>;
let [ana, bo, cy, admin] = [] as unknown as [Person, Person, Person, Person];
beforeAll(async () => {
  [ana, bo, cy, admin] = [
    await makePerson(['responder', 'commander']),
    await makePerson(['commander']),
    await makePerson(['responder']),
    await makePerson(['admin']),
  ];
  await db().channel.create({
    data: { id: randomUUID(), name: 'team', kind: 'email', audiences: ['internal'], recipients: ['team@example.test', bo.email] },
  });
});

async function breakGlass(ctx: Context, incident: number): Promise<string> {
  const contentHash = (await findBlock('practice/blocks', 'destroy'))?.contentHash ?? '';
  const reason = { breakGlass: { reason: 'nobody else is awake' }, confirmation: { target: 'local' } };
  return (await requestRun(ctx, { runbook: 'practice/blocks', block: 'destroy', contentHash, inputs: {}, incident, ...reason })).id;
}
const declared = (restricted: boolean) => declareIncident(ana, { title: 'Practice', severity: 'P1', restricted });
const told = async () => (await db().delivery.findMany({ orderBy: { recipient: 'asc' } })).map(({ recipient }) => recipient);

test('breaking the glass needs a commander; the run and the timeline keep the reason, and whoever could have been asked is told once', async () => {
  const { number } = await declared(false);
  await expect(breakGlass(cy, number)).rejects.toMatchObject({ code: 'forbidden' });
  expect(await told()).toEqual([]);
  const run = await breakGlass(ana, number);
  expect(await getRun(cy, run)).toMatchObject({ brokenGlass: 'nobody else is awake', approvedBy: null });
  const { items } = await listTimeline(cy, { number });
  expect(items.find(({ type }) => type === 'run_requested')?.data).toMatchObject({ breakGlass: 'nobody else is awake', approvedBy: null });
  expect(await told()).toEqual([admin.email, bo.email, 'team@example.test'].sort());
  const [first] = await db().delivery.findMany();
  expect(first?.subject).toBe(`[P1] #${number}: ${ana.actor.name} broke the glass for Destroy *it*`);
  expect(first?.body).toContain('Destroy \\*it\\*');
  expect(first?.body).toContain('nobody else is awake');
  expect(first?.body).toContain(`https://sitrep.example.org/runs/${run}`);
});

test('of a restricted incident only those are told who may know of it', async () => {
  const { number } = await declared(true);
  await db().delivery.deleteMany();
  await breakGlass(ana, number);
  expect(await told()).toEqual([admin.email]);
});

test('whoever may approve is told that it is asked for, once while it waits; of a restricted incident only those who may know', async () => {
  const contentHash = (await findBlock('practice/blocks', 'destroy'))?.contentHash ?? '';
  const ask = (incident: number) =>
    requestApproval(ana, { runbook: 'practice/blocks', block: 'destroy', contentHash, inputs: {}, incident, reason: 'it *must* go' });
  await db().delivery.deleteMany();
  const { number } = await declared(false);
  await ask(number);
  await ask(number);
  expect(await told()).toEqual([admin.email, bo.email, 'team@example.test'].sort());
  const [first] = await db().delivery.findMany();
  expect(first?.subject).toBe(`[P1] #${number}: ${ana.actor.name} asks for approval of Destroy *it*`);
  expect(first?.body).toContain('it \\*must\\* go');
  expect(first?.body).toContain(`<https://sitrep.example.org/incidents/${number}?runbook=practice/blocks#runbook>`);
  await db().delivery.deleteMany();
  await ask((await declared(true)).number);
  expect(await told()).toEqual([admin.email]);
});
