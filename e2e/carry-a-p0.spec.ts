import type { Locator, Page } from '@playwright/test';
import { type MailSink, startMailSink } from '@/test/mail-sink';
import { product } from '@/test/product';
import { anotherBrowser, api, expect, invite, test } from './fixtures';
import * as step from './p0-steps';
import * as room from './war-room';

// A step that waits in vain says so before the whole journey's time is over.
test.use({ actionTimeout: 15_000 });

let sink: MailSink;
test.beforeAll(async () => {
  sink = await startMailSink(product.smtpPort);
});
test.afterAll(async () => {
  await room.healLab();
  await sink.close();
});

test('three people carry a P0 from its declaration to its resolution, and once more', async ({ admin, browser, request }) => {
  test.setTimeout(420_000);
  const ana = await invite(admin, browser, 'Ana', ['commander', 'responder']);
  const ray = await invite(admin, browser, 'Ray', ['responder']);
  const number = await step.declare(ray, await step.earlier(request));
  const people: step.People = { ana, ray, admin, browser, request, sink, number };
  for (const page of [ana, admin]) await page.goto(`/incidents/${number}`);
  await test.step('acknowledged late, after a warning', () => step.acknowledge(people));
  await test.step('roles, presence, hand-off', () => step.takeRoles(people));
  await test.step('restricted: not found by others', () => step.restrict(people));
  await test.step('notes, decisions, pins, edits', () => step.writeDown(people));
  await test.step('tasks, hypothesis, run', () => step.investigate(people));
  await test.step('a procedure', () => step.followProcedure(people));
  await test.step('asked for help by hand', () => step.escalate(people));
  await test.step('told, promised, kept', () => step.tell(people));
  await test.step('stakeholders read along', () => step.share(people));
  await test.step('a duplicate merged', () => step.merge(people));
  await test.step('resolved, told, reopened, resolved', () => step.resolve(people));
  for (const page of [ana, ray]) await page.context().close();
});

test('by keyboard alone: declared, led, investigated, told, resolved', async ({ admin, browser }) => {
  test.setTimeout(180_000);
  await admin.goto(`/runbooks/${room.RUNBOOK}`);
  const title = `Keyboard ${Date.now()}`;
  await expect(async () => {
    await admin.keyboard.press('c');
    await expect(admin.getByLabel('Title')).toBeFocused({ timeout: 2_000 });
  }).toPass();
  await admin.keyboard.type(title);
  await admin.keyboard.press('Enter');
  await admin.waitForURL(/\/incidents\/\d+/);
  const seen = await anotherBrowser(browser);
  await seen.goto(admin.url());
  const said = room.timelineOf(seen);
  await expect(said).toContainText('declared');
  await admin.keyboard.press('a');
  await expect(said).toContainText('acknowledged');
  await admin.keyboard.press('l');
  await expect(said).toContainText('made admin incident commander');
  for (const [text, words] of [
    ['It began at two', 'It began at two'],
    ['/status investigating', 'Investigating'],
    ['/severity P0 all of them', 'all of them'],
    ['/role scribe @admin', 'made admin scribe'],
    ['/task Call the vendor in 30 min', 'added the task Call the vendor'],
    ['/hypothesis A leak', 'supposes: A leak'],
  ] as const) {
    await room.type(admin, text);
    await expect(said).toContainText(words);
  }
  await runByKeyboard(admin, said);
  await tellByKeyboard(admin);
  await expect(said).toContainText('told the team: ');
  await room.command(admin, 'Status: Identified');
  await expect(said).toContainText('Identified');
  await room.type(admin, '/resolve');
  await expect(admin.getByLabel('Root cause')).toBeFocused();
  for (const words of ['A leak', 'Rolled back', 'A limit']) {
    await admin.keyboard.type(words);
    await admin.keyboard.press('Tab');
  }
  await admin.keyboard.press('Enter');
  await expect(said).toContainText('Rolled back');
  await seen.context().close();
});

async function runByKeyboard(admin: Page, said: Locator): Promise<void> {
  await room.type(admin, '/run Connections by state');
  await expect(said).toContainText('ran Connections by state');
}

async function tellByKeyboard(admin: Page): Promise<void> {
  await room.type(admin, '/update');
  const message = room.composerOf(admin).getByLabel('Message');
  await expect(message).toBeVisible();
  for (let presses = 0; presses < 40 && !(await message.evaluate((box) => box === document.activeElement)); presses++)
    await admin.keyboard.press('Tab');
  await admin.keyboard.type('The pool is full.');
  await admin.keyboard.press('Control+Enter');
  await expect(room.composerOf(admin)).toHaveCount(0);
}

test('on a telephone: acknowledged, noted, told, resolved, with half of the screen for what is read', async ({ browser, request }) => {
  const { number } = await api(request, 'POST', '/incidents', {
    title: 'Report generation failing for every customer',
    severity: 'P0',
    service: 'oatie-reports',
  });
  const page = await anotherBrowser(browser);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`/incidents/${number}`);
  await page.getByRole('button', { name: 'Acknowledge', exact: true }).locator('visible=true').first().click();
  await expect(room.timelineOf(page)).toContainText('acknowledged');
  await room.write(page, 'Looking, from the train');
  await expect(room.timelineOf(page)).toContainText('from the train');
  await page.locator('summary').filter({ hasText: 'Status' }).first().click();
  await page.getByRole('button', { name: 'Investigating' }).click();
  await expect(room.timelineOf(page)).toContainText('Investigating');
  const box = await room.timelineOf(page).boundingBox();
  expect(box?.height).toBeGreaterThan(370);
  await expect(room.clocksOf(page)).toContainText('Status page due in');
  await room.write(page, '/update');
  await room.composerOf(page).getByLabel('Message').fill('We look into it.');
  await room.composerOf(page).getByRole('button', { name: 'Send update' }).click();
  await expect(page.getByRole('region', { name: 'Sent updates' })).toContainText('Report generation failing');
  await step.sayResolved(page, 'A leak');
  await expect(page.getByRole('button', { name: 'Reopen' }).locator('visible=true').first()).toBeVisible();
  await page.context().close();
});

for (const colorScheme of ['dark', 'light'] as const)
  test(`axe finds nothing on any tab, ${colorScheme}, wide and on a telephone`, async ({ admin, request }) => {
    test.setTimeout(180_000);
    await admin.emulateMedia({ colorScheme });
    const { number } = await api(request, 'POST', '/incidents', { title: 'For the eye', severity: 'P0', runbook: room.RUNBOOK });
    await api(request, 'POST', `/incidents/${number}/updates`, { audience: 'stakeholders', body: 'Updates every 30 minutes.' });
    await api(request, 'POST', `/incidents/${number}/timeline/1/pin`, { label: 'Where it began' });
    // Between wide and narrow only the layout differs, which no scheme changes.
    for (const width of colorScheme === 'light' ? [1440, 1100, 360] : [1440, 360]) {
      await admin.setViewportSize({ width, height: 800 });
      await admin.goto(`/incidents/${number}`);
      await room.expectEveryTabSound(admin);
    }
  });
