import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readyBrowser } from './browser.mjs';
import { failuresOfPlaywright, failuresOfVitest, sayFailures } from './failures.mjs';
import { Refusal, refuse } from './progress.mjs';
import { runHere } from './run.mjs';
import { prepare, ROOT } from './start.mjs';

const PARTS = ['unit', 'db', 'e2e'];
const NOTHING = { passed: 0, failed: 0, failures: [] };

function readOnly(args) {
  const at = args.indexOf('--only');
  if (at < 0) return null;
  if (!PARTS.includes(args[at + 1])) throw new Refusal(`--only takes one of ${PARTS.join(', ')}.`);
  return args[at + 1];
}

const readReport = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null);

// A run that ended badly without a failed test (a file that does not load, an error outside a test) still counts as a failure.
const countAtLeast = (failed, code) => (code === 0 ? failed : Math.max(1, failed));

async function runVitest(only, folder) {
  const report = path.join(folder, 'vitest.json');
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const code = await runHere(process.execPath, only ? [...args, '--project', only] : args);
  const found = readReport(report);
  return {
    passed: found?.numPassedTests ?? 0,
    failed: countAtLeast(found?.numFailedTests ?? 0, code),
    failures: failuresOfVitest(found, ROOT),
  };
}

async function runPlaywright(folder) {
  if (!existsSync('e2e') || !readdirSync('e2e', { recursive: true }).some((name) => name.endsWith('.spec.ts'))) return NOTHING;
  const report = path.join(folder, 'playwright.json');
  const browser = await readyBrowser(ROOT);
  const env = { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const code = await runHere(process.execPath, ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'], { env });
  const found = readReport(report);
  const { expected = 0, flaky = 0, unexpected = 0 } = found?.stats ?? {};
  return { passed: expected + flaky, failed: countAtLeast(unexpected, code), failures: failuresOfPlaywright(found) };
}

/** Runs the tests and ends this process: 0 when all passed. */
export async function runTests(args) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sitrep-reports-'));
  try {
    const only = readOnly(args);
    await prepare({ withBuild: only === null || only === 'e2e' });
    if (only === null) await readyBrowser(ROOT);
    const vitest = only === 'e2e' ? NOTHING : await runVitest(only, folder);
    const playwright = only === null || only === 'e2e' ? await runPlaywright(folder) : NOTHING;
    const failed = vitest.failed + playwright.failed;
    // At the very end: a log is often cut to it.
    const said = sayFailures([...vitest.failures, ...playwright.failures]);
    if (said) console.log(said);
    console.log(`\n${vitest.passed + playwright.passed} passed, ${failed} failed`);
    process.exitCode = failed === 0 ? 0 : 1;
  } catch (error) {
    refuse(error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
