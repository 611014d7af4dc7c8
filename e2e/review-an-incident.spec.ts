import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { APIRequestContext, Page } from '@playwright/test';
import { api, expect, invite, test } from './fixtures';

/** A P1 that was worked on, still open. */
async function worked(request: APIRequestContext, title: string): Promise<number> {
  const { number } = await api(request, 'POST', '/incidents', { title, severity: 'P1', service: 'oatie-reports', impact: 'No reports.' });
  await api(request, 'POST', `/incidents/${number}/acknowledge`);
  await api(request, 'POST', `/incidents/${number}/notes`, { body: 'The pool is full.' });
  await api(request, 'POST', `/incidents/${number}/notes`, { body: 'Ending what blocks.', decision: true });
  return number;
}

const sectionOf = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true });
async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
}

test('a P1 is resolved, its review scheduled, written by two, approved by the second, published, and opened offline', async ({
  admin,
  browser,
  request,
}, info) => {
  test.slow();
  const rae = await invite(admin, browser, 'Rae');
  const number = await worked(request, `Report generation fails ${Date.now()}`);

  await rae.goto(`/incidents/${number}`);
  await rae.getByRole('button', { name: 'Resolve', exact: true }).click();
  await rae.getByLabel('Root cause').fill('A job kept its connection open.');
  await rae.getByLabel('Resolution').fill('Ended it and set a timeout.');
  await rae.getByLabel('Prevention').fill('Alert on idle in transaction.');
  await expect(rae.getByLabel(/Schedule the review/)).toBeChecked();
  const at = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16);
  await rae.getByLabel('When').fill(at);
  await rae.getByLabel('Time zone').selectOption('Europe/Berlin');
  await expect(rae.getByLabel('When')).toHaveValue(at);
  await rae.getByLabel('Where').fill('javascript:alert(1)');
  await rae.getByLabel('Attendees').fill('bo@example.com\nnobody');
  await rae.getByRole('button', { name: 'Resolve incident' }).click();
  await expect(rae.getByText('must be a room, or an address')).toBeVisible();
  await rae.getByLabel('Where').fill('https://meet.example/review');
  await rae.getByLabel('Attendees').fill('bo@example.com');
  await rae.getByRole('button', { name: 'Resolve incident' }).click();
  await rae.getByRole('link', { name: 'Review', exact: true }).click();
  await rae.waitForURL(`**/incidents/${number}/review`);
  await expect(sectionOf(rae, 'Root cause')).toContainText('A job kept its connection open.');
  await expect(sectionOf(rae, 'Meeting')).toContainText('https://meet.example/review');

  await admin.goto(`/incidents/${number}/review`);
  for (const page of [rae, admin]) await page.getByRole('button', { name: 'Edit Summary' }).click();
  await rae.getByRole('textbox', { name: 'Summary' }).fill('Reports failed for an hour. It was **obviously** the pool.');
  await expect(sectionOf(rae, 'Preview of Summary').getByRole('strong')).toHaveText('obviously');
  await expect(rae.getByText('“obviously” points at people.')).toBeVisible();
  await admin.getByRole('textbox', { name: 'Summary' }).fill('Nobody outside noticed.');
  await rae.getByRole('button', { name: 'Save' }).click();
  const conflict = admin.getByRole('alert', { name: 'Two versions of Summary' });
  await expect(conflict).toContainText('Rae has changed this since you began.');
  await expect(conflict).toContainText('Reports failed for an hour.');
  await conflict.getByRole('button', { name: 'Both, to be put in order' }).click();
  // What is not saved yet is in the tab: a reload loses none of it.
  await admin.reload();
  await admin.getByRole('button', { name: 'Go on writing Summary' }).click();
  await expect(admin.getByRole('textbox', { name: 'Summary' })).toHaveValue(/^Reports failed[\s\S]*\n\nNobody outside noticed\.$/);
  await admin.getByRole('button', { name: 'Save' }).click();
  await expect(sectionOf(rae, 'Summary')).toContainText('Nobody outside noticed.');
  await expect(sectionOf(rae, 'Summary')).toContainText('Reports failed for an hour.');

  await rae.getByRole('button', { name: 'Full timeline' }).click();
  await rae.getByRole('button', { name: /^Take .*The pool is full\./ }).click();
  await rae.getByRole('button', { name: /^Take .*decided: Ending what blocks\./ }).click();
  await expect(rae.getByRole('list', { name: 'Chosen moments' }).getByRole('group')).toHaveCount(2);
  await sectionOf(admin, 'Impact').getByRole('button', { name: 'Comment on Impact' }).click();
  await admin.getByLabel('Your comment on Impact').fill('How many users?');
  await admin.getByRole('button', { name: 'Add comment' }).click();
  await expect(rae.getByRole('list', { name: 'Comments on Impact' })).toContainText('How many users?');

  await rae.getByRole('button', { name: 'Change who leads the review and when it is due' }).click();
  await rae.getByLabel('Led by').selectOption({ index: 1 });
  await rae.getByRole('button', { name: 'Save' }).click();
  await expect(admin.getByText(/^led by /)).toBeVisible();

  await rae.getByRole('button', { name: 'Ask for approval' }).click();
  await expect(rae.getByText('You asked for approval; somebody else gives it')).toBeVisible();
  await admin.getByRole('button', { name: 'Approve' }).click();
  await rae.getByRole('button', { name: 'Publish' }).click();
  await expect(rae.getByRole('button', { name: 'Take it up again' })).toBeVisible();
  await expect(rae.getByRole('button', { name: /^Edit / })).toHaveCount(0);
  await expect(sectionOf(rae, 'Versions')).toContainText('Version 1');
  expect(await violations(rae)).toEqual([]);

  const downloading = rae.waitForEvent('download');
  await rae.getByText('Export', { exact: true }).click();
  await rae.getByRole('link', { name: 'One HTML page' }).click();
  const file = info.outputPath('review.html');
  await (await downloading).saveAs(file);
  const offline = await browser.newContext({ offline: true });
  const page = await offline.newPage();
  const asked: string[] = [];
  page.on('request', (one) => asked.push(one.url()));
  await page.goto(pathToFileURL(file).href);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`Review of #${number}`);
  await expect(page.getByRole('region', { name: 'Summary' })).toContainText('Nobody outside noticed.');
  await expect(page.getByRole('region', { name: 'What happened' })).toContainText('The pool is full.');
  expect(asked).toEqual([pathToFileURL(file).href]);
  expect(await violations(page)).toEqual([]);
  const pdf = await page.pdf({ path: info.outputPath('review.pdf'), format: 'A4' });
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(readFileSync(file, 'utf8')).not.toContain('<script');
  await offline.close();

  await rae.goto('/search?q=obviously the pool');
  await expect(rae.getByRole('region', { name: 'Reviews' })).toContainText(`#${number}`);
  await rae.evaluate(() => sessionStorage.setItem('review 1 summary', '{"body":"Mine.","base":0}'));
  await rae.getByRole('banner').getByText('Rae').first().click();
  await rae.getByRole('button', { name: 'Sign out' }).click();
  await rae.waitForURL('**/sign-in**');
  expect(await rae.evaluate(() => sessionStorage.length), 'whoever signs in next does not read it').toBe(0);
  await rae.context().close();
});

