import { api, expect, test } from './fixtures';
import { breakLab, healLab, RUNBOOK } from './war-room';

test('S2-08: prevention becomes an action item, and its diagnostic verifies it once it works', async ({ admin, request }) => {
  const { number } = await api(request, 'POST', '/incidents', { title: 'Reports refuse', severity: 'P1', service: 'oatie-reports' });
  await api(request, 'POST', `/incidents/${number}/acknowledge`);
  await api(request, 'POST', `/incidents/${number}/resolve`, {
    rootCause: 'The exporter kept its connections.',
    resolution: 'Ended its sessions.',
    prevention: '- Cap the pool of the exporter\n- Alert at 80 %',
  });
  await admin.goto(`/incidents/${number}/review`);
  const items = admin.getByRole('region', { name: 'Action items', exact: true });
  await items.getByRole('button', { name: 'Make it one: Cap the pool of the exporter' }).click();
  await expect(items.getByLabel('What is to be done')).toHaveValue('Cap the pool of the exporter');
  await items.getByLabel('Proven by a diagnostic of').selectOption(RUNBOOK);
  await items.getByLabel('Which').selectOption('connections-by-state');
  await items.getByRole('button', { name: 'Add action item', exact: true }).click();
  await expect(items.getByText('Alert at 80 %')).toBeVisible();
  await items.getByRole('link', { name: 'Cap the pool of the exporter' }).locator('visible=true').click();

  const run = admin.getByRole('button', { name: 'Run diagnostic: Connections by state' });
  await breakLab('pool-exhaustion');
  try {
    await run.click();
    await expect(admin.getByText('not ok: this does not work yet')).toBeVisible();
  } finally {
    await healLab();
  }
  await expect(async () => {
    if (await run.isVisible()) await run.click();
    await expect(admin.getByText('by the run of')).toBeVisible({ timeout: 4_000 });
  }).toPass();

  await admin.goto('/');
  await admin.getByRole('navigation', { name: 'After incidents' }).getByRole('link', { name: 'Are we getting better?' }).click();
  await expect(admin.getByRole('region', { name: 'In figures' })).toContainText(/[1-9]\d* verified/);
  await admin.getByRole('region', { name: 'By service' }).first().getByRole('link', { name: 'oatie-reports' }).click();
  await expect(admin).toHaveURL(/service=oatie-reports/);
});
