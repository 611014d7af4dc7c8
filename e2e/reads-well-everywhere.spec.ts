import AxeBuilder from '@axe-core/playwright';
import { api, expect, login, test } from './fixtures';

const SCHEMES = ['light', 'dark'] as const;
const PAGES = [
  '/',
  '/incidents',
  '/incidents/declare',
  '/runbooks',
  '/runbooks/oatie-reports/connection-pool-exhaustion',
  '/runbooks/oatie-reports/database-degradation',
  '/reviews',
  '/action-items',
  '/action-items?view=board&state=all',
  '/analytics',
  '/settings',
  '/settings/action-items',
  '/settings/policies',
  '/settings/channels',
  '/settings/contacts',
  '/nowhere',
];

for (const colorScheme of SCHEMES)
  test(`axe finds nothing on any page, at 360 px, ${colorScheme}`, async ({ browser, request }) => {
    test.setTimeout(180_000);
    const context = await browser.newContext({ colorScheme, viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
    const page = await context.newPage();
    await page.goto('/sign-in');
    const found = [...(await violations(page, '/sign-in'))];
    await login(page);
    const { number } = await api(request, 'POST', '/incidents', { title: 'Read on a phone', severity: 'P2', service: 'oatie-reports' });
    const { items } = await api(request, 'GET', '/runs');
    for (const at of [...PAGES, `/incidents/${number}`, ...(items[0] ? [`/runs/${items[0].id}`] : [])]) {
      await page.goto(at);
      await page.waitForLoadState('load');
      found.push(...(await violations(page, at)));
      const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth] as const);
      expect(wide, `${at} scrolls sideways`).toBeLessThanOrEqual(room);
    }
    expect(found).toEqual([]);
    await context.close();
  });

async function violations(page: import('@playwright/test').Page, at: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${at} ${id}: ${nodes[0]?.html.slice(0, 160)}`);
}
