import { api, expect, freshEmail, INVITED_PASSWORD, invite, test } from './fixtures';

test('an admin invites a viewer, who reads all and may press nothing, and is signed out at once when disabled', async ({
  admin,
  browser,
  request,
}) => {
  const name = `Vi ${Date.now()}`;
  const email = freshEmail(name);
  const viewer = await invite(admin, browser, name, ['viewer'], email);
  await expect(viewer.getByRole('button', { name: 'Declare incident' })).toHaveCount(0);

  const { number } = await api(request, 'POST', '/incidents', { title: 'Seen by a viewer', severity: 'P3' });
  await viewer.goto(`/incidents/${number}`);
  await expect(viewer.getByRole('region', { name: 'Timeline' })).toContainText('declared');
  await expect(viewer.getByRole('button', { name: 'Acknowledge' })).toHaveCount(0);
  await viewer.goto('/runbooks/oatie-reports/connection-pool-exhaustion');
  await expect(viewer.getByRole('button', { name: /^Run diagnostic/ }).first()).toBeDisabled();

  await viewer.goto(`/incidents/${number}`);
  await admin.goto('/settings');
  await admin.getByRole('button', { name: `Change ${name}` }).click();
  await admin.getByRole('button', { name: 'Disable' }).click();
  await expect(admin.getByRole('row').filter({ hasText: email })).toContainText('disabled');
  await expect(viewer.getByText('You are signed out.')).toBeVisible();
  await viewer.goto('/incidents');
  await expect(viewer).toHaveURL(/\/sign-in/);
  await viewer.getByLabel('E-mail').fill(email);
  await viewer.getByLabel('Password').fill(INVITED_PASSWORD);
  await viewer.getByRole('button', { name: 'Sign in' }).click();
  await expect(viewer.getByRole('alert').first()).toBeVisible();
  await expect(viewer).toHaveURL(/\/sign-in/);
  await viewer.context().close();
});
