import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { anotherBrowser, api, expect, test } from './fixtures';

const RUNBOOK = 'oatie-reports/connection-pool-exhaustion';
const STATEMENT = 'A worker keeps transactions open';
const timelineOf = (page: Page) => page.getByRole('region', { name: 'Timeline' });
const board = (page: Page) => page.getByRole('region', { name: `Hypothesis: ${STATEMENT}` });

async function openRoom(page: Page, number: number, tab?: string): Promise<void> {
  await page.goto(`/incidents/${number}`);
  await expect(timelineOf(page)).toContainText('declared');
  if (tab) await page.getByRole('tab', { name: tab }).click();
}

test('S4-72: two people suppose, test against the practice database, refute, share the tasks and go through the steps', async ({
  admin,
  browser,
  request,
}) => {
  const { number } = await api(request, 'POST', '/incidents', { title: 'Reports hang', severity: 'P1', runbook: RUNBOOK });
  const colleague = await anotherBrowser(browser);
  await openRoom(admin, number, 'Investigate');
  await openRoom(colleague, number, 'Investigate');

  await admin.getByRole('button', { name: 'State a hypothesis' }).click();
  await admin.getByLabel('Hypothesis', { exact: true }).fill(STATEMENT);
  await admin.getByLabel('Tested by').selectOption({ label: 'Transactions left open' });
  await admin.getByRole('button', { name: 'Add hypothesis' }).click();
  await colleague.getByRole('button', { name: `Run diagnostic: Transactions left open, to test: ${STATEMENT}` }).click();
  await expect(board(admin)).toContainText('The run says: refuted');
  await admin.getByRole('button', { name: `Refute: ${STATEMENT}` }).click();
  await expect(board(colleague)).toContainText('refuted by');
  await expect(timelineOf(colleague)).toContainText(`refuted: ${STATEMENT}`);

  await admin.getByRole('button', { name: 'Add a task' }).click();
  await admin.getByLabel('Task', { exact: true }).fill('Ask the vendor');
  await admin.getByLabel('Owner').selectOption({ index: 1 });
  await admin.getByLabel('Due').fill('2026-01-01T08:00');
  await admin.getByRole('button', { name: 'Add task' }).click();
  const tasks = colleague.getByRole('region', { name: 'Tasks' });
  await expect(tasks).toContainText('Ask the vendor');
  await expect(tasks).toContainText('overdue');
  await colleague.getByRole('button', { name: 'Done: Ask the vendor' }).click();
  await expect(admin.getByRole('region', { name: 'Tasks' })).toContainText('1 done or dropped');

  const steps = (page: Page) => page.getByRole('region', { name: 'Steps' });
  await admin.getByRole('button', { name: 'Skip: Reproduce' }).click();
  await expect(steps(admin)).toContainText('say why the step is skipped');
  await admin.getByLabel('What was found').fill('it shows by itself');
  await admin.getByRole('button', { name: 'Done: Reproduce' }).click();
  await expect(steps(colleague)).toContainText('1 of 8');
  await expect(colleague.getByRole('button', { name: 'Done: Isolate' })).toBeVisible();
  await colleague.context().close();
});

