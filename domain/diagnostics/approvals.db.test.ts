import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Context, systemContext } from '@/domain/context';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { db } from '@/lib/db';
import { makeKeyOf, makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { decideApproval } from './decide-approval';
import { listApprovals } from './list-approvals';

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
