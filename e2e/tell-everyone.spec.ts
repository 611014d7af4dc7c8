import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { addRunbook, api, expect, invite, test } from './fixtures';

const timelineOf = (page: Page) => page.getByRole('region', { name: 'Timeline' });
const composerOf = (page: Page) => page.getByRole('region', { name: 'Write update' });

const facts = { title: 'Reports fail', severity: 'P1', service: 'oatie-reports', impact: 'No reports at all.' };

test('a responder drafts for customers, a commander approves and sends in another browser, and its promise is held to', async ({
  admin,
  browser,
  request,
}) => {
  test.slow();
  const rae = await invite(admin, browser, 'Rae');
  const { number } = await api(request, 'POST', '/incidents', facts);
  await rae.goto(`/incidents/${number}#updates`);
  await rae.getByRole('button', { name: 'Write update' }).click();
  const composer = composerOf(rae);
  await composer.getByLabel('Template').selectOption('customer-notification');
  await expect(composer.getByLabel('Subject')).toHaveValue('A problem with {{service}}');
  await expect(composer.getByText('Say what stands for Next steps.')).toBeVisible();
  await composer.getByRole('tab', { name: 'Plain' }).click();
  await expect(composer.getByRole('tabpanel')).toContainText('No reports at all.');
  await expect(composer.getByRole('tabpanel')).toContainText('not known yet');

  await composer.getByLabel('Next steps').fill('We are restarting {{the}} workers');
  await expect(composer.getByRole('tabpanel')).toContainText('We are restarting {{the}} workers');
  await expect(composer.getByText('Say what stands for Next steps.')).toHaveCount(0);
  await rae.reload();
  await expect(composer.getByLabel('Next steps')).toHaveValue('We are restarting {{the}} workers');
  await expect(composer.getByRole('button', { name: 'Send update' })).toHaveCount(0);
  await composer.getByRole('button', { name: 'Ask for approval' }).click();
  await expect(timelineOf(rae)).toContainText('asked for approval');

  await admin.goto(`/incidents/${number}#updates`);
  const waiting = admin.getByRole('region', { name: 'Drafts' });
  await expect(waiting).toContainText('Waiting for approval');
  await waiting.getByRole('button', { name: 'Approve' }).click();
  await expect(rae.getByRole('region', { name: 'Drafts' })).toContainText('approved by');
  await admin.getByRole('button', { name: /^Send update/ }).click();
  await expect(rae.getByRole('region', { name: 'Sent updates' })).toContainText('A problem with oatie-reports');
  await expect(rae.getByRole('region', { name: 'Promises' })).toContainText('every 30 minutes');
  await expect(rae.getByRole('region', { name: 'Promises' })).toContainText(/due in (30:00|29:\d\d)/);
  await expect(timelineOf(rae)).toContainText('told customers');
  await rae.context().close();
});

test('S3-77: a template in a runbook opens the composer of the incident, filled in', async ({ admin, request }) => {
  const slug = `oatie-reports/tell-stakeholders-${Date.now()}`;
  addRunbook(
    slug,
    `---\ntitle: Tell stakeholders\nsummary: Whom to tell.\nservice: oatie-reports\nowner: reports\n---\n\n## Tell them\n\n<Template id="incident-notification" />\n`,
  );
  const { number } = await api(request, 'POST', '/incidents', { ...facts, title: 'By template', runbook: slug });
  await admin.goto(`/incidents/${number}#runbook`);
  await admin.getByRole('link', { name: 'Write update: Incident notification' }).click();
  await expect(composerOf(admin).getByLabel('Template')).toHaveValue('incident-notification');
  await composerOf(admin).getByRole('tab', { name: 'Plain' }).click();
  await expect(composerOf(admin).getByRole('tabpanel')).toContainText('P1 incident on oatie-reports');
});

