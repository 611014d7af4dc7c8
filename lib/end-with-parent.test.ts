import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { transformSync } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder: string;
let child: string;
const trace = () => path.join(folder, 'trace');

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sitrep-end-'));
  child = path.join(folder, 'child.mjs');
  const { code } = transformSync(readFileSync('lib/end-with-parent.ts', 'utf8'), { loader: 'ts', format: 'esm' });
  writeFileSync(path.join(folder, 'end-with-parent.mjs'), code);
  writeFileSync(
    child,
    `import { endWithParent } from './end-with-parent.mjs';
     import { appendFileSync } from 'node:fs';
     endWithParent(async () => appendFileSync(${JSON.stringify(trace())}, 'stopped'));
     setInterval(() => {}, 1000);
     console.log('up');`,
  );
});

afterAll(() => rmSync(folder, { recursive: true }));

const PARENT = `
  import { spawn } from 'node:child_process';
  const child = spawn(process.execPath, [process.argv[1]], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], detached: true });
  child.stdout.once('data', () => console.log(child.pid));
  setInterval(() => {}, 1000);`;

/** Starts a parent with its child; resolves with both numbers when the child is up. */
function family(): Promise<{ parent: number; child: number }> {
  const parent = spawn(process.execPath, ['--input-type=module', '-e', PARENT, child], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve) => parent.stdout.once('data', (text) => resolve({ parent: parent.pid ?? 0, child: Number(text) })));
}

async function untilStopped(): Promise<string> {
  for (;;) {
    try {
      return readFileSync(trace(), 'utf8');
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

test.each(['the starter is killed', 'it is told to'])('stops in order when %s', async (when) => {
  const { parent, child: pid } = await family();
  process.kill(when === 'it is told to' ? pid : parent, when === 'it is told to' ? 'SIGTERM' : 'SIGKILL');
  expect(await untilStopped()).toBe('stopped');
  rmSync(trace());
  if (when === 'it is told to') process.kill(parent, 'SIGKILL');
});
