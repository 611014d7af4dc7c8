import { api, expect, test } from './fixtures';

test('an admin invites a viewer, who reads all and may press nothing, and is signed out at once when disabled', async ({
  admin,
  browser,
  request,
}) => {
  await admin.goto('/settings');
  await admin.getByRole('button', { name: 'Invite someone' }).click();
  await admin.getByLabel('E-mail').fill('vi@example.com');
  await admin.getByLabel('Name').fill('Vi Viewer');
  await admin.getByRole('checkbox', { name: /^responder/i }).uncheck();
  await admin.getByRole('checkbox', { name: /^viewer/i }).check();
  await admin.getByRole('button', { name: 'Make invite link' }).click();
  const link = (await admin.getByLabel('Invite link', { exact: true }).textContent()) ?? '';
  await admin.getByRole('button', { name: 'Done' }).click();

  const viewer = await (await browser.newContext()).newPage();
  await viewer.goto(link);
  await viewer.getByLabel('Password').fill('four words in a row');
  await viewer.getByRole('button', { name: 'Save and sign in' }).click();
  await viewer.waitForURL((url) => !url.pathname.startsWith('/set-up'));
  await expect(viewer.getByRole('button', { name: 'Declare incident' })).toHaveCount(0);

  const { number } = await api(request, 'POST', '/incidents', { title: 'Seen by a viewer', severity: 'P3' });
  await viewer.goto(`/incidents/${number}`);
  await expect(viewer.getByRole('region', { name: 'Timeline' })).toContainText('declared');
  await expect(viewer.getByRole('button', { name: 'Acknowledge' })).toHaveCount(0);
  await viewer.goto('/runbooks/oatie-reports/connection-pool-exhaustion');
  await expect(viewer.getByRole('button', { name: /^Run diagnostic/ }).first()).toBeDisabled();

  await viewer.goto(`/incidents/${number}`);
  await admin.goto('/settings');
  await admin.getByRole('button', { name: 'Change Vi Viewer' }).click();
  await admin.getByRole('button', { name: 'Disable' }).click();
  await expect(admin.getByRole('row').filter({ hasText: 'vi@example.com' })).toContainText('disabled');
  await expect(viewer.getByText('You are signed out.')).toBeVisible();
  await viewer.goto('/incidents');
  await expect(viewer).toHaveURL(/\/sign-in/);
  await viewer.getByLabel('E-mail').fill('vi@example.com');
  await viewer.getByLabel('Password').fill('four words in a row');
  await viewer.getByRole('button', { name: 'Sign in' }).click();
  await expect(viewer.getByRole('alert').first()).toBeVisible();
  await expect(viewer).toHaveURL(/\/sign-in/);
  await viewer.context().close();
});
