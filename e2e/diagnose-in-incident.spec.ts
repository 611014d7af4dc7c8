import { anotherBrowser, declareIncident, expect, test } from './fixtures';

test('someone signs in, diagnoses, declares, diagnoses again, and a colleague sees it happen', async ({ admin, browser }) => {
  await admin.goto('/runbooks/oatie-reports/connection-pool-exhaustion');
  const title = await firstDiagnostic(admin);
  await admin.getByRole('button', { name: `Run diagnostic: ${title}` }).click();
  const region = admin.getByRole('region', { name: `Output of ${title}` });
  await expect(region).toBeVisible();
  await expect(region.getByRole('status')).toContainText(/ok|warn|fail/);
  const run = (await region.getByRole('link', { name: 'Permalink' }).getAttribute('href')) ?? '';
  await expect(admin.getByLabel('About this runbook').getByRole('link').first()).toHaveAttribute('href', run);

  const number = await declareIncident(admin, 'Report generation failing', 'P1');
  const colleague = await anotherBrowser(browser);
  await colleague.goto(`/incidents/${number}`);
  const timeline = colleague.getByRole('region', { name: 'Timeline' });
  await expect(timeline).toContainText('declared');

  const block = admin.getByRole('button', { name: `Run diagnostic: ${title}` });
  await expect(block).toBeVisible();
  await block.click();
  await expect(timeline).toContainText(title);
  await expect(admin.getByRole('region', { name: `Output of ${title}` }).getByRole('status')).toContainText(/ok|warn|fail/);
  const below = await admin.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight);
  expect(below, 'only the parts of the room scroll, never the page').toBe(0);

  await colleague.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(admin.getByRole('region', { name: 'Timeline' })).toContainText('acknowledged');
  await colleague.context().close();
});

async function firstDiagnostic(page: import('@playwright/test').Page): Promise<string> {
  const name = await page
    .getByRole('button', { name: /^Run diagnostic: / })
    .first()
    .getAttribute('aria-label');
  return (name ?? '').replace('Run diagnostic: ', '');
}
