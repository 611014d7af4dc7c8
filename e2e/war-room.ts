import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { breakFault, healFault } from '@/lab/cli';
import { adminUrlOf, moveBack } from '@/test/move-back';
import { product } from '@/test/product';
import { expect } from './fixtures';

export const RUNBOOK = 'oatie-reports/connection-pool-exhaustion';
export const TABS = ['Runbook', 'Investigate', 'Updates', 'People', 'Workflow', 'Details'] as const;

export const timelineOf = (page: Page) => page.getByRole('region', { name: 'Timeline' });
export const clocksOf = (page: Page) => page.getByRole('region', { name: 'Clocks' });
export const composerOf = (page: Page) => page.getByRole('region', { name: 'Write update' });
export const promisesOf = (page: Page) => page.getByRole('region', { name: 'Promises' });
const note = (page: Page) => page.getByLabel('Note', { exact: true });

/** Everything of the incident happened so many minutes earlier. */
export const later = (number: number, minutes: number) => moveBack(adminUrlOf(product.dataDir), number, minutes);
export const breakLab = (fault: string) => breakFault(fault, product.dataDir);
export const healLab = () => healFault(undefined, product.dataDir);

/** On a telephone some parts stand in a menu beside the tabs. */
export async function openTab(page: Page, name: (typeof TABS)[number] | 'Timeline'): Promise<void> {
  const tab = page.getByRole('tab', { name, exact: true }).locator('visible=true');
  const menu = page.getByRole('group', { name: 'Other parts' });
  await expect(tab.or(menu).first()).toBeVisible();
  if (await tab.isVisible()) return tab.click();
  await menu.locator('summary').click();
  await menu.getByRole('button', { name, exact: true }).click();
}

/** Writes a note, or does a command. */
export async function write(page: Page, text: string): Promise<void> {
  await note(page).fill(text);
  await page.keyboard.press('Control+Enter');
  await expect(note(page)).toHaveValue('');
}

/** The same without ever touching a pointer. */
export async function type(page: Page, text: string): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    await expect(note(page)).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.type(text);
  await page.keyboard.press('Control+Enter');
  await expect(note(page)).toHaveValue('');
}

/** Finds a command in the palette by its name and gives it. */
export async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { expanded: true })).toBeFocused();
  await page.keyboard.type(name);
  await expect(page.getByRole('option', { name, exact: true })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
}

/** The workflow says that the incident is here, among others. */
export async function expectStep(page: Page, step: string): Promise<void> {
  await openTab(page, 'Workflow');
  const here = page.getByRole('list', { name: 'Steps of the response' }).locator('[aria-current="step"]');
  await expect(here.filter({ hasText: step })).toBeVisible();
}

/** On each tab axe finds nothing, and nothing scrolls sideways. */
export async function expectEveryTabSound(page: Page): Promise<void> {
  for (const tab of TABS) {
    await openTab(page, tab);
    const panel = page.getByRole('tabpanel', { name: tab, exact: true });
    await expect(panel).toBeVisible();
    await expect(panel.getByRole('status').filter({ hasText: /^Loading/ })).toHaveCount(0);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${tab} ${id} ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
    const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth] as const);
    expect(wide, `${tab} scrolls sideways`).toBeLessThanOrEqual(room);
  }
}
