import { beforeEach, expect, test } from 'vitest';
import { systemContext } from '@/domain/context';
import { db } from '@/lib/db';
import { auditOf, makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { makeRun } from '@/test/make-run';
import { person } from '@/test/people';
import { addActionItem } from './add-action-item';
import { changeActionItem } from './change-action-item';
import { keepRunbookItem } from './keep-runbook-item';
import { listActionItems } from './list-action-items';
import { verifyActionItem } from './verify-action-item';

useTestDatabase();
const ana = person('Ana', 'responder');
const runbook = 'oatie-reports/pool';
const ctx = systemContext('Rehearsal');
beforeEach(() => db().actionItem.deleteMany());

type Standing = Parameters<typeof keepRunbookItem>[2];
const mark = (title: string, isNew = true) => ({ block: title.toLowerCase(), title, reason: `${title} fails.`, isNew });
const works = (title: string, run: string | null = null) => ({ block: title.toLowerCase(), title, run, isGone: false });
const stands = (stopped: Standing['stopped'], cleared: Standing['cleared'] = []) =>
  db().$transaction((tx) => keepRunbookItem(tx, ctx, { runbook, owner: 'platform', stopped, cleared }));
const items = async () => (await listActionItems(ana, { runbook, kind: 'runbook' })).items;

test('what stops working in one runbook is one item for its owner, which names it all, however often it is told', async () => {
  const eve = await makePerson(['responder'], { name: 'Platform' });
  await stands([mark('Connections')]);
  expect(await items()).toMatchObject([
    { title: '“Connections” stopped working', detail: 'Connections fails.', owner: { id: eve.userId }, proof: { block: 'connections' } },
  ]);
  await stands([mark('Connections', false), mark('Locks'), mark('Disk')]);
  await stands([mark('Connections', false), mark('Locks', false), mark('Disk', false)]);
  expect(await items()).toMatchObject([
    {
      title: '3 diagnostics stopped working: “Connections”, “Locks”, “Disk”',
      detail: '“Connections”: Connections fails.\n“Locks”: Locks fails.\n“Disk”: Disk fails.',
      proof: null,
      revision: 2,
    },
  ]);
});

test('it is closed with the last of them: verified by the run that proves it, and the reason is kept', async () => {
  await stands([mark('Connections'), mark('Locks')]);
  await stands([mark('Locks', false)], [works('Connections')]);
  expect(await items()).toMatchObject([{ title: '“Locks” stopped working', state: 'open', proof: { block: 'locks' } }]);
  const run = await makeRun(null, { runbook, block: 'locks' });
  await stands([], [works('Locks', run)]);
  const [item] = await items();
  expect(item).toMatchObject({ state: 'verified', verifiedBy: 'Rehearsal', verifyingRun: { id: run } });
  expect(item?.detail).toMatch(/^Locks fails\.\n\d{4}-\d\d-\d\d: “Locks” works again\.$/);
  const actions = (await auditOf(String(item?.number))).map(({ action, actorName }) => `${action} by ${actorName}`);
  expect(actions).toEqual(['action_item_added', 'action_item_changed', 'action_item_verified'].map((action) => `${action} by Rehearsal`));
  await stands([mark('Locks')]);
  expect((await items()).map(({ state }) => state)).toEqual(['open', 'verified']);
});

test('without a run that proves it, it is done and a person says that it is well', async () => {
  await stands([mark('Locks')]);
  await stands([], [{ ...works('Locks'), isGone: true }]);
  const [item] = await items();
  expect(item).toMatchObject({ state: 'done', doneBy: 'Rehearsal', proof: null });
  expect(item?.detail).toMatch(/“Locks” is no longer in the runbook\.$/);
  expect(await verifyActionItem(ana, { item: item?.number ?? 0 })).toMatchObject({ state: 'verified', verifiedBy: 'Ana' });
});

test('what a person changed keeps their words and stays open; it gets a line for what happened', async () => {
  await stands([mark('Locks')]);
  const [{ number: item, revision } = { number: 0, revision: 0 }] = await items();
  await changeActionItem(ana, { item, revision, title: 'Ours now', detail: 'Bo looks at it.' });
  await stands([mark('Locks', false), mark('Disk')]);
  await stands([], [works('Locks'), works('Disk')]);
  const [kept] = await items();
  expect(kept).toMatchObject({ title: 'Ours now', state: 'open', revision: 4 });
  expect(kept?.detail.replace(/\d{4}-\d\d-\d\d/g, 'DAY')).toBe(
    'Bo looks at it.\nDAY: “Disk” stopped working. Disk fails.\nDAY: “Locks” works again.\nDAY: “Disk” works again.',
  );
});

test('an item that a person made about the runbook is told of what stops; one about the block stands for it', async () => {
  await addActionItem(ana, { title: 'Write it anew', kind: 'runbook', runbook });
  await addActionItem(ana, { title: 'Mend locks', kind: 'runbook', runbook, block: 'locks' });
  await stands([mark('Locks'), mark('Disk')]);
  await stands([], [works('Locks'), works('Disk')]);
  const [whole, ofBlock, ...more] = await items();
  expect(more).toEqual([]);
  expect(whole).toMatchObject({ title: 'Write it anew', state: 'open' });
  expect(whole?.detail).toMatch(/^[^\n]*“Disk” stopped working\. Disk fails\.\n[^\n]*“Disk” works again\.$/);
  expect(ofBlock).toMatchObject({ title: 'Mend locks', detail: '', state: 'open' });
});