test('two who write on the same draft: the second keeps theirs', async ({ admin, browser, request }) => {
  const rae = await invite(admin, browser, 'Robin');
  const { number } = await api(request, 'POST', '/incidents', { ...facts, title: 'Two writers' });
  await admin.goto(`/incidents/${number}`);
  // Keys are heard once the page has come alive.
  await expect(async () => {
    await admin.keyboard.press('u');
    await expect(composerOf(admin)).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await composerOf(admin).getByLabel('Message').fill('First words');
  await composerOf(admin).getByRole('button', { name: 'Save draft' }).click();
  await expect(admin.getByText('The draft is kept.')).toBeVisible();

  await rae.goto(`/incidents/${number}#updates`);
  await rae.getByRole('button', { name: /^Edit: / }).click();
  await composerOf(rae).getByLabel('Message').fill('Words of Robin');
  await composerOf(rae).getByRole('button', { name: 'Save draft' }).click();
  await expect(rae.getByText('The draft is kept.')).toBeVisible();

  await composerOf(admin).getByLabel('Message').fill('Other words');
  await composerOf(admin).getByRole('button', { name: 'Send update' }).click();
  await expect(composerOf(admin).getByRole('alert')).toContainText('Robin has changed it since');
  await expect(composerOf(admin).getByLabel('Message')).toHaveValue('Other words');
  await composerOf(admin).getByRole('button', { name: 'Take theirs' }).click();
  await expect(composerOf(admin).getByLabel('Message')).toHaveValue('Words of Robin');
  await composerOf(admin).getByRole('button', { name: 'Send update' }).click();
  await expect(admin.getByRole('region', { name: 'Sent updates' })).toContainText('Two writers');
  await rae.context().close();
});

test('a template is changed, previewed with a past incident, and put back', async ({ admin, request }) => {
  await api(request, 'POST', '/incidents', { ...facts, title: 'To preview with' });
  await admin.goto('/settings/templates');
  await admin.getByRole('link', { name: 'Internal brief' }).click();
  const message = admin.getByLabel('Message');
  const before = await message.inputValue();
  await message.fill('{{title}} {{nonsense}}');
  await expect(admin.getByText('It has {{nonsense}}, which is no variable')).toBeVisible();
  await admin.getByRole('button', { name: /^Save as version/ }).click();
  await expect(admin.getByText(/^✕ has \{\{nonsense\}\}, which is no variable/)).toBeVisible();
  await message.fill('Only {{title}}');
  await admin.getByRole('tab', { name: 'Plain' }).click();
  await expect(admin.getByRole('region', { name: 'Preview' })).toContainText('Only To preview with');
  await admin.getByRole('button', { name: /^Save as version/ }).click();
  await expect(admin.getByRole('region', { name: 'Versions' })).toContainText('Version 2');
  await admin.getByText('Version 1', { exact: true }).click();
  await admin.getByRole('button', { name: 'Restore version 1' }).click();
  await expect(message).toHaveValue(before);
});

for (const colorScheme of ['dark', 'light'] as const)
  test(`updates at 360 px and in the ${colorScheme} scheme: nothing sideways, axe finds nothing`, async ({ admin, request }) => {
    await admin.emulateMedia({ colorScheme });
    await admin.setViewportSize({ width: 360, height: 740 });
    const { number } = await api(request, 'POST', '/incidents', { ...facts, title: 'On a telephone' });
    await api(request, 'POST', `/incidents/${number}/updates`, { audience: 'internal', body: 'Next update in 4 minutes.' });
    await admin.goto(`/incidents/${number}?template=incident-notification#updates`);
    await expect(composerOf(admin).getByRole('tab', { name: 'E-mail' })).toBeVisible();
    await expect(admin.getByRole('region', { name: 'Promises' })).toContainText('due in');
    for (const path of ['', '/settings/templates', '/settings/templates/incident-notification']) {
      if (path) await admin.goto(path);
      await expect(path ? admin.getByRole('heading', { level: 1 }) : composerOf(admin)).toBeVisible();
      expect(await admin.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(360);
      const { violations } = await new AxeBuilder({ page: admin }).analyze();
      expect(violations.map(({ id, nodes }) => `${path} ${id} ${nodes[0]?.html}`)).toEqual([]);
    }
  });
