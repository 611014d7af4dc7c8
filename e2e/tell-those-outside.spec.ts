import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type MailSink, startMailSink } from '@/test/mail-sink';
import { product } from '@/test/product';
import { api, expect, freshEmail, test } from './fixtures';

let sink: MailSink;
test.beforeAll(async () => {
  sink = await startMailSink(product.smtpPort);
});
test.afterAll(() => sink.close());

const expectNoViolations = async (page: Page) =>
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
const mailTo = (address: string) => sink.received.filter(({ to }) => to === address);

test('an admin sets up a channel for e-mail, tests it, and learns what went wrong', async ({ admin }) => {
  const name = `On-call list ${Date.now()}`;
  const [kept, gone] = [freshEmail('list'), freshEmail('gone')];
  await admin.goto('/settings');
  await admin.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Channels' }).click();
  await admin.getByRole('button', { name: 'New channel' }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('E-mail addresses').fill(`${kept}\nnot an address`);
  await dialog.getByRole('button', { name: 'Add channel' }).click();
  await expect(dialog.getByText('must be e-mail addresses, such as ana@example.com')).toBeVisible();
  await dialog.getByLabel('E-mail addresses').fill(`${kept}\n${gone}`);
  await dialog.getByRole('button', { name: 'Add channel' }).click();
  await expect(dialog).toBeHidden();
  const row = admin.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('not tested');
  await expectNoViolations(admin);

  sink.meet.set(gone, 550);
  await row.getByRole('button', { name: `Test ${name}` }).click();
  await expect(row).toContainText('550');
  expect(mailTo(kept)).toMatchObject([{ subject: 'Test message from Sitrep' }]);

  sink.meet.clear();
  await row.getByRole('button', { name: `Test ${name}` }).click();
  await expect(row).toContainText('arrived');
  await row.getByRole('button', { name: `Change ${name}` }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
  await expect(row).toContainText('disabled');
});

test('a signed webhook shows its key once and its address never again', async ({ admin }) => {
  const name = `Data warehouse ${Date.now()}`;
  await admin.goto('/settings/channels');
  await admin.getByRole('button', { name: 'New channel' }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('Kind').selectOption('webhook');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Webhook address').fill('https://hooks.example.com/secret-path');
  await dialog.getByRole('button', { name: 'Add channel' }).click();
  await expect(dialog.getByLabel('Signing key', { exact: true })).toContainText('whsec_');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(admin.getByRole('row').filter({ hasText: name })).toContainText('hooks.example.com');
  await admin.reload();
  expect(await admin.content()).not.toContain('secret-path');
  expect(await admin.content()).not.toContain('whsec_');
});

test('who do I call for database at level 2: found, asked by hand, written to, and the room says how far that is', async ({
  admin,
  request,
}) => {
  const { number } = await api(request, 'POST', '/incidents', { title: 'Reports cannot be written', severity: 'P1' });
  await admin.goto(`/incidents/${number}#people`);
  const contacts = admin.getByRole('region', { name: 'Contacts' });
  await expect(contacts).toContainText('Level 1 (Development team) has had it');
  await contacts.getByLabel('Who do I call for').fill('who do I call for database at level 2');
  await expect(contacts.getByRole('list', { name: 'Contacts' }).getByRole('listitem')).toHaveCount(1);
  await expectNoViolations(admin);
  await contacts.getByRole('button', { name: 'Ask Database administrator' }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Ask for help' }).click();
  await expect(dialog.getByText('say what you need from them')).toBeVisible();
  await dialog.getByLabel('What you need from them').fill('The pool is full; may we end sessions?');
  await dialog.getByRole('button', { name: 'Ask for help' }).click();
  await expect(admin.getByRole('region', { name: 'Timeline' })).toContainText('escalated to Database administrator');
  await expect
    .poll(() => mailTo('database@dotmac.example').map(({ subject }) => subject))
    .toEqual([`[P1] #${number} Reports cannot be written: you are asked to help`]);
  await admin.getByRole('tab', { name: 'Updates' }).locator('visible=true').click();
  await expect(admin.getByRole('list', { name: 'Deliveries' })).toContainText('delivered');

  await contacts.page().getByRole('tab', { name: 'People' }).locator('visible=true').click();
  await contacts.getByRole('button', { name: 'Ask level 3' }).click();
  await dialog.getByLabel('What you need from them').fill('May we give up the reports of today?');
  await dialog.getByRole('button', { name: 'Ask for help' }).click();
  await expect(contacts).toContainText('Level 3 (Senior architects) has had it');
});

test('a stakeholder reads along without signing in, until the link is revoked', async ({ admin, browser, request }) => {
  const { number } = await api(request, 'POST', '/incidents', { title: 'Payments are slow', severity: 'P0', summary: 'an internal guess' });
  await admin.goto(`/incidents/${number}#updates`);
  const links = admin.getByRole('region', { name: 'Links for stakeholders' });
  await links.getByRole('button', { name: 'New link' }).click();
  await admin.getByLabel('Who it is for').fill('The board');
  await admin.getByRole('button', { name: 'Make link' }).click();
  const link = (await admin.getByLabel('Stakeholder link', { exact: true }).textContent()) ?? '';
  await admin.getByRole('button', { name: 'Done' }).click();
  await expect(links).toContainText('The board');

  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
  const outside = await context.newPage();
  await outside.goto(link);
  await expect(outside.getByRole('heading', { level: 1 })).toContainText('Payments are slow');
  await expect(outside.getByText('Nothing has been sent yet.')).toBeVisible();
  expect(await outside.content()).not.toContain('an internal guess');
  await expect(outside.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/);
  await expect(outside.locator('meta[name=referrer]')).toHaveAttribute('content', 'no-referrer');
  await expectNoViolations(outside);
  expect(await outside.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);

  await links.getByRole('button', { name: 'Revoke The board' }).click();
  await expect(links).toContainText('revoked');
  await outside.reload();
  await expect(outside.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
  await expectNoViolations(outside);
  await context.close();
});
