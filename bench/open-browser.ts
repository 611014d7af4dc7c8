import { type Browser, chromium, type Page } from '@playwright/test';
import { BROWSER_ARGS, browserProgram } from '@/bin/ready/browser.mjs';
import { ADMIN } from './start-console';

/** The browser of this machine, as the journeys drive it. */
export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: browserProgram(), args: BROWSER_ARGS });

export async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(ADMIN.email);
  await page.getByLabel('Password', { exact: true }).fill(ADMIN.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}
