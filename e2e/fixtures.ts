import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type APIRequestContext, type Browser, test as base, expect, type Page } from '@playwright/test';
import { product } from '@/test/product';

export { expect };

/** What everyone invited chose. */
export const INVITED_PASSWORD = 'four words in a row';

/** Signs in with e-mail and password, and waits for the console. */
export async function login(page: Page, email = product.adminEmail, password = product.adminPassword): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** A browser of their own for someone else, signed in. */
export async function anotherBrowser(browser: Browser, email?: string, password?: string): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await login(page, email, password);
  return page;
}

/** An address that no earlier attempt has used. */
export const freshEmail = (name: string) => `${name.toLowerCase().replaceAll(' ', '.')}.${Date.now()}@example.com`;

/** Someone new with these roles, who joined by their invite in a browser of their own. */
export async function invite(
  admin: Page,
  browser: Browser,
  name: string,
  roles: readonly string[] = ['responder'],
  email = freshEmail(name),
): Promise<Page> {
  await admin.goto('/settings');
  await admin.getByRole('button', { name: 'Invite someone' }).click();
  await admin.getByLabel('E-mail').fill(email);
  await admin.getByLabel('Name').fill(name);
  for (const role of ['viewer', 'responder', 'commander'])
    await admin.getByRole('checkbox', { name: new RegExp(`^${role}`, 'i') }).setChecked(roles.includes(role));
  await admin.getByRole('button', { name: 'Make invite link' }).click();
  const link = (await admin.getByLabel('Invite link', { exact: true }).textContent()) ?? '';
  await admin.getByRole('button', { name: 'Done' }).click();
  const page = await (await browser.newContext()).newPage();
  await page.goto(link);
  await page.getByLabel('Password').fill(INVITED_PASSWORD);
  await page.getByRole('button', { name: 'Save and sign in' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/set-up'));
  return page;
}

/** Declares an incident from wherever the page is, and waits for its room. */
export async function declareIncident(page: Page, title: string, severity: 'P0' | 'P1' | 'P2' | 'P3' = 'P1'): Promise<number> {
  await page.getByRole('button', { name: 'Declare incident' }).first().click();
  await page.getByLabel('Title').fill(title);
  await page.getByRole('radio', { name: new RegExp(`^${severity}`) }).check();
  await page.getByRole('button', { name: 'Declare incident' }).last().click();
  await page.waitForURL(/\/incidents\/\d+/);
  return Number(/\/incidents\/(\d+)/.exec(page.url())?.[1]);
}

/** Puts a runbook into the folder of the running console. */
export function addRunbook(slug: string, text: string): void {
  const file = path.join(product.runbooksDir, `${slug}.mdx`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Calls the REST interface with the bootstrap key. */
export async function api(request: APIRequestContext, method: 'GET' | 'POST', at: string, data?: unknown) {
  const response = await request.fetch(`${product.url}/api/v1${at}`, {
    method,
    headers: { authorization: `Bearer ${product.token}` },
    ...(data ? { data } : {}),
  });
  expect(response.ok(), `${method} ${at}: ${response.status()} ${await response.text()}`).toBe(true);
  return response.json();
}

export const test = base.extend<{ admin: Page }>({
  admin: async ({ page }, use) => {
    await login(page);
    await use(page);
  },
});
