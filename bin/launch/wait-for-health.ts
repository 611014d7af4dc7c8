import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '@/lib/start-error';

const LIMIT_MS = 90_000;
const POLL_MS = 60;
const ANSWER_LIMIT_MS = 5_000;

type Health = { status: string; checks?: Record<string, { status: string; error?: string }> };

async function askHealth(address: string): Promise<Health | null> {
  try {
    const response = await fetch(`${address}/health`, { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    return (await response.json()) as Health;
  } catch {
    return null;
  }
}

const failures = ({ checks = {} }: Health) => Object.entries(checks).filter(([, check]) => check.status === 'fail');

/**
 * Resolves when the console answers and its pages are up, with one line for each part that is unwell all the same.
 * Throws StartError when that takes too long or `ended` settles first.
 */
export async function waitForHealth(address: string, ended: Promise<unknown>): Promise<string[]> {
  let gone = false;
  void ended.then(() => (gone = true));
  let last: Health | null = null;
  for (let waitedMs = 0; waitedMs < LIMIT_MS; waitedMs += POLL_MS) {
    if (gone) throw new StartError('The engine ended before it was ready; its reason is above.');
    last = await askHealth(address);
    if (last?.status === 'ok') return [];
    const unwell = last ? failures(last) : [];
    if (last?.status === 'degraded' && unwell.every(([name]) => name !== 'web'))
      return unwell.map(([name, check]) => `${name}: ${check.error ?? 'unwell'}`);
    await sleep(POLL_MS);
  }
  const reasons = last ? failures(last).map(([name, check]) => `${name}: ${check.error ?? 'unwell'}`) : ['it does not answer'];
  throw new StartError(`The console did not become ready within ${LIMIT_MS / 1000} s (${reasons.join('; ')}).`);
}
