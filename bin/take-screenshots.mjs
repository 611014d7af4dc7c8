// `node bin/take-screenshots.mjs`: starts a console of its own, breaks its practice environment, works on the incident in a
// real browser, and writes the README's pictures to docs/images.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { BROWSER_ARGS, browserProgram } from './ready/browser.mjs';

const START_LIMIT_MS = 300_000;
const LAB_TRIES = 20;
const VIEWPORT = { width: 1360, height: 850 };
const TITLE = 'Connections by state';
const email = 'ana@example.org';
const password = 'a password for the pictures';

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const run = (args, env) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${args.join(' ')} ended with ${code}`))));
  });

async function waitUntilHealthy(origin) {
  for (const until = Date.now() + START_LIMIT_MS; Date.now() < until; ) {
    const answer = await fetch(`${origin}/health`).catch(() => null);
    if (answer?.ok && (await answer.json()).status === 'ok') return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the console did not become healthy');
}

/** The practice environment starts after the console, and takes its time on a busy machine. */
async function breakLab(env) {
  for (let tries = 1; ; tries++) {
    const done = await run(['bin/cli.mjs', 'lab', 'break', 'pool-exhaustion'], env).catch((error) => error);
    if (!done) return;
    if (tries === LAB_TRIES) throw done;
    await new Promise((resolve) => setTimeout(resolve, 3_000));
  }
}

async function signIn(page) {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

async function press(page, title) {
  await page.getByRole('button', { name: `Run diagnostic: ${title}` }).click();
  await page
    .getByRole('region', { name: `Output of ${title}` })
    .getByRole('status')
    .filter({ hasText: /ok|warn|fail/ })
    .waitFor();
}

/** Writes into the note box: a note, or a command. */
async function write(page, text) {
  await page.getByLabel('Note', { exact: true }).fill(text);
  // What a command is completed by is asked for as it is begun.
  if (text.startsWith('/')) await page.waitForTimeout(700);
  await page.keyboard.press('Control+Enter');
  await page.waitForTimeout(700);
}

/** Someone else who works here, in a browser of their own. */
async function invite(admin, name, roles) {
  await admin.goto('/settings');
  await admin.getByRole('button', { name: 'Invite someone' }).click();
  await admin.getByLabel('E-mail').fill(`${name.toLowerCase()}@example.org`);
  await admin.getByLabel('Name').fill(name);
  for (const role of ['viewer', 'responder', 'commander'])
    await admin.getByRole('checkbox', { name: new RegExp(`^${role}`, 'i') }).setChecked(roles.includes(role));
  await admin.getByRole('button', { name: 'Make invite link' }).click();
  const link = await admin.getByLabel('Invite link', { exact: true }).textContent();
  await admin.getByRole('button', { name: 'Done' }).click();
  const context = await admin.context().browser().newContext({ baseURL: origin, viewport: VIEWPORT });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Save and sign in' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/set-up'));
  return page;
}

/** Brings a part of the page to this height of the window. */
async function bringTo(page, part, top) {
  await part.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await part.evaluate((element, at) => {
    const scroller = element.closest('[data-panel]') ?? document.scrollingElement;
    scroller.scrollBy(0, element.getBoundingClientRect().top - at);
  }, top);
  await page.waitForTimeout(1_000);
}

async function pictureOfRun(page) {
  await page.goto('/runbooks/oatie-reports/connection-pool-exhaustion');
  await press(page, TITLE);
  await bringTo(page, page.getByRole('button', { name: `Run diagnostic: ${TITLE}` }), 90);
  await page.screenshot({ path: 'docs/images/runbook-run.png' });
}

async function pictureOfRoom(page) {
  const [bo, kim] = [await invite(page, 'Bo', ['responder', 'commander']), await invite(page, 'Kim', ['responder'])];
  await page.goto('/incidents/declare?runbook=oatie-reports/connection-pool-exhaustion');
  await page.getByLabel('Title').fill('Report generation failing');
  await page.getByRole('radio', { name: /^P0/ }).check();
  await page.getByRole('button', { name: 'Declare incident' }).last().click();
  await page.waitForURL(/\/incidents\/\d+/);
  for (const other of [bo, kim]) await other.goto(page.url());
  await page.getByRole('button', { name: 'Acknowledge', exact: true }).first().click();
  await page.getByRole('button', { name: 'Take command' }).click();
  await write(page, '/role communications @Bo');
  await write(page, '/role scribe @Kim');
  await write(page, '/status investigating');
  await press(page, 'Health as the application sees it');
  await press(page, TITLE);
  await write(bo, 'Support has 14 calls, all from people who wait for a report.');
  const updates = `${new URL(page.url()).pathname.replace('/incidents', '/api/v1/incidents')}/updates`;
  const told = { audience: 'stakeholders', body: 'Reports fail for everyone. We look into the database. Updates every 30 minutes.' };
  await bo.request.post(updates, { data: told, headers: { origin } });
  await write(kim, '/hypothesis The report exporter never gives its connections back | Transactions left open');
  await press(page, 'Transactions left open');
  await write(page, '/decide End the idle transactions, keep the workers running');
  await write(page, '/pin End the idle transactions');
  await write(kim, '/task Ask the exporter team for their last release @Kim in 20 min');
  await bringTo(page, page.getByRole('region', { name: `Output of ${TITLE}` }), 400);
  await page.screenshot({ path: 'docs/images/war-room.png' });
  for (const other of [bo, kim]) await other.context().close();
}

async function pictureOfReview(page) {
  await page.getByRole('button', { name: 'Resolve', exact: true }).click();
  await page
    .getByLabel('Root cause')
    .fill('The report exporter opened a transaction for each report and never closed it. After 97 of them the pool was empty.');
  await page.getByLabel('Resolution').fill('Ended the idle transactions, and set `idle_in_transaction_session_timeout` to 60 s.');
  await page.getByLabel('Prevention').fill('Alert when more than half of the pool is idle in transaction.');
  await page.getByLabel(/Schedule the review/).waitFor();
  await page.getByRole('button', { name: 'Resolve incident' }).click();
  await page.getByRole('link', { name: 'Review', exact: true }).click();
  await page.waitForURL(/\/review$/);
  await page.getByRole('button', { name: 'Edit Root cause' }).click();
  await page.getByRole('region', { name: 'Root cause', exact: true }).evaluate((section) => section.scrollIntoView({ block: 'start' }));
  await page.evaluate(() => window.scrollBy(0, -420));
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: 'docs/images/review.png' });
}

const dataDir = mkdtempSync(path.join(tmpdir(), 'sitrep-pictures-'));
const port = await freePort();
const origin = `http://127.0.0.1:${port}`;
const env = {
  ...process.env,
  PORT: String(port),
  DATA_DIR: dataDir,
  DATABASE_URL: '',
  SITREP_ADMIN_EMAIL: email,
  SITREP_ADMIN_PASSWORD: password,
};
const launcher = spawn(process.execPath, ['bin/start.mjs'], { env, stdio: ['ignore', 'inherit', 'inherit'] });
const browser = await chromium.launch({ executablePath: browserProgram(), args: BROWSER_ARGS });
try {
  await waitUntilHealthy(origin);
  await breakLab(env);
  const page = await browser.newPage({ baseURL: origin, viewport: VIEWPORT, colorScheme: 'light' });
  await signIn(page);
  await pictureOfRun(page);
  await pictureOfRoom(page);
  await pictureOfReview(page);
} finally {
  await browser.close();
  const ended = new Promise((resolve) => launcher.once('exit', resolve));
  launcher.kill('SIGTERM');
  await ended;
  rmSync(dataDir, { recursive: true, force: true });
}
