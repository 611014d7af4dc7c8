import { stoppedEarly } from '../outcome-errors';
import type { Outcome, Runner } from '../schema';
import { ms } from './one-line';
import { KIND_SIGNS } from './signs';

/** Beside the data of the last try. */
export type RepeatData = {
  attempts: number;
  succeeded: number;
  success_pct: number;
  /** Of the tries that succeeded; null when none did. */
  p50Ms: number | null;
  p95Ms: number | null;
  leastMs: number | null;
  mostMs: number | null;
  /** Kinds of failure, the most frequent first. */
  failures: { code: string; count: number; message: string }[];
  /** Each try in its order. */
  samples: { ms: number; ok: boolean }[];
};

/** The value below which that share of the others lies; the list is in order. */
export const percentile = (sorted: readonly number[], share: number): number | null =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;

type Try = { ms: number; ok: boolean; code: string; message: string };

/** Pure: what the tries come to. */
export function summarize(tries: readonly Try[]): RepeatData {
  const times = tries
    .filter(({ ok }) => ok)
    .map((each) => each.ms)
    .sort((a, b) => a - b);
  const failures = new Map<string, { code: string; count: number; message: string }>();
  for (const { code, message } of tries.filter(({ ok }) => !ok)) {
    const known = failures.get(code) ?? { code, count: 0, message };
    failures.set(code, { ...known, count: known.count + 1 });
  }
  return {
    attempts: tries.length,
    succeeded: times.length,
    success_pct: tries.length ? Math.floor((1_000 * times.length) / tries.length) / 10 : 0,
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    leastMs: times[0] ?? null,
    mostMs: times.at(-1) ?? null,
    failures: [...failures.values()].sort((a, b) => b.count - a.count),
    samples: tries.map(({ ms: took, ok }) => ({ ms: took, ok })),
  };
}

function tookMs(data: Record<string, unknown>, measuredMs: number): number {
  const { totalMs, queryMs, connectMs } = (data.timings ?? {}) as Record<string, number | undefined>;
  return Math.round((totalMs ?? queryMs ?? connectMs ?? measuredMs) * 100) / 100;
}

const codeOf = (data: Record<string, unknown>): string =>
  (data.error as { code?: string } | null)?.code ?? (data.status ? `status ${data.status}` : 'failed');

/** Lets a probe be repeated as its block says: success share, spread of times, kinds of failure. Only what the last try printed is kept. */
export const repeatable =
  (once: Runner): Runner =>
  async (request) => {
    const { block, signal, emit } = request;
    if (!block.repeat) return once(request);
    const tries: Try[] = [];
    let last: Outcome | undefined;
    let printed: [stream: 'stdout' | 'stderr', text: string][] = [];
    const deadline = performance.now() + (block.forMs ?? Number.POSITIVE_INFINITY);
    while (tries.length < block.repeat && !signal.aborted && performance.now() < deadline) {
      const startedAt = performance.now();
      printed = [];
      last = await once({ ...request, emit: (stream, text) => void printed.push([stream, text]) });
      if (last.status === 'errored') break;
      const { verdict, reason } = KIND_SIGNS[block.kind].decide(last.data);
      const ok = verdict === 'ok';
      tries.push({ ms: tookMs(last.data, performance.now() - startedAt), ok, code: ok ? '' : codeOf(last.data), message: reason });
    }
    for (const [stream, text] of printed) await emit(stream, text);
    if (!last || signal.aborted) return stoppedEarly();
    if (last.status === 'errored') return last;
    const summary = summarize(tries);
    const times = summary.p50Ms === null ? '' : `, p50 ${ms(summary.p50Ms)}, p95 ${ms(summary.p95Ms ?? 0)}`;
    const failures = summary.failures.map(({ code, count, message }) => `${String(count).padStart(6)}  ${code}: ${message}\n`).join('');
    await emit('stdout', `\n${summary.succeeded} of ${summary.attempts} tries succeeded (${summary.success_pct} %)${times}\n${failures}`);
    return { status: 'completed', data: { ...last.data, ...summary } };
  };
