import { spawn } from 'node:child_process';

export type Bare = { firstOutputMs: number; doneMs: number; pieces: { at: number; text: string }[] };

/** The raw limit: a script run by a child process of this one, with nothing around it. */
export function runBare(script: string, keepText = false): Promise<Bare> {
  return new Promise((resolve, reject) => {
    const from = performance.now();
    const pieces: Bare['pieces'] = [];
    let firstOutputMs = Number.NaN;
    const child = spawn('/bin/bash', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    child.stdout.on('data', (data: Buffer) => {
      if (Number.isNaN(firstOutputMs)) firstOutputMs = performance.now() - from;
      if (keepText) pieces.push({ at: performance.timeOrigin + performance.now(), text: data.toString() });
    });
    child.on('error', reject);
    child.on('close', () => resolve({ firstOutputMs, doneMs: performance.now() - from, pieces }));
  });
}
