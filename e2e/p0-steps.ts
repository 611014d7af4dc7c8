import type { APIRequestContext, Browser, Page } from '@playwright/test';
import type { MailSink } from '@/test/mail-sink';
import { api, expect, invite } from './fixtures';
import { breakLab, clocksOf, composerOf, expectStep, healLab, later, openTab, promisesOf, RUNBOOK, timelineOf, write } from './war-room';

const STATEMENT = 'The database itself refuses connections';

/** Ana commands, Ray responds, and the admin is there too. */
export type People = { ana: Page; ray: Page; admin: Page; browser: Browser; request: APIRequestContext; sink: MailSink; number: number };

/** Something that is open already, as the duplicate will be. */
export async function earlier(request: APIRequestContext): Promise<string> {
  const title = `Reports were slow ${Date.now()}`;
  await api(request, 'POST', '/incidents', { title, severity: 'P3' });
  return title;
}

export async function declare(ray: Page, known: string): Promise<number> {
  await ray.goto(`/incidents/declare?runbook=${RUNBOOK}`);
  await expect(ray.getByText('Already open; is it one of these?')).toBeVisible();
  await expect(ray.getByRole('link', { name: known })).toBeVisible();
  await ray.getByLabel('Title').fill('Report generation failing');
  await ray.getByText('Not sure? Answer a few questions').click();
  await ray.getByRole('button', { name: 'Yes', exact: true }).click();
  await expect(ray.getByRole('radio', { name: /^P0/ })).toBeChecked();
  await ray.getByText('More', { exact: false }).filter({ hasText: 'when it began' }).click();
  await ray.getByLabel('Impact').fill('Nobody gets a report.');
  await ray.getByLabel('Service').fill('oatie-reports');
  await ray.getByRole('button', { name: 'Declare incident' }).last().click();
  await ray.waitForURL(/\/incidents\/\d+$/);
  return Number(ray.url().split('/').pop());
}

export async function acknowledge({ ana, ray, number }: People): Promise<void> {
  await expectStep(ray, 'On-call acknowledges');
  await expect(clocksOf(ana)).toContainText(/Acknowledge in 14:\d\d/);
  await later(number, 12);
  await expect(ana.getByText('Acknowledge is due in 3 min')).toBeVisible();
  await later(number, 5);
  await expect(clocksOf(ana)).toContainText(/Acknowledge overdue by/);
  await expect(timelineOf(ray)).toContainText('says overdue');
  await ray.getByRole('button', { name: 'Acknowledge', exact: true }).locator('visible=true').first().click();
  await expect(clocksOf(ana)).toContainText('Acknowledged late, after 17 min');
  await expectStep(ray, 'Immediate escalation');
}

