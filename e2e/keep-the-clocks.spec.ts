import { adminUrlOf, moveBack } from '@/test/move-back';
import { product } from '@/test/product';
import { anotherBrowser, api, declareIncident, expect, test } from './fixtures';

const later = (number: number, minutes: number) => moveBack(adminUrlOf(product.dataDir), number, minutes);

test('S2-78, S2-85: a P0 is held to its clocks, in every open room, and a pause says why', async ({ admin, browser }) => {
  const number = await declareIncident(admin, 'Clocks of a P0', 'P0');
  const colleague = await anotherBrowser(browser);
  await colleague.goto(`/incidents/${number}`);
  const clocks = colleague.getByRole('region', { name: 'Clocks' });
  await expect(clocks).toContainText(/Acknowledge in 14:\d\d/);
  await later(number, 10);
  await expect(colleague.getByText('Acknowledge is due in 5 min')).toBeVisible();
  await expect(clocks).toContainText(/Acknowledge in 04:\d\d/);
  await admin.getByRole('button', { name: 'Acknowledge', exact: true }).click();
  await expect(clocks).toContainText('Acknowledged in 10 min');

  await later(number, 20);
  await expect(clocks).toContainText('Status page overdue by');
  await expect(clocks).toContainText('Update overdue by');
  await expect(clocks.getByRole('button', { name: 'Write it' })).toBeVisible();
  await admin.getByRole('region', { name: 'Clocks' }).getByRole('button', { name: 'It is told' }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'It is told' }).click();
  await expect(clocks).toContainText('Status page late, after 30 min');

  await clocks.getByText('Resolve in').click();
  await clocks.getByRole('button', { name: 'Pause…' }).click();
  await colleague.getByRole('button', { name: 'Pause clock' }).click();
  await expect(colleague.getByText('must not be empty')).toBeVisible();
  await colleague.getByLabel('Reason').fill('Waiting for the vendor');
  await colleague.getByRole('button', { name: 'Pause clock' }).click();
  await expect(admin.getByRole('region', { name: 'Clocks' })).toContainText('Waiting for the vendor');
  await colleague.context().close();
});

test('S2-82: the workflow shows where the incident is, follows it live, and leads to each step by keyboard', async ({ admin, request }) => {
  const number = await declareIncident(admin, 'Along the workflow', 'P0');
  await admin.goto(`/incidents/${number}#workflow`);
  const steps = admin.getByRole('list', { name: 'Steps of the response' });
  await expect(steps.locator('[aria-current="step"]')).toContainText('On-call acknowledges');
  await api(request, 'POST', `/incidents/${number}/acknowledge`);
  await expect(steps.locator('[aria-current="step"]')).toContainText('Initial assessment');
  await expect(admin.locator('.workflow [data-state="current"]')).toContainText('now: Initial assessment');
  await steps.getByRole('button', { name: 'Change the severity' }).focus();
  await admin.keyboard.press('Enter');
  await expect(admin.getByRole('dialog', { name: /Severity of/ })).toBeVisible();
});

test('S2-81: an admin changes a policy, a checklist and the calendar, and is told which field is wrong', async ({ admin }) => {
  await admin.goto('/settings/policies');
  await admin.getByRole('button', { name: 'Change policy of P2' }).click();
  await admin.getByLabel('Acknowledge within', { exact: true }).fill('soon');
  await admin.getByRole('button', { name: 'Save policy' }).click();
  await expect(admin.getByText('write a time such as 15 min')).toBeVisible();
  await admin.getByLabel('Acknowledge within', { exact: true }).fill('3 h');
  await admin.getByRole('button', { name: 'Save policy' }).click();
  await expect(admin.getByRole('region', { name: 'P2 Medium' })).toContainText('within 3 h');
  await admin.getByRole('button', { name: 'Change checklist of P2' }).click();
  await admin.getByRole('button', { name: 'Add a line' }).click();
  await admin.getByRole('textbox', { name: /^What/ }).last().fill('Look at the graphs');
  await admin.getByRole('button', { name: 'Save checklist' }).click();
  await expect(admin.getByRole('region', { name: 'P2 Medium' })).toContainText('Look at the graphs');

  await admin.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Calendar' }).click();
  await admin.getByLabel('Ends').fill('08:00');
  await admin.getByRole('button', { name: 'Save calendar' }).click();
  await expect(admin.getByText('must be after the start')).toBeVisible();
  await admin.getByLabel('Ends').fill('18:00');
  await admin.getByRole('button', { name: 'Save calendar' }).click();
  await expect(admin.getByText('The calendar is saved')).toBeVisible();
  await admin.getByLabel('Date').fill('2030-12-25');
  await admin.getByLabel('Name').fill('Christmas');
  await admin.getByRole('button', { name: 'Add holiday' }).click();
  await expect(admin.getByText('Wednesday 25 December 2030')).toBeVisible();
});
