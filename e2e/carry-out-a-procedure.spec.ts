import { AxeBuilder } from '@axe-core/playwright';
import { anotherBrowser, api, expect, test } from './fixtures';

test('S0-79: a rollback is carried out step by step, its gate decides, a colleague sees where it is', async ({
  admin,
  browser,
  request,
}) => {
  const { number } = await api(request, 'POST', '/incidents', {
    title: 'Errors since the release',
    severity: 'P1',
    runbook: 'general/roll-back-a-release',
  });
  await admin.goto(`/incidents/${number}`);
  const colleague = await anotherBrowser(browser);
  await colleague.goto(`/incidents/${number}`);

  await admin.getByRole('button', { name: 'Begin: Roll the application back' }).click();
  await expect(colleague.getByRole('region', { name: 'Timeline' })).toContainText('began Roll the application back, 5 steps');
  await expect(colleague.getByRole('button', { name: 'Done: Stop the application' })).toBeVisible();

  await api(request, 'POST', `/incidents/${number}/status`, { status: 'cancelled', reason: 'a false alarm' });
  await expect(colleague.getByText('Halted with the incident, 0 of 5 steps dealt with · goes on when')).toBeVisible();
  await expect(colleague.getByRole('region', { name: 'Timeline' })).toContainText('Halted with it: Roll the application back');
  await expect(colleague.getByRole('button', { name: 'Done: Stop the application' })).toHaveCount(0);
  await api(request, 'POST', `/incidents/${number}/reopen`, { reason: 'it was none' });

  await admin.getByRole('button', { name: 'Done: Stop the application' }).click();
  await admin.getByLabel('Evidence').fill('unit **inactive** since 14:31');
  await admin.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  await expect(colleague.getByText('1 of 5 steps dealt with')).toBeVisible();
  for (const title of ['Go back to the release before', 'Take the release’s database step back', 'Start it']) {
    const done = admin.getByRole('button', { name: `Done: ${title.replace('’', "'")}` });
    await done.click();
    await admin.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
    await expect(done).toBeHidden();
  }

  const gate = admin.getByRole('button', { name: 'Pass the gate: It is well' });
  await gate.click();
  await expect(admin.getByText(/Run “Health after the rollback” first/)).toBeVisible();
  await admin.getByRole('button', { name: 'Run diagnostic: Health after the rollback' }).click();
  await expect(admin.getByRole('region', { name: 'Output of Health after the rollback' }).getByRole('status')).toContainText('ok');
  await gate.click();
  await expect(colleague.getByText('Completed by admin, 5 of 5 steps dealt with')).toBeVisible();
  await expect(colleague.getByRole('region', { name: 'Timeline' })).toContainText('completed Roll the application back');
  const { violations } = await new AxeBuilder({ page: admin }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  await colleague.context().close();
});
