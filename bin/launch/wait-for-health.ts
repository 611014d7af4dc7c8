import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '@/lib/start-error';

const LIMIT_MS = 90_000;
const POLL_MS = 60;
const ANSWER_LIMIT_MS = 5_000;
// Long enough for what is only slow while everything starts at once.
const PATIENCE_MS = 6_000;

type Check = { status: string; error?: string };
type Health = { status: string; checks?: Record<string, Check> };

async function askHealth(address: string): Promise<Health | null> {
  try {
    const response = await fetch(`${address}/health`, { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    return (await response.json()) as Health;
  } catch {
    return null;
  }
}

const failures = ({ checks = {} }: Health) => Object.entries(checks).filter(([, check]) => check.status === 'fail');

const describe = ([name, check]: [string, Check]) => `${name}: ${check.error ?? 'unwell'}`;

/**
 * Resolves when the console answers and its pages are up, with one line for each part that is unwell all the same.
 * Throws StartError when that takes too long or `ended` settles first.
 */
export async function waitForHealth(address: string, ended: Promise<unknown>): Promise<string[]> {
  let gone = false;
  void ended.then(() => (gone = true));
  let last: Health | null = null;
  let pagesUpMs = 0;
  const startedMs = Date.now();
  while (Date.now() - startedMs < LIMIT_MS) {
    if (gone) throw new StartError('The engine ended before it was ready; its reason is above.');
    last = await askHealth(address);
    if (last?.status === 'ok') return [];
    const unwell = last ? failures(last) : [];
    if (last?.status !== 'degraded' || unwell.some(([name]) => name === 'web')) pagesUpMs = 0;
    else pagesUpMs ||= Date.now();
    if (pagesUpMs && Date.now() - pagesUpMs > PATIENCE_MS) return unwell.map(describe);
    await sleep(POLL_MS);
  }
  const reasons = last ? failures(last).map(describe) : ['it does not answer'];
  throw new StartError(`The console did not become ready within ${LIMIT_MS / 1000} s (${reasons.join('; ')}).`);
}
