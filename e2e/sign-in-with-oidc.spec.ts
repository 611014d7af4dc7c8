import { expect, test } from '@playwright/test';
import { type OidcIssuer, startOidcIssuer } from '../test/oidc-issuer';
import { product } from '../test/product';

const people = [{ login: 'gus', email: 'gus@example.com', emailVerified: true, name: 'Gus Garcia' }];
let issuer: OidcIssuer;

test.beforeAll(async () => {
  const { clientId, clientSecret, port } = product.oidc;
  issuer = await startOidcIssuer(people, { clientId, clientSecret, redirectUris: [`${product.url}/api/auth/callback/oidc`] }, port);
});
test.afterAll(() => issuer.close());

test('someone the identity provider knows comes in as a viewer, where they were heading', async ({ page }) => {
  await page.goto('/settings');
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByRole('button', { name: 'Continue with 127.0.0.1' }).click();
  await page.getByLabel('Login').fill('gus');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page).toHaveURL(`${product.url}/settings`);
  await expect(page.getByText('Gus Garcia: viewer')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Your sessions' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'People' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Declare incident' })).toHaveCount(0);
});

test('who cancels there is told so here', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Continue with 127.0.0.1' }).click();
  await page.waitForURL(/\/interaction\//);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page).toHaveURL(/\/sign-in\?/);
  await expect(page.getByText('it was cancelled there')).toBeVisible();
});

test('the identity provider is away: the page says so and the password form stays', async ({ page }) => {
  await issuer.close();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Continue with 127.0.0.1' }).click();
  await expect(page.getByText('The identity provider cannot be reached')).toBeVisible();
  await page.getByLabel('E-mail').fill(product.adminEmail);
  await page.getByLabel('Password').fill(product.adminPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).not.toHaveURL(/sign-in/);
});
