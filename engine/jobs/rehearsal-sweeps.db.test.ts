import { expect, test } from 'vitest';
import { startRehearsal } from '@/domain/diagnostics/rehearsal/start-rehearsal';
import { db } from '@/lib/db';
import { person } from '@/test/people';
import { runQueued, useWatchedTarget } from '@/test/watched-target';
import { rehearsal, staleBlocks } from './rehearsal-sweeps';

const target = useWatchedTarget();
const admin = person('Ada', 'admin');

async function night(): Promise<void> {
  await startRehearsal(admin);
  while (await db().rehearsal.count({ where: { endedAt: null } })) {
    await Promise.all([rehearsal.run(), rehearsal.run()]);
    await runQueued();
  }
  await staleBlocks.run();
}

test('a block that stops working gives the runbook’s owner one action item, which the night proves in which it works again', async () => {
  await night();
  expect(await db().actionItem.count()).toBe(0);
  target.share = 97;
  await night();
  await night();
  expect(await db().actionItem.findMany()).toMatchObject([
    {
      kind: 'runbook',
      source: 'runbook',
      state: 'open',
      ownerName: 'Storage team',
      runbook: 'practice/watch',
      blockId: null,
      verifyBlockId: 'full',
      detail: 'It fails where it did not before: fail: json.share >= 90',
    },
  ]);
  target.share = 40;
  await night();
  const { id } = await db().run.findFirstOrThrow({ where: { verdict: 'ok' }, orderBy: { queuedAt: 'desc' } });
  expect(await db().actionItem.findMany()).toMatchObject([{ state: 'verified', verifiedByName: 'Rehearsal', verifyingRunId: id }]);
});
