import { beforeAll, expect, test } from 'vitest';
import type { Context } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { resolveIncident } from '@/domain/incidents/resolve-incident';
import { db } from '@/lib/db';
import { person } from '@/test/people';
import { runQueued, useWatchedTarget, watchBlock, writeWatch } from '@/test/watched-target';
import { compareWithHealthy } from '../baselines/compare-with-healthy';
import { requestRun } from '../request-run';
import type { RequestRun } from '../schema';
import { listSeenBefore } from './list-seen-before';
import { listSeenInIncident } from './list-seen-in-incident';

const target = useWatchedTarget();
const ana = person('Ana', 'responder');
const stranger = person('Stan', 'responder');
let first: number;

async function run(ctx: Context, share: number, more: Partial<RequestRun> = {}, block = 'full'): Promise<string> {
  target.share = share;
  const { id } = await requestRun(ctx, { ...(await watchBlock(block)), inputs: {}, ...more });
  await runQueued();
  return id;
}
const declare = async (title: string, restricted = false) =>
  (await declareIncident(ana, { title, severity: 'P1', restricted, runbook: 'practice/watch' })).number;
const refusal = (asking: Promise<unknown>) =>
  asking.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );

beforeAll(async () => {
  writeWatch();
  first = await declare('The disk filled up');
});

test('a result in an incident is compared with the last healthy one outside of any', async () => {
  const alone = await run(ana, 97);
  expect(await compareWithHealthy(ana, { id: alone })).toBeNull();
  await run(ana, 20);
  const healthy = await run(ana, 41);
  await run(ana, 55, { incident: first });
  await run(ana, 60, { inputs: { word: 'other' } });
  const failed = await run(ana, 97, { incident: first });
  expect(await compareWithHealthy(ana, { id: failed })).toMatchObject({
    healthy: { run: healthy, requestedBy: 'Ana', sameBlock: true },
    isSame: false,
    difference: { kind: 'values', changes: [{ path: 'json.share', before: 41, after: 97 }], more: 0 },
  });
  const same = await run(ana, 41, { incident: first });
  expect(await compareWithHealthy(ana, { id: same })).toMatchObject({ isSame: true });
  writeWatch('precisely=very');
  const changed = await run(ana, 41, { incident: first });
  expect(await compareWithHealthy(ana, { id: changed })).toMatchObject({ healthy: { sameBlock: false } });
});

test('a failure that an earlier incident had is shown with what fixed it', async () => {
  const change = await run(ana, 97, { incident: first, confirmation: { target: 'local' } }, 'change');
  await run(ana, 30, { incident: first, follows: { run: change, as: 'verify' } });
  await resolveIncident(ana, { number: first, rootCause: 'Old exports', resolution: 'Removed them' });
  const second = await declare('The disk is full again');
  const failed = await run(ana, 93, { incident: second });
  const seen = [
    {
      incident: { number: first, title: 'The disk filled up', status: 'resolved', resolution: 'Removed them', rootCause: 'Old exports' },
      run: { reason: 'fail: json.share >= 90' },
      fix: { run: change, title: 'Change', requestedBy: 'Ana', verifiedBy: 'How full' },
    },
  ];
  expect(await listSeenBefore(ana, { id: failed })).toMatchObject(seen);
  expect(await listSeenInIncident(ana, { number: second })).toMatchObject([{ run: { id: failed, block: 'full' }, seen }]);
  // One that did not fail, and the first time that it was seen at all.
  expect(await listSeenBefore(ana, { id: await run(ana, 12, { incident: second }) })).toEqual([]);
  expect(await listSeenInIncident(ana, { number: first })).toEqual([]);
});

test('of an incident that one may not know of nothing is told', async () => {
  await db().incident.updateMany({ data: { restricted: true } });
  const third = (await declareIncident(stranger, { title: 'Full', severity: 'P2' })).number;
  const failed = await run(stranger, 99, { incident: third });
  expect(await listSeenBefore(stranger, { id: failed })).toEqual([]);
  expect(await listSeenInIncident(stranger, { number: third })).toEqual([]);
  expect(await listSeenBefore(person('Ada', 'admin'), { id: failed })).toHaveLength(2);
  expect(await refusal(listSeenInIncident(stranger, { number: first }))).toBe('not_found');
  const hidden = await db().run.findFirstOrThrow({ where: { incident: { number: first } } });
  expect(await refusal(listSeenBefore(stranger, hidden))).toBe('not_found');
  expect(await refusal(compareWithHealthy(stranger, hidden))).toBe('not_found');
  expect(await refusal(listSeenBefore({ ...stranger, roles: new Set() }, { id: failed }))).toBe('forbidden');
});
