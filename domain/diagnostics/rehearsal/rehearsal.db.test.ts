import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { DomainError } from '@/domain/errors';
import { db } from '@/lib/db';
import { person } from '@/test/people';
import { runQueued, useWatchedTarget, watchBlock } from '@/test/watched-target';
import { listLastVerdicts } from '../list-last-verdicts';
import { requestRun } from '../request-run';
import { trimHistory } from '../trim-history';
import { changeRehearsal } from './change-rehearsal';
import { clearStale } from './clear-stale';
import { getRehearsal } from './get-rehearsal';
import { listStaleBlocks } from './list-stale-blocks';
import { rehearse } from './rehearse';
import { startRehearsal } from './start-rehearsal';
import type { FollowUp } from './tell-standing';

const target = useWatchedTarget();
const admin = person('Ada', 'admin');
const ana = person('Ana', 'responder');

beforeEach(async () => {
  told.length = 0;
  await db().staleBlock.deleteMany();
  await db().run.deleteMany();
  await db().rehearsal.deleteMany();
  await db().rehearsalSetting.updateMany({ data: { exceptTargets: [] } });
});

/** What the engine is told to do about what stopped, and what works again. */
const told: string[] = [];
const followUp: FollowUp = async (_tx, _ctx, { runbook, owner, stopped, cleared }) => {
  for (const { block, reason, isNew } of stopped) told.push(`${runbook}#${block} of ${owner}${isNew ? ', new' : ''}: ${reason}`);
  for (const { block, run, isGone } of cleared) told.push(`${runbook}#${block} ${isGone ? 'is gone' : run ? 'is proven' : 'works'}`);
};

const refusal = (asking: Promise<unknown>) =>
  asking.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );

/** Leads a rehearsal from its beginning to its end. */
async function night(): Promise<void> {
  await startRehearsal(admin);
  while (await db().rehearsal.count({ where: { endedAt: null } })) {
    await Promise.all([rehearse(followUp), rehearse(followUp)]);
    await runQueued();
  }
  await clearStale(followUp);
}
const rehearsed = () => db().run.findMany({ where: { origin: 'rehearsal' }, orderBy: { queuedAt: 'asc' } });

test('runs once what reads, knows its inputs and reaches no production; recorded, in nobody’s name', async () => {
  await night();
  expect(await rehearsed()).toMatchObject([
    { blockId: 'full', verdict: 'ok', target: 'disk', requestedByName: 'Rehearsal', requestedById: null, inputs: { word: 'all' } },
  ]);
  const actions = (await db().auditEntry.findMany({ orderBy: { seq: 'desc' }, take: 4 })).map(({ action }) => action);
  expect(actions).toEqual(['rehearsal_ended', 'run_ended', 'run_requested', 'rehearsal_started']);
  expect(await getRehearsal(ana)).toMatchObject({
    targets: [{ name: 'disk', environment: 'staging', blocks: 1 }],
    last: { startedBy: 'Ada', total: 1, counts: { ok: 1, warn: 0, fail: 0, errored: 0, missing: 0, waiting: 0 } },
    stale: [],
  });
});

test('a block that fails where it was ok is stale, once, until it works again', async () => {
  await night();
  target.share = 97;
  await night();
  await night();
  expect(await listStaleBlocks(ana)).toMatchObject([
    { runbook: 'practice/watch', block: 'full', title: 'How full', reason: expect.stringContaining('json.share >= 90') },
  ]);
  expect(await listStaleBlocks(ana, { runbook: 'practice/other' })).toEqual([]);
  expect(told).toEqual(['practice/watch#full of Storage team, new: It fails where it did not before: fail: json.share >= 90']);
  target.share = 40;
  await requestRun(ana, { ...(await watchBlock()), inputs: {} });
  await runQueued();
  expect(await Promise.all([clearStale(followUp), clearStale(followUp)])).toEqual(expect.arrayContaining([1, 0]));
  expect(told.slice(1)).toEqual(['practice/watch#full is proven']);
  expect(await listStaleBlocks(ana)).toEqual([]);
});

