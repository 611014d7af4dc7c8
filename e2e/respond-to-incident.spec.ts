import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { anotherBrowser, api, declareIncident, expect, test } from './fixtures';
import { openTab } from './war-room';

const timelineOf = (page: Page) => page.getByRole('region', { name: 'Timeline' });

test('an incident is declared, acknowledged, noted, changed and resolved by keyboard alone', async ({ admin, browser }) => {
  const title = `By keyboard ${Date.now()}`;
  await admin.goto('/incidents');
  // Keys are heard once the page has come alive.
  await expect(async () => {
    await admin.keyboard.press('c');
    await expect(admin.getByLabel('Title')).toBeFocused({ timeout: 500 });
  }).toPass();
  await admin.keyboard.type(title);
  await admin.keyboard.press('Enter');
  await admin.waitForURL(/\/incidents\/\d+$/);
  await expect(admin.getByRole('heading', { level: 1 })).toContainText(title);

  const colleague = await anotherBrowser(browser);
  await colleague.goto(admin.url());
  await admin.keyboard.press('a');
  await expect(timelineOf(colleague)).toContainText('acknowledged');

  await admin.keyboard.press('n');
  await admin.keyboard.type('c, j and ? are words here');
  await admin.keyboard.press('Control+Enter');
  await expect(timelineOf(colleague)).toContainText('c, j and ? are words here');
  await expect(admin.getByLabel('Note')).toHaveValue('');
  await admin.keyboard.press('Escape');

  await command(admin, 'Status: Identified');
  await expect(timelineOf(colleague)).toContainText('Identified');
  await command(admin, 'Resolve');
  await expect(admin.getByLabel('Root cause')).toBeFocused();
  await admin.keyboard.type('A leak');
  await admin.keyboard.press('Tab');
  await admin.keyboard.type('Rolled back');
  await admin.keyboard.press('Tab');
  await admin.keyboard.press('Tab');
  await admin.keyboard.press('Enter');
  await expect(timelineOf(colleague)).toContainText('Rolled back');
  await expect(colleague.getByRole('button', { name: 'Reopen' })).toBeVisible();
  await colleague.context().close();
});

/** Finds a command by its name and gives it. */
async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { expanded: true })).toBeFocused();
  await page.keyboard.type(name);
  await expect(page.getByRole('option', { name, exact: true })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
}

test('a false alarm is cancelled with its reason, and leaves the open list', async ({ admin, request }) => {
  const title = `A false alarm ${Date.now()}`;
  const { number } = await api(request, 'POST', '/incidents', { title, severity: 'P3' });
  await admin.goto(`/incidents/${number}`);
  await expect(timelineOf(admin)).toContainText('gave the checklist');
  await command(admin, 'Status: Cancelled');
  await admin.getByRole('dialog').getByLabel('Reason').fill('The probe was wrong');
  await admin.getByRole('button', { name: 'Cancel incident' }).click();
  await expect(timelineOf(admin)).toContainText('changed the status from Triggered to Cancelled');
  await expect(timelineOf(admin)).toContainText('The probe was wrong');
  await expect(admin.getByRole('button', { name: 'Reopen' })).toBeVisible();
  const listed = admin.getByRole('list', { name: 'Incidents' }).getByRole('link', { name: title });
  await admin.goto('/incidents?status=all');
  await expect(listed).toBeVisible();
  await admin.goto('/incidents');
  await expect(admin.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(listed).toHaveCount(0);
});

test('what happened while the page was away is there when it is back, once and in order', async ({ admin, request }) => {
  const number = await declareIncident(admin, 'Away and back', 'P2');
  await expect(timelineOf(admin)).toContainText('declared');
  await admin.getByLabel('Note', { exact: true }).fill('half a sentence');
  await admin.context().setOffline(true);
  // What has the page drawn anew must not take it away.
  await api(request, 'POST', `/incidents/${number}/severity`, { severity: 'P1' });
  for (const body of ['first while away', 'second while away']) await api(request, 'POST', `/incidents/${number}/notes`, { body });
  await admin.context().setOffline(false);
  await expect(timelineOf(admin)).toContainText('second while away', { timeout: 30_000 });
  await expect(timelineOf(admin).getByText('first while away')).toHaveCount(1);
  await expect(admin.getByLabel('Note', { exact: true })).toHaveValue('half a sentence');
});

test('at 360 px an incident is read and acknowledged without scrolling sideways', async ({ browser, request }) => {
  const { number } = await api(request, 'POST', '/incidents', {
    title: 'A long title that has to wrap on a small telephone',
    severity: 'P0',
  });
  const page = await anotherBrowser(browser);
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of ['/', '/incidents', '/incidents/declare', `/incidents/${number}`]) {
    await page.goto(path);
    await expect(page.getByRole('main')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(360);
  }
  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(timelineOf(page)).toContainText('acknowledged');
  await openTab(page, 'Details');
  await expect(page.getByRole('tabpanel', { name: 'Details' })).toContainText('Acknowledged');
  await expect(page.getByLabel('Note')).toBeVisible();
  await page.context().close();
});

test('an incident is read and declared without scripts', async ({ admin, browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, storageState: await admin.context().storageState() });
  const page = await context.newPage();
  await page.goto('/');
  await page.getByRole('button', { name: 'Declare incident' }).click();
  await page.getByRole('button', { name: 'Declare incident' }).click();
  await expect(page.getByText('must not be empty')).toBeVisible();
  await page.getByLabel('Title').fill('Without scripts');
  await page.getByRole('button', { name: 'Declare incident' }).click();
  await page.waitForURL(/\/incidents\/\d+$/);
  await expect(timelineOf(page)).toContainText('declared');
  await context.close();
});

for (const colorScheme of ['dark', 'light'] as const)
  test(`axe finds nothing in the ${colorScheme} scheme`, async ({ admin }) => {
    await admin.emulateMedia({ colorScheme });
    await declareIncident(admin, 'For the eye', 'P3');
    for (const path of ['/', '/incidents?status=all', '/incidents/declare', '/search?q=connection', '/nothing-is-here']) {
      await admin.goto(path);
      await expect(admin.getByRole('heading', { level: 1 })).toBeVisible();
      const { violations } = await new AxeBuilder({ page: admin }).analyze();
      expect(violations.map(({ id, nodes }) => `${path} ${id} ${nodes[0]?.html}`)).toEqual([]);
    }
  });
