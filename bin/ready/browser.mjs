import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installFromDebian, isPresent, mayInstall } from './programs.mjs';
import { Refusal, step } from './progress.mjs';
import { run } from './run.mjs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Where a Chromium of this machine is; undefined when it is none of the usual places. */
export const browserProgram = () => [process.env.CHROMIUM_PATH, ...PLACES].find((place) => place && existsSync(place));

/** It opens pages of our own alone, also as root and in a container with little shared memory, and asks its vendor for nothing. */
export const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

async function playwrightsOwn(root) {
  const entry = path.join(root, 'node_modules/@playwright/test/index.mjs');
  const { chromium } = await import(pathToFileURL(entry).href);
  return chromium.executablePath();
}

async function findBrowser(root) {
  const own = await playwrightsOwn(root);
  return browserProgram() ?? (existsSync(own) ? own : null);
}

const HOW = {
  linux: 'Install one and start again; on Debian: "sudo apt-get install chromium bubblewrap".',
  darwin: 'Install Google Chrome and start again.',
};

/** The program of a Chromium for the tests; installs it, and the sandbox, where that is possible. */
export async function readyBrowser(root) {
  const missing = [
    (await findBrowser(root)) ? null : 'chromium',
    process.platform !== 'linux' || isPresent('bwrap') ? null : 'bubblewrap',
  ].filter(Boolean);
  if (missing.length > 0 && mayInstall()) await installFromDebian(missing);
  const found = await findBrowser(root);
  if (found) return found;
  const failure = `The tests need a Chromium browser and found none. ${HOW[process.platform] ?? 'Install one and set CHROMIUM_PATH to its program.'}`;
  await step('Installing a browser', () =>
    run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], { failure }),
  ).catch(() => {});
  const downloaded = await findBrowser(root);
  if (!downloaded) throw new Refusal(failure);
  return downloaded;
}