test('one that could run and cannot any more is stale; one that never could is not', async () => {
  target.tells = false;
  await night();
  expect(await rehearsed()).toMatchObject([{ state: 'errored' }]);
  expect(await listStaleBlocks(ana)).toEqual([]);
  target.tells = true;
  await night();
  target.tells = false;
  await night();
  expect(await listStaleBlocks(ana)).toMatchObject([{ reason: expect.stringContaining('could not run') }]);
});

test('one whose program is missing here is counted apart, and has not stopped', async () => {
  await night();
  await startRehearsal(admin);
  await rehearse(followUp);
  const missing = { error: { code: 'not_available' } };
  await db().run.updateMany({ where: { state: 'queued' }, data: { state: 'errored', endedAt: new Date(), data: missing } });
  while (await db().rehearsal.count({ where: { endedAt: null } })) await rehearse(followUp);
  expect((await getRehearsal(ana)).last?.counts).toMatchObject({ missing: 1, errored: 0, fail: 0 });
  expect(await listStaleBlocks(ana)).toEqual([]);
});

test('a mark goes with its block', async () => {
  const gone = { id: randomUUID(), runbook: 'practice/watch', blockId: 'gone', blockTitle: 'Gone', reason: 'It could not run.' };
  await db().staleBlock.create({ data: gone });
  await night();
  expect(told).toEqual(['practice/watch#gone is gone']);
  expect(await db().staleBlock.findMany()).toMatchObject([{ blockId: 'gone', clearedWhy: 'Its block is no longer in the file.' }]);
  expect(await listStaleBlocks(ana)).toEqual([]);
});

test('begins at its time in the zone, once among engines, and not when it was missed', async () => {
  await rehearse(followUp);
  const { nextAt } = await db().rehearsalSetting.findUniqueOrThrow({ where: { id: 1 } });
  expect(nextAt?.getTime()).toBeGreaterThan(Date.now());
  expect(await db().rehearsal.count()).toBe(0);
  await db().$executeRaw`UPDATE rehearsal_setting SET "nextAt" = now() - interval '1 minute'`;
  await Promise.all([rehearse(followUp), rehearse(followUp), rehearse(followUp)]);
  expect(await db().rehearsal.count()).toBe(1);
  await runQueued();
  await rehearse(followUp);
  await db().$executeRaw`UPDATE rehearsal_setting SET "nextAt" = now() - interval '2 hours'`;
  await rehearse(followUp);
  expect(await db().rehearsal.findMany()).toMatchObject([{ startedByName: 'Rehearsal', endedAt: expect.any(Date) }]);
});

test('an admin says when and against what; nobody else, and no two at once', async () => {
  const setting = { enabled: true, at: '04:30', zone: 'Asia/Karachi', exceptTargets: ['disk'] };
  const { version } = await getRehearsal(ana);
  expect(await refusal(changeRehearsal(ana, { ...setting, version }))).toBe('forbidden');
  expect(await refusal(startRehearsal(ana))).toBe('forbidden');
  await changeRehearsal(admin, { ...setting, version });
  expect(await refusal(changeRehearsal(admin, { ...setting, version }))).toBe('conflict');
  expect(await db().auditEntry.findFirst({ orderBy: { seq: 'desc' } })).toMatchObject({ action: 'rehearsal_changed', data: setting });
  expect(await getRehearsal(ana)).toMatchObject(setting);
  await startRehearsal(admin);
  expect(await refusal(startRehearsal(admin))).toBe('conflict');
  await rehearse(followUp);
  expect(await rehearsed()).toEqual([]);
  await changeRehearsal(admin, { ...setting, enabled: false, version: version + 1 });
  expect((await getRehearsal(ana)).nextAt).toBeNull();
});

test('the list of runbooks shows what the newest run of each block came to, by whoever', async () => {
  await night();
  target.share = 97;
  await requestRun(ana, { ...(await watchBlock()), inputs: {} });
  await runQueued();
  expect(await listLastVerdicts(ana)).toMatchObject([{ runbook: 'practice/watch', block: 'full', state: 'failed', verdict: 'fail' }]);
});

test('old rehearsals go, but not the newest healthy result', async () => {
  await night();
  await night();
  target.share = 97;
  await night();
  await db().run.updateMany({ data: { endedAt: new Date(Date.now() - 91 * 86_400_000) } });
  expect(await trimHistory()).toBe(2);
  expect(await rehearsed()).toMatchObject([{ verdict: 'ok' }]);
});
