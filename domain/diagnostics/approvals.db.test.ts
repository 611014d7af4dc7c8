import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type Context, systemContext } from '@/domain/context';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { findBlock } from '@/domain/runbooks/find-block';
import { db } from '@/lib/db';
import { makeKeyOf, makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { decideApproval } from './decide-approval';
import { listApprovals } from './list-approvals';
import { requestApproval } from './request-approval';
import { requestRun } from './request-run';

const root = mkdtempSync(path.join(tmpdir(), 'sitrep-approvals-'));
mkdirSync(path.join(root, 'practice'));
writeFileSync(
  path.join(root, 'practice', 'keys.mdx'),
  `---
title: Keys
summary: Replaces a key.
service: practice
owner: tests
inputs:
  old: { type: secret, label: Old key }
  new: { type: secret, label: New key }
---
<Remediation id="replace" title="Replace" target="local" effect="destructive">
\`\`\`bash
test "$INPUT_OLD" != "$INPUT_NEW"
\`\`\`
</Remediation>
`,
);
Object.assign(process.env, { RUNBOOKS_DIR: root, TARGETS_FILE: path.join(root, 'targets.yaml'), LAB: 'off' });
useTestDatabase();

async function requested({ actor }: Context, incidentId: string): Promise<string> {
  const id = randomUUID();
  const block = { runbook: 'practice/say', blockId: 'wipe', blockTitle: 'Wipe', contentHash: 'x', target: 'local', inputs: {} };
  const by = { requestedById: actor.id ?? '', requestedByName: actor.name, requestedByKind: actor.kind };
  await db().approval.create({
    data: { id, incidentId, ...block, ...by, reason: 'must go', expiresAt: new Date(Date.now() + 600_000) },
  });
  return id;
}

test('nobody approves their own request by way of an API key', async () => {
  const [self, other] = [await makePerson(['commander', 'admin']), await makePerson(['commander'])];
  const { number } = await declareIncident(self, { title: 'Disk full', severity: 'P2' });
  const { id: incident } = await db().incident.findUniqueOrThrow({ where: { number } });
  const script = await makeKeyOf(self);
  const left = await requested(self, incident);
  expect(await listApprovals(systemContext(), { incident: number })).toMatchObject([{ id: left, mine: false }]);
  for (const [asker, approver] of [
    [script, self],
    [self, script],
    [script, await makeKeyOf(self)],
  ] as const) {
    const id = await requested(asker, incident);
    expect((await listApprovals(approver, { incident: number })).find((one) => one.id === id)).toMatchObject({ mine: true });
    await expect(decideApproval(approver, { id, decision: 'approved' })).rejects.toMatchObject({ code: 'forbidden' });
    await decideApproval(await makeKeyOf(other), { id, decision: 'approved' });
  }
});

test('an approval is for the secrets that were asked for, and keeps none of them', async () => {
  const [self, other] = [await makePerson(['commander', 'responder']), await makePerson(['commander'])];
  const { number } = await declareIncident(self, { title: 'Key leaked', severity: 'P2' });
  const contentHash = (await findBlock('practice/keys', 'replace'))?.contentHash ?? '';
  const inputs = { old: 'correct-horse', new: 'battery-staple' };
  const wish = { runbook: 'practice/keys', block: 'replace', contentHash, inputs, incident: number };
  const approved = async (given: Record<string, string>) => {
    const { id } = await requestApproval(self, { ...wish, inputs: given, reason: 'it leaked' });
    await decideApproval(other, { id, decision: 'approved' });
    return id;
  };
  const [approval, again] = [await approved(inputs), await approved(inputs)];
  const rows = await db().approval.findMany({ where: { id: { in: [approval, again] } } });
  expect(JSON.stringify(rows)).not.toMatch(/horse|staple/);
  expect(new Set(rows.map(({ secretsSign }) => secretsSign)).size).toBe(2);
  const use = (given: Record<string, string>, by = approval) =>
    requestRun(self, { ...wish, inputs: given, approval: by, confirmation: { target: 'local' } });
  for (const given of [
    { ...inputs, new: 'another' },
    { old: inputs.new, new: inputs.old },
  ])
    await expect(use(given)).rejects.toMatchObject({ code: 'conflict' });
  await use(inputs);
  await expect(use(inputs)).rejects.toMatchObject({ code: 'conflict' });
});