test('a note is edited with its history, pinned, found and filtered, and lines of output have an address', async ({ admin, request }) => {
  const { number } = await api(request, 'POST', '/incidents', { title: 'Words change', severity: 'P2', runbook: RUNBOOK });
  await openRoom(admin, number);
  await admin.getByLabel('Note', { exact: true }).fill('pool is ful');
  await admin.getByRole('button', { name: 'Add note' }).click();
  const line = timelineOf(admin).locator('[id^="e"]').filter({ hasText: 'pool is ful' });
  await expect(line).toBeVisible();
  await line.focus();
  await admin.keyboard.press('e');
  await admin.getByLabel('What it says now').fill('pool is full');
  await admin.keyboard.press('Control+Enter');
  await expect(line).toContainText('pool is full');
  await line.getByRole('button', { name: 'edited' }).click();
  await expect(line.getByRole('list', { name: 'What it said before' })).toContainText('pool is ful');
  await line.focus();
  await admin.keyboard.press('p');
  await expect(admin.getByRole('navigation', { name: 'Pinned' })).toContainText('pool is full');

  await admin.getByLabel('Show in the timeline').selectOption('notes');
  await expect(timelineOf(admin)).not.toContainText('declared');
  await admin.reload();
  await expect(timelineOf(admin)).toContainText('pool is full');
  await expect(timelineOf(admin)).not.toContainText('declared');
  await admin.getByLabel('Search in the timeline').fill('nothing like it');
  await expect(timelineOf(admin)).toContainText('Nothing here is like that');
  // A permalink to what the view leaves out shows everything.
  await admin.evaluate(() => (location.hash = 'e1'));
  await expect(timelineOf(admin)).toContainText('declared');
  await expect(admin).toHaveURL(/\/incidents\/\d+#e1$/);

  const { id } = await api(request, 'POST', '/runs', await asRun(request, number, 'connections-by-state'));
  await expect.poll(async () => (await api(request, 'GET', `/runs/${id}`)).endedAt).not.toBeNull();
  const { items } = await api(request, 'GET', `/incidents/${number}/timeline`);
  const { seq } = items.find(({ type }: { type: string }) => type === 'run_requested');
  await admin.goto(`/incidents/${number}#e${seq}-L1`);
  const run = timelineOf(admin).locator(`#e${seq}`);
  await expect(run.getByRole('log')).toBeVisible();
  await run.getByRole('link', { name: 'Line 1', exact: true }).click();
  await expect(admin).toHaveURL(new RegExp(`#e${seq}-L1$`));
});

async function asRun(request: Parameters<typeof api>[0], incident: number, block: string) {
  const { blocks } = await api(request, 'GET', `/runbooks/${RUNBOOK}`);
  const { contentHash } = blocks.find(({ id }: { id: string }) => id === block);
  return { runbook: RUNBOOK, block, contentHash, inputs: {}, incident };
}

test('of a long timeline the old is found, and jumped to', async ({ admin, request }) => {
  test.setTimeout(120_000);
  const { number } = await api(request, 'POST', '/incidents', { title: 'A long one', severity: 'P3' });
  await api(request, 'POST', `/incidents/${number}/notes`, { body: 'the needle' });
  for (let from = 0; from < 600; from += 20)
    await Promise.all(
      Array.from({ length: 20 }, (_, at) => api(request, 'POST', `/incidents/${number}/notes`, { body: `straw ${from + at}` })),
    );
  await admin.goto(`/incidents/${number}`);
  await expect(timelineOf(admin)).toContainText('straw 599');
  await expect(timelineOf(admin)).not.toContainText('the needle');
  await admin.getByLabel('Search in the timeline').fill('needle');
  await expect(timelineOf(admin)).toContainText('the needle');
  await expect(timelineOf(admin)).not.toContainText('straw');
  await admin.getByLabel('Search in the timeline').fill('');
  await expect(timelineOf(admin)).toContainText('straw 599');
  await admin.getByText('Go to', { exact: true }).click();
  await admin.getByRole('button', { name: 'Beginning' }).click();
  await expect(timelineOf(admin).locator('#e2')).toBeVisible();
});

test('commands are written, completed, done and refused by keyboard alone', async ({ admin, browser, request }) => {
  const { number } = await api(request, 'POST', '/incidents', { title: 'By commands', severity: 'P2', runbook: RUNBOOK });
  const colleague = await anotherBrowser(browser);
  await openRoom(colleague, number);
  await openRoom(admin, number);
  const box = admin.getByLabel('Note', { exact: true });
  const said = timelineOf(colleague);
  await expect(async () => {
    await admin.keyboard.press('n');
    await expect(box).toBeFocused({ timeout: 500 });
  }).toPass();
  const write = async (text: string, ...keys: string[]) => {
    await admin.keyboard.type(text);
    for (const key of keys) await admin.keyboard.press(key);
  };

  await write('/');
  await expect(admin.getByRole('listbox', { name: 'Commands' }).getByRole('option', { name: '/hypothesis' })).toBeVisible();
  await write('st', 'Enter');
  await expect(box).toHaveValue('/status ');
  await write('inv', 'Tab');
  await expect(box).toHaveValue('/status investigating ');
  await write('it is the database', 'Enter');
  await expect(said).toContainText('Investigating');
  await write('/severity P1 ', 'Enter');
  await write('/decide Roll back', 'Enter');
  await expect(said).toContainText('decided: Roll back');
  await write('/task Tell support @', 'Enter');
  await write('in 30 min', 'Enter');
  await expect(said).toContainText('added the task Tell support');
  await write('/hypothesis A leak | left', 'Enter', 'Enter');
  await expect(said).toContainText('supposes: A leak');
  await write('/run connections by');
  await expect(admin.getByRole('option', { name: /Connections by state/ })).toBeVisible();
  await write('', 'Enter', 'Enter');
  await expect(said).toContainText('ran Connections by state');
  await write('/pin 1 The beginning', 'Enter');
  await expect(colleague.getByRole('navigation', { name: 'Pinned' })).toContainText('The beginning');

  await write('/status resolved', 'Enter');
  await expect(admin.getByRole('alert').filter({ hasText: 'use /resolve' })).toBeVisible();
  await expect(box).toHaveValue('/status resolved');
  await write('', 'Control+a');
  await write('//var/log is full', 'Control+Enter');
  await expect(said).toContainText('/var/log is full');
  await expect(box).toHaveValue('');
  await write('/resolve', 'Control+Enter');
  await expect(admin.getByLabel('Root cause')).toBeFocused();
  await colleague.context().close();
});

test('the tabs have keys, and the timeline’s lines are moved through', async ({ admin, request }) => {
  const { number } = await api(request, 'POST', '/incidents', { title: 'By keys', severity: 'P3' });
  await api(request, 'POST', `/incidents/${number}/notes`, { body: 'second' });
  await openRoom(admin, number);
  await expect(timelineOf(admin)).toContainText('gave the checklist');
  await expect(async () => {
    await admin.keyboard.press('2');
    await expect(admin.getByRole('tab', { name: 'Investigate' })).toHaveAttribute('aria-selected', 'true', { timeout: 500 });
  }).toPass();
  await admin.keyboard.press('t');
  const focused = admin.locator('[id^="e"]:focus');
  await expect(focused).toContainText(/gave the checklist|second/);
  await admin.keyboard.press('k');
  await admin.keyboard.press('k');
  await expect(focused).toContainText('declared');
  await admin.keyboard.press('?');
  await expect(admin.getByRole('dialog', { name: 'Keys' })).toContainText('Pin or unpin');
});

for (const colorScheme of ['dark', 'light'] as const)
  test(`at 360 px, ${colorScheme}: axe finds nothing, and nothing scrolls sideways`, async ({ browser, request }) => {
    const { number } = await api(request, 'POST', '/incidents', { title: 'On a phone', severity: 'P1', runbook: RUNBOOK });
    const on = `/incidents/${number}`;
    await api(request, 'POST', `${on}/hypotheses`, { statement: STATEMENT, runbook: RUNBOOK, block: 'held-open' });
    await api(request, 'POST', `${on}/tasks`, {
      title: 'Call the vendor about the limit of their interface',
      dueAt: '2026-01-01T08:00:00Z',
    });
    await api(request, 'POST', `${on}/timeline/1/pin`, { label: 'Where it began' });
    const page = await anotherBrowser(browser);
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 360, height: 740 });
    await openRoom(page, number);
    await found(page);
    await page.getByLabel('Note', { exact: true }).fill('/');
    await found(page);
    await page.getByLabel('Note', { exact: true }).fill('');
    await page.getByRole('tab', { name: 'Investigate' }).click();
    await expect(board(page)).toBeVisible();
    await page.getByRole('button', { name: 'State a hypothesis' }).click();
    await expect(page.getByLabel('Tested by')).toBeVisible();
    await found(page);
    await page.context().close();
  });

async function found(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
}
