import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { api, declareIncident, expect, invite, test } from './fixtures';
import { openTab } from './war-room';

const timelineOf = (page: Page) => page.getByRole('region', { name: 'Timeline' });
const rolesOf = (page: Page) => page.getByLabel('Roles', { exact: true }).first();

/** Finds a command by its name and gives it. */
async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { expanded: true })).toBeFocused();
  await page.keyboard.type(name);
  await expect(page.getByRole('option', { name, exact: true })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
}

test('two people see each other, take command with one key and hand it over with a brief', async ({ admin, browser }) => {
  const name = `Bo ${Date.now() % 100_000}`;
  const bo = await invite(admin, browser, name);
  await admin.goto('/incidents');
  const number = await declareIncident(admin, 'Who leads here', 'P1');
  await bo.goto(`/incidents/${number}`);
  await expect(admin.getByText('2 here')).toBeVisible();
  await admin.getByText('2 here').click();
  await expect(admin.getByRole('list', { name: 'Here now' })).toContainText(name);
  await admin.keyboard.press('Escape');

  await expect(async () => {
    await bo.keyboard.press('l');
    await expect(rolesOf(bo)).toContainText(name, { timeout: 1_000 });
  }).toPass();
  await expect(rolesOf(admin)).toContainText(`Commander${name}`);
  await bo.getByLabel('Note').fill('The pool is full');
  await bo.getByRole('button', { name: 'Add note' }).click();
  await expect(timelineOf(admin)).toContainText('The pool is full');

  await command(bo, 'Hand over: incident commander');
  await expect(bo.getByRole('dialog')).toContainText('is incident commander now');
  const successor = bo.getByLabel('To', { exact: true });
  await expect(successor.getByRole('option')).not.toHaveCount(1);
  await successor.selectOption({ index: 1 });
  await bo.getByRole('dialog').getByLabel('Note').fill('I sleep now');
  await bo.getByRole('button', { name: 'Hand over' }).last().click();
  await expect(bo.getByRole('dialog')).toHaveCount(0);
  await expect(rolesOf(admin)).not.toContainText(`Commander${name}`);
  await expect(timelineOf(admin)).toContainText('I sleep now');
  await expect(timelineOf(admin)).toContainText('Who knows what');

  await bo.context().close();
  await expect(admin.getByText('1 here')).toBeVisible({ timeout: 15_000 });
});

test('a restricted incident is gone for those who do not take part, at once and everywhere', async ({ admin, browser }) => {
  const vi = await invite(admin, browser, `Vi ${Date.now() % 100_000}`, ['viewer']);
  await admin.goto('/incidents');
  const title = `Someone is inside ${Date.now()}`;
  const number = await declareIncident(admin, title, 'P0');
  await vi.goto(`/incidents/${number}`);
  await expect(timelineOf(vi)).toContainText('declared');
  await expect(vi.getByRole('button', { name: 'Take command' })).toHaveCount(0);

  await command(admin, 'Restrict');
  await admin.getByRole('dialog').getByLabel('Reason').fill('customer data');
  await admin.getByRole('button', { name: 'Restrict incident' }).click();
  await expect(admin.getByRole('main').getByText('restricted').first()).toBeVisible();
  await expect(vi.getByText('This is not here any more')).toBeVisible();
  const answer = await vi.goto(`/incidents/${number}`);
  expect(answer?.status()).toBe(404);
  await expect(vi.getByRole('heading', { name: 'Nothing is here' })).toBeVisible();
  for (const at of ['/', '/incidents?status=all', `/search?q=${encodeURIComponent(title)}`]) {
    await vi.goto(at);
    await expect(vi.getByRole('main')).toBeVisible();
    await expect(vi.getByRole('main').getByRole('link', { name: title })).toHaveCount(0);
  }
  await command(admin, 'Open to everyone');
  await admin.getByRole('dialog').getByLabel('Reason').fill('nothing was taken');
  await admin.getByRole('dialog').getByRole('button', { name: 'Open to everyone' }).click();
  await expect(timelineOf(admin)).toContainText('opened it to everyone');
  expect((await vi.goto(`/incidents/${number}`))?.status()).toBe(200);
  await vi.context().close();
});

