import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { identify } from '../ready/lock.mjs';
import { type Kept, keepRunning } from './child';

let folder: string;
let kept: Kept | undefined;
let started: number[];
let told: string[];
let wake: () => void;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sitrep-child-'));
  started = [];
  told = [];
});

afterEach(async () => {
  await kept?.stop(0);
  rmSync(folder, { recursive: true });
});

function keep(source: string): Kept {
  const file = path.join(folder, 'program.mjs');
  writeFileSync(file, source);
  const onStart = (pid: number) => {
    started.push(pid);
    wake?.();
  };
  kept = keepRunning({ name: 'It', file, env: process.env, onStart, report: (line) => told.push(line) });
  return kept;
}

const secondStart = () => new Promise<void>((resolve) => (wake = resolve));

test('starts again what was up and ended, and says so', async () => {
  const { first } = keep(`process.send({ ready: true }); setInterval(() => {}, 1000);`);
  expect(await first).toEqual({ ready: true });
  const again = secondStart();
  process.kill(started[0] ?? 0, 'SIGKILL');
  await again;
  expect(told).toEqual(['It ended unexpectedly (SIGKILL); starting it again.']);
  expect(started).toHaveLength(2);
});

test('does not start again what never came up', async () => {
  const { first } = keep('process.exit(1);');
  expect(await first).toBeNull();
  expect(started).toHaveLength(1);
});

test('stop ends a program that ignores SIGTERM, and what it started', async () => {
  const { first, stop } = keep(`
    import { spawn } from 'node:child_process';
    process.on('SIGTERM', () => {});
    const grandchild = spawn('sleep', ['1000'], { stdio: 'ignore' });
    process.send({ grandchild: grandchild.pid });
    setInterval(() => {}, 1000);`);
  const { grandchild } = (await first) as { grandchild: number };
  await stop(100);
  expect(identify(started[0] ?? 0)).toBeNull();
  while (identify(grandchild)) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(told).toEqual([]);
});