export async function takeRoles({ ana, ray, admin }: People): Promise<void> {
  await admin.getByRole('button', { name: 'Take command' }).click();
  await expect(ana.getByLabel('Roles')).toContainText(/Commander\s*admin/);
  await expect(ray.getByText('3 here')).toBeVisible();
  await admin.getByRole('button', { name: /^incident commander: admin/ }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('To').selectOption({ label: 'Ana' });
  await dialog.getByLabel('Note').fill('You have the customers on the line.');
  await dialog.getByRole('button', { name: 'Hand over' }).click();
  await expect(timelineOf(ray)).toContainText('made Ana incident commander, after admin');
  await expect(timelineOf(ray)).toContainText('You have the customers on the line.');
  await expect(timelineOf(ray)).toContainText('Running clocks');
  await write(ray, '/role scribe @Ray');
  await expect(ana.getByLabel('Roles')).toContainText(/Scribe\s*Ray/);
  await openTab(ana, 'People');
  await expect(ana.getByRole('list', { name: 'Here now' }).first()).toContainText('Ray');
}

export async function restrict({ ana, ray, admin, browser, number }: People): Promise<void> {
  const vera = await invite(admin, browser, 'Vera', ['viewer']);
  await admin.goto(`/incidents/${number}`);
  await vera.goto(`/incidents/${number}`);
  await expect(timelineOf(vera)).toContainText('acknowledged');
  await openTab(ana, 'People');
  await ana.getByRole('button', { name: 'Restrict', exact: true }).click();
  await ana.getByLabel('Reason').fill('A customer is named here');
  await ana.getByRole('button', { name: 'Restrict incident' }).click();
  await expect(ray.getByText('restricted it to those who take part')).toBeVisible();
  expect((await vera.goto(`/incidents/${number}`))?.status()).toBe(404);
  expect((await vera.request.get(`/api/v1/incidents/${number}`)).status()).toBe(404);
  await ana.getByRole('button', { name: 'Open to everyone', exact: true }).click();
  await ana.getByLabel('Reason').fill('The name is out');
  await ana.getByRole('dialog').getByRole('button', { name: 'Open to everyone' }).click();
  await expect(timelineOf(ray)).toContainText('opened it to everyone');
  await vera.context().close();
}

export async function writeDown({ ana, ray }: People): Promise<void> {
  await write(ray, 'The pool is ful, <b>all</b> of it');
  const line = timelineOf(ana).locator('[data-item]').filter({ hasText: 'The pool is ful' }).first();
  await expect(line).toContainText('<b>all</b>');
  const own = timelineOf(ray).locator('[data-item]').filter({ hasText: 'The pool is ful' }).first();
  await own.focus();
  await ray.keyboard.press('e');
  await ray.getByLabel('What it says now').fill('The pool is full');
  await ray.keyboard.press('Control+Enter');
  await expect(timelineOf(ana)).toContainText('The pool is full');
  await timelineOf(ana).getByRole('button', { name: 'edited' }).click();
  await expect(ana.getByRole('list', { name: 'What it said before' })).toContainText('The pool is ful');
  await write(ana, '/decide End what blocks, keep the rest');
  await expect(timelineOf(ray)).toContainText('decided: End what blocks');
  await write(ana, '/pin The decision');
  await expect(ray.getByRole('navigation', { name: 'Pinned' })).toContainText('The decision');
}

export async function investigate({ ana, ray }: People): Promise<void> {
  await write(ana, '/status investigating');
  await expectStep(ana, 'Investigation');
  await openTab(ray, 'Investigate');
  const tasks = ray.getByRole('region', { name: 'Tasks' });
  await expect(tasks).toContainText('Name an incident commander');
  await ray.getByRole('button', { name: 'Done: Name an incident commander' }).click();
  await expect(tasks).toContainText('1 done');
  await ray.getByRole('button', { name: 'State a hypothesis' }).click();
  await ray.getByLabel('Hypothesis', { exact: true }).fill(STATEMENT);
  await ray.getByLabel('Tested by').selectOption({ label: 'Transactions left open' });
  await ray.getByRole('button', { name: 'Add hypothesis' }).click();
  await openTab(ana, 'Investigate');
  const board = ana.getByRole('region', { name: `Hypothesis: ${STATEMENT}` });
  await ana.getByRole('button', { name: `Run diagnostic: Transactions left open, to test: ${STATEMENT}` }).click();
  await expect(board).toContainText('The run says: refuted', { timeout: 30_000 });
  await ana.getByRole('button', { name: `Refute: ${STATEMENT}` }).click();
  await expect(timelineOf(ray)).toContainText(`refuted: ${STATEMENT}`);
  await breakLab('pool-exhaustion');
  await openTab(ray, 'Runbook');
  await ray.getByRole('button', { name: 'Run diagnostic: Connections by state' }).click();
  await expect(ray.getByRole('region', { name: 'Output of Connections by state' }).getByRole('status').first()).toContainText('fail');
  await expect(timelineOf(ana)).toContainText('ran Connections by state');
}

export async function followProcedure({ ana, ray, number }: People): Promise<void> {
  await ray.goto(`/incidents/${number}?runbook=general/system-down`);
  await ray.getByRole('button', { name: 'Begin: Bring the system back' }).click();
  await ray.getByRole('button', { name: 'Done: See which parts answer' }).click();
  await ray.getByLabel('Evidence').fill('The application answers, its database does not let it in.');
  await ray.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  await expect(timelineOf(ana)).toContainText('did See which parts answer');
  await expect(ray.getByRole('button', { name: /^Done: Restart what is down/ })).toBeVisible();
}

export async function escalate({ ana, ray, sink, number }: People): Promise<void> {
  await openTab(ana, 'People');
  const contacts = ana.getByRole('region', { name: 'Contacts' });
  await contacts.getByLabel('Who do I call for').fill('who do I call for database at level 2');
  await contacts.getByRole('button', { name: 'Ask Database administrator' }).click();
  await ana.getByLabel('What you need from them').fill('May we end the sessions that hold everything?');
  await ana.getByRole('dialog').getByRole('button', { name: 'Ask for help' }).click();
  await expect(timelineOf(ray)).toContainText('escalated to Database administrator');
  const subjects = () => sink.received.filter(({ to }) => to === 'database@dotmac.example').map(({ subject }) => subject);
  await expect.poll(subjects).toContain(`[P0] #${number} Report generation failing: you are asked to help`);
  await openTab(ana, 'Updates');
  await expect(ana.getByRole('region', { name: 'Messages' })).toContainText('delivered');
}

/** A responder's words, a commander's decision, a promise that was made with them, and what becomes of it. */
export async function tell({ ana, ray, request, sink, number }: People): Promise<void> {
  const channel = { kind: 'email', name: `Customers ${number}`, audiences: ['customers'], recipients: ['customers@example.com'] };
  const { id } = await api(request, 'POST', '/channels', channel);
  await draft(ray);
  await openTab(ana, 'Updates');
  await ana.getByRole('region', { name: 'Drafts' }).getByRole('button', { name: 'Approve' }).click();
  await ana.getByRole('button', { name: /^Send update/ }).click();
  await expect(timelineOf(ray)).toContainText('told customers: A problem with oatie-reports');
  await expect.poll(() => sink.received.map(({ to }) => to)).toContain('customers@example.com');
  await expect(ana.getByRole('region', { name: 'Sent updates' })).toContainText('1 of 1 delivered');
  await expect(clocksOf(ray)).toContainText('Status page told in');

  await expect(promisesOf(ana)).toContainText(/due in (30:00|29:\d\d)/);
  await later(number, 26);
  const banner = ana.getByRole('status').filter({ hasText: 'An update was promised to customers' });
  await expect(banner).toContainText('due in');
  await later(number, 10);
  await expect(banner).toContainText('overdue');
  await expect(timelineOf(ray)).toContainText('a promise is overdue');
  await sendUpdate(ana, 'customer-update', 'The sessions are being ended.');
  await expect(banner).toHaveCount(0);
  await expect(promisesOf(ana)).toContainText('due in');
  await later(number, 10);
  await sendUpdate(ana, 'customer-update', 'Half of them are gone.');
  await expect(promisesOf(ana)).toContainText('1 kept');
  await expectStep(ana, 'Investigation');
  await api(request, 'POST', `/channels/${id}/disable`);
}

async function draft(ray: Page): Promise<void> {
  await write(ray, '/update');
  await composerOf(ray).getByLabel('Template').selectOption('customer-notification');
  await expect(composerOf(ray).getByText('Say what stands for Next steps.')).toBeVisible();
  await composerOf(ray).getByLabel('Next steps').fill('We end what {{blocks}} the database');
  await composerOf(ray).getByRole('tab', { name: 'Plain' }).click();
  await expect(composerOf(ray).getByRole('tabpanel')).toContainText('We end what {{blocks}} the database');
  await composerOf(ray).getByRole('button', { name: 'Ask for approval' }).click();
  await expect(timelineOf(ray)).toContainText('asked for approval');
}

async function sendUpdate(page: Page, template: string, nextSteps: string): Promise<void> {
  await openTab(page, 'Updates');
  await page.getByRole('button', { name: 'Write update' }).locator('visible=true').last().click();
  await composerOf(page).getByLabel('Template').selectOption(template);
  await composerOf(page).getByLabel('Next steps').fill(nextSteps);
  await composerOf(page).getByRole('button', { name: 'Send update' }).click();
  await expect(composerOf(page)).toHaveCount(0);
}

export async function share({ ana, browser }: People): Promise<void> {
  await openTab(ana, 'Updates');
  const links = ana.getByRole('region', { name: 'Links for stakeholders' });
  await links.getByRole('button', { name: 'New link' }).click();
  await ana.getByLabel('Who it is for').fill('The board');
  await ana.getByRole('button', { name: 'Make link' }).click();
  const link = (await ana.getByLabel('Stakeholder link', { exact: true }).textContent()) ?? '';
  await ana.getByRole('button', { name: 'Done' }).click();
  const outside = await (await browser.newContext()).newPage();
  await outside.goto(link);
  await expect(outside.getByRole('heading', { level: 1 })).toContainText('Report generation failing');
  await expect(outside.getByRole('region', { name: 'Updates' })).toContainText('Half of them are gone.');
  expect(await outside.content()).not.toContain('The pool is full');
  await outside.context().close();
  await expect(links).toContainText('The board');
}

export async function merge({ ana, ray, request, number }: People): Promise<void> {
  const twin = await api(request, 'POST', '/incidents', { title: 'Reports do not come', severity: 'P1' });
  await api(request, 'POST', `/incidents/${twin.number}/notes`, { body: 'Support has four calls' });
  await ana.goto(`/incidents/${twin.number}`);
  await ana.locator('summary').filter({ hasText: 'More to do' }).click();
  await ana.getByRole('button', { name: 'Merge into another incident' }).click();
  await ana.getByLabel('Goes on as').selectOption(String(number));
  await ana.getByRole('button', { name: 'Merge incident' }).click();
  await ana.waitForURL(new RegExp(`/incidents/${number}$`));
  await expect(timelineOf(ray)).toContainText(`merged #${twin.number} Reports do not come into this`);
  await expect(timelineOf(ana)).toContainText('Support has four calls');
}

export async function resolve({ ana, ray }: People): Promise<void> {
  await healLab();
  await write(ray, '/status identified');
  await write(ray, '/status monitoring');
  await sayResolved(ana, 'A worker kept its transactions open');
  await expectStep(ray, 'Post-incident review');
  await sendResolution(ana);
  await expect(timelineOf(ray)).toContainText('told customers: [Resolved] Report generation failing');
  await ana.getByRole('button', { name: 'Reopen' }).locator('visible=true').first().click();
  await ana.getByLabel('Reason').fill('It is back');
  await ana.getByRole('button', { name: 'Reopen incident' }).click();
  await expect(timelineOf(ray)).toContainText('reopened it');
  await expectStep(ray, 'Investigation');
  await sayResolved(ana, 'A second worker did too');
  await expect(timelineOf(ray)).toContainText('A second worker did too');
}

export async function sayResolved(page: Page, rootCause: string): Promise<void> {
  await page.getByRole('button', { name: 'Resolve', exact: true }).locator('visible=true').first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Root cause').fill(rootCause);
  await dialog.getByLabel('Resolution').fill('Ended its sessions; reports run.');
  await dialog.getByLabel('Prevention').fill('A limit for idle transactions');
  await dialog.getByRole('button', { name: 'Resolve incident' }).click();
  await expect(dialog).toHaveCount(0);
}

async function sendResolution(ana: Page): Promise<void> {
  await openTab(ana, 'Updates');
  await ana.getByRole('button', { name: 'Write update' }).locator('visible=true').last().click();
  const composer = composerOf(ana);
  await composer.getByLabel('Template').selectOption('incident-resolution');
  await composer.getByLabel('Review, where').fill('the war room');
  await composer.getByRole('tab', { name: 'Plain' }).click();
  const plain = composer.getByRole('tabpanel');
  await expect(plain).toContainText(/It lasted .*(min|h)/);
  for (const words of ['A worker kept its transactions open', 'Ended its sessions', 'A limit for idle', /Review:.* UTC/])
    await expect(plain).toContainText(words);
  await composer.getByRole('button', { name: 'Send update' }).click();
  await expect(composer).toHaveCount(0);
}