test('a duplicate is merged, and the room that goes on shows both timelines', async ({ admin, request }) => {
  const title = `Reports fail ${Date.now()}`;
  const survivor = await api(request, 'POST', '/incidents', { title, severity: 'P1' });
  const duplicate = await api(request, 'POST', '/incidents', { title: 'No reports', severity: 'P2' });
  await api(request, 'POST', `/incidents/${duplicate.number}/notes`, { body: 'seen over there' });
  await admin.goto(`/incidents/${duplicate.number}`);
  await command(admin, 'Merge into another incident');
  const goesOn = admin.getByLabel('Goes on as');
  await goesOn.selectOption(String(survivor.number));
  await admin.getByRole('button', { name: 'Merge incident' }).click();
  await admin.waitForURL(`**/incidents/${survivor.number}`);
  await expect(timelineOf(admin)).toContainText('seen over there');
  await expect(
    timelineOf(admin)
      .getByRole('link', { name: `#${duplicate.number}`, exact: true })
      .first(),
  ).toBeVisible();
  await admin.goto(`/incidents/${duplicate.number}`);
  await expect(admin.getByRole('main')).toContainText(`Merged into #${survivor.number}`);
  await expect(timelineOf(admin)).toContainText('seen over there');
});

test('details and links are edited where they stand, at 360 px too, and axe finds nothing', async ({ admin }) => {
  await admin.goto('/incidents');
  await declareIncident(admin, 'To be edited', 'P2');
  await admin.getByRole('tab', { name: 'Details' }).click();
  const details = admin.getByRole('tabpanel', { name: 'Details' });
  await details.getByRole('button', { name: 'Edit details' }).click();
  await details.getByLabel('Impact').fill('Nobody gets a report');
  await details.getByLabel('Tags').fill('db, Pool');
  await details.getByLabel('Bridge').fill('javascript:alert(1)');
  await details.getByRole('button', { name: 'Save details' }).click();
  await expect(details.getByText('must be an address that begins with')).toBeVisible();
  await details.getByLabel('Bridge').fill('https://meet.example/war');
  await details.getByRole('button', { name: 'Save details' }).click();
  await expect(details).toContainText('Nobody gets a report');
  await expect(timelineOf(admin)).toContainText(/changed .*impact/);
  await details.getByLabel('Address').fill('https://grafana.example/d/pool');
  await details.getByRole('button', { name: 'Add link' }).click();
  await expect(details.getByRole('link', { name: 'grafana.example/d/pool' })).toBeVisible();

  for (const tab of ['Details', 'People'] as const)
    for (const width of [1280, 360]) {
      await admin.setViewportSize({ width, height: 740 });
      await openTab(admin, tab);
      const panel = admin.getByRole('tabpanel', { name: tab });
      await expect(panel.getByRole('heading').first()).toBeVisible();
      expect(await admin.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      const { violations } = await new AxeBuilder({ page: admin }).analyze();
      expect(violations.map(({ id, nodes }) => `${tab} ${width} ${id} ${nodes[0]?.html}`)).toEqual([]);
    }
  await openTab(admin, 'Details');
  await details.getByRole('link', { name: 'pool', exact: true }).click();
  await expect(admin.getByRole('list', { name: 'Incidents' })).toContainText('To be edited');
});

test('S2-88: a first assessment proposes the severity, and the rest can be said or left', async ({ admin }) => {
  await admin.goto('/incidents/declare');
  await admin.getByLabel('Title').fill('Not sure how bad');
  await admin.getByText('Not sure? Answer a few questions').click();
  for (const answer of ['No', 'No', 'Yes']) await admin.getByRole('button', { name: answer, exact: true }).click();
  await expect(admin.getByText('That is P2. It is chosen above.')).toBeVisible();
  await expect(admin.getByRole('radio', { name: /^P2/ })).toBeChecked();
  await admin.getByText('kind, impact, labels, when it began').click();
  await admin.getByLabel('Kind').selectOption('security_breach');
  await expect(admin.getByRole('checkbox', { name: /^Restricted/ })).toBeChecked();
  await admin.getByLabel('Impact').fill('A stranger read reports');
  const { violations } = await new AxeBuilder({ page: admin }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  await admin.getByRole('main').getByRole('button', { name: 'Declare incident' }).click();
  await admin.waitForURL(/\/incidents\/\d+$/);
  await expect(admin.getByRole('main').getByText('restricted').first()).toBeVisible();
});