test('by keyboard alone: found in the palette, a section written, moments put in order', async ({ admin, request }) => {
  const number = await worked(request, `Keyboard review ${Date.now()}`);
  await api(request, 'POST', `/incidents/${number}/resolve`, { rootCause: 'x', resolution: 'y' });
  await admin.goto(`/incidents/${number}`);
  const command = async (name: string) => {
    await admin.keyboard.press('Control+k');
    await expect(admin.getByRole('combobox', { expanded: true })).toBeFocused();
    await admin.keyboard.type(name);
    await expect(admin.getByRole('option', { name, exact: true })).toHaveAttribute('aria-selected', 'true');
    await admin.keyboard.press('Enter');
  };
  await command('Go to the review');
  await admin.waitForURL(`**/incidents/${number}/review`);
  // What was opened belongs to the page it was opened on: the next one must be here first.
  await expect(admin.getByRole('heading', { level: 1 })).toContainText('Review:');
  await command('Edit Where we got lucky');
  const field = admin.getByRole('textbox', { name: 'Where we got lucky' });
  await expect(field).toBeFocused();
  await admin.keyboard.type('It was lunch time.');
  await admin.keyboard.press('Control+Enter');
  await expect(sectionOf(admin, 'Where we got lucky')).toContainText('It was lunch time.');

  await command('Show the full timeline');
  for (const said of [/^Take .*The pool is full\./, /^Take .*decided: Ending/]) {
    await admin.getByRole('button', { name: said }).focus();
    await admin.keyboard.press('Enter');
    await expect(admin.getByRole('button', { name: said })).toHaveCount(0);
  }
  const moments = admin.getByRole('list', { name: 'Chosen moments' }).getByRole('group');
  await expect(moments).toHaveCount(2);
  await moments.first().focus();
  await admin.keyboard.press('Alt+ArrowDown');
  await expect(moments.first()).toContainText('decided: Ending what blocks.');
  await moments.first().focus();
  await admin.keyboard.press('Enter');
  await admin.getByRole('dialog').getByLabel('What it was').fill('Rae decides');
  await admin.keyboard.press('Tab');
  await admin.keyboard.type('The fix');
  await admin.keyboard.press('Enter');
  await expect(admin.getByRole('heading', { name: 'The fix' })).toBeVisible();
  expect(await violations(admin)).toEqual([]);
  await admin.goto('/reviews');
  await expect(admin.getByRole('list', { name: 'Reviews' })).toContainText('Keyboard review');
});
