import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { product, productEnvironment } from './test/product';

const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const START_LIMIT_MS = 300_000;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // One console serves the whole run, and some journeys break its practice environment: one after the other.
  workers: 1,
  // A machine that does other work at the same time is slow now and then; what needed a second try is listed as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    baseURL: product.url,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    video: 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || BROWSERS.find((file) => existsSync(file)),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-dev-shm-usage',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  webServer: {
    command: `"${process.execPath}" test/start-product.mjs`,
    env: productEnvironment,
    wait: { stdout: /Sitrep is running/ },
    timeout: START_LIMIT_MS,
    stdout: 'pipe',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 8_000 },
  },
});
