import AxeBuilder from '@axe-core/playwright';
import { addRunbook, api, expect, login, test } from './fixtures';

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

const HOSTILE = `"><img src=x onerror=alert(1)><script>alert(2)</script><svg onload=alert(3)> {{7*7}} &lt;script&gt; [a](javascript:alert(4)) ![b](https://evil.example/x) ${'W'.repeat(900)}`;
const DIAGRAMS = [
  'classDiagram\nclass A["<img src=x onerror=alert(5)>"]\nclick A call alert(6)\nlink A "javascript:alert(6)"\nclass B["#lt;img src=x onerror=alert(9)#gt;"]',
  '%%{init: {"securityLevel":"loose","themeCSS":"} body{background:rgb(255,0,1)!important} x{y:z"}}%%\npie title <img src=x onerror=alert(7)>\n"a":1',
  'flowchart TD\nclassDef bad fill:red,} body{background:rgb(255,0,1)!important} x{y:z\nA:::bad --> B\nclick A "javascript:alert(8)"',
];

test('what people write runs nothing, asks nobody elsewhere and widens no page', async ({ admin, request }) => {
  const slug = `hostile/words-${Date.now()}`;
  addRunbook(
    slug,
    `---\ntitle: Hostile\nsummary: s\nservice: hostile\nowner: o\n---\n${DIAGRAMS.map((text) => `\n\`\`\`mermaid\n${text}\n\`\`\`\n`).join('')}`,
  );
  const { number } = await api(request, 'POST', '/incidents', {
    title: HOSTILE.slice(0, 200),
    severity: 'P2',
    summary: HOSTILE,
    impact: HOSTILE,
  });
  await api(request, 'POST', `/incidents/${number}/notes`, { body: HOSTILE });
  const { path: shared } = await api(request, 'POST', `/incidents/${number}/stakeholder-links`, { label: 'Hostile' });
  await api(request, 'POST', `/incidents/${number}/resolve`, { rootCause: HOSTILE, resolution: HOSTILE });
  const seen: string[] = [];
  admin.on('dialog', (dialog) => void dialog.dismiss().finally(() => seen.push(`dialog ${dialog.message()}`)));
  admin.on('request', (asked) => {
    if (/^https?:/.test(asked.url()) && new URL(asked.url()).origin !== new URL(admin.url()).origin) seen.push(asked.url());
  });
  await admin.exposeFunction('refused', (what: string) => seen.push(what));
  await admin.addInitScript(
    'document.addEventListener("securitypolicyviolation", (event) => refused(`${event.violatedDirective} ${event.sourceFile}`))',
  );
  for (const at of [`/incidents/${number}`, `/incidents/${number}/review`, shared, `/runbooks/${slug}`]) {
    await admin.goto(at);
    for (const figure of await admin.locator('figure').all()) {
      await figure.scrollIntoViewIfNeeded();
      await expect(figure.locator('svg, figcaption').first()).toBeAttached();
    }
    const [wide, room] = await admin.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth] as const);
    expect(wide, `${at} scrolls sideways`).toBeLessThanOrEqual(room);
  }
  expect(await admin.evaluate(() => getComputedStyle(document.body).backgroundColor)).not.toBe('rgb(255, 0, 1)');
  expect(seen).toEqual([]);
});
