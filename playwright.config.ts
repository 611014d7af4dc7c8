import { defineConfig } from '@playwright/test';
import { BROWSER_ARGS, browserProgram } from './bin/ready/browser.mjs';
import { product, productEnvironment } from './test/product';

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
      executablePath: browserProgram(),
      args: BROWSER_ARGS,
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
