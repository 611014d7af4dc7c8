import path from 'node:path';
import { loadTargets } from '@/domain/runbooks/load-targets';
import type { Block } from '@/domain/runbooks/schema';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { type ClaimedRun, claimRun } from './claim-run';
import { secretsOfCredential } from './credential';
import { endRunSoon, outputColumns, type RunEnd } from './end-run';
import { KIND_RUNNERS } from './kinds';
import { createOutputGate } from './output-gate';
import { redactValue } from './redact';
import { accessOf, resolveParts, resolveTarget } from './resolve-target';
import { MAX_DATA_CHARACTERS, MAX_OUTPUT_BYTES } from './rules';
import { RunOutput } from './run-output';
import { runView } from './run-view';
import type { InputValue, Outcome, OutputStream, RunView } from './schema';
import { fingerprintOf } from './seen-before/fingerprint';
import { decideVerdict, evaluateExports } from './verdict';

/** How often the output so far is put into the database, so that a dead engine's run keeps what it had. */
const KEEP_EVERY_MS = 1_000;

const TOO_LARGE = 'What came back is larger than 8 MiB, too much to keep as a result: narrow what is asked for.';

/** Why a run was stopped from outside. */
export type StopReason = 'cancelled' | 'timed_out' | 'shutdown' | 'output_limit';

/** Where the engine sends what happens, while it happens. */
export type RunSink = {
  started: (view: RunView, output: RunOutput, requestedById: string | null) => void;
  /** Once, when the end is committed; null when another ended it. */
  ended: (id: string, view: RunView | null) => void;
  /** Another engine has it, or it was cancelled before it began. */
  elsewhere: (id: string) => void;
};

export const spoolDir = (id: string) => path.join(env().DATA_DIR, 'runs', id);

/**
 * Claims a queued run, executes its block as it was recorded, streams and stores the redacted output, decides the
 * verdict and ends the run. Does nothing when another engine has it. `stop` aborts with a StopReason.
 */
export async function executeRun(id: string, engineId: string, stop: AbortController, sink: RunSink): Promise<void> {
  const run = await claimRun(id, engineId);
  if (!run) return sink.elsewhere(id);
  const output = new RunOutput(spoolDir(id), (error) =>
    log.error({ error: error.message, run: id }, 'output is not spooled: the disk refused it'),
  );
  sink.started(runView(run), output, run.requestedById);
  const keeper = setInterval(() => void keepOutput(id, output), KEEP_EVERY_MS);
  let view: RunView | null = null;
  try {
    const end = await runBlock(run, output, stop);
    clearInterval(keeper);
    const outputSha256 = output.close();
    const kept = output.inline();
    view = await endWithPatience(run, { ...end, output: kept, outputSha256, fingerprint: fingerprintOf(run, end, kept.head) });
  } finally {
    clearInterval(keeper);
    if (!output.closed) output.close();
    sink.ended(id, view);
  }
}

async function runBlock(run: ClaimedRun, output: RunOutput, stop: AbortController): Promise<RunEnd> {
  const block = run.block as unknown as Block;
  const inputs = { ...(run.inputs as Record<string, InputValue>), ...run.secrets };
  const timer = setTimeout(() => stop.abort('timed_out' satisfies StopReason), block.timeoutMs);
  try {
    const { targets } = await loadTargets();
    const known = targets.get(run.target);
    if (!known) return errored(`the target ${run.target} is no longer in targets.yaml`);
    const target = await resolveTarget(known, accessOf(block));
    const parts = await resolveParts(block, targets);
    const credentials = [target, ...parts.map((part) => part.target)].flatMap(({ credential }) => secretsOfCredential(credential));
    const secrets = [...Object.values(run.secrets), ...credentials];
    const gate = createOutputGate(secrets, (stream, text) => writeBounded(output, stop, stream, text));
    const outcome = await KIND_RUNNERS[block.kind]({ block, target, inputs, parts, signal: stop.signal, emit: gate.emit });
    gate.flush();
    return judge(block, bounded(redacted(outcome, secrets)), stop);
  } catch (error) {
    if (stop.signal.aborted) return stopped(stop.signal.reason as StopReason, null);
    log.error({ err: error, run: run.id, kind: block.kind }, 'a run could not be executed');
    return errored(reasonOf(error));
  } finally {
    clearTimeout(timer);
  }
}

function writeBounded(output: RunOutput, stop: AbortController, stream: OutputStream, text: string): void {
  if (output.bytes > MAX_OUTPUT_BYTES) return stop.abort('output_limit' satisfies StopReason);
  output.write(stream, text);
}

/** What a kind did not expect breaks it in ways that JavaScript has words for, and people do not. */
function reasonOf(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  const isUnexpected = error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;
  return isUnexpected
    ? `What came back could not be read, for it is not what was expected (${said.slice(0, 200)}). The log says where.`
    : said;
}

/** A result is looked at by rules and by every page that shows it: what is too large for that ends a run without one. */
function bounded(outcome: Outcome): Outcome {
  if (!outcome.data || JSON.stringify(outcome.data).length <= MAX_DATA_CHARACTERS) return outcome;
  return { status: 'errored', error: { code: 'too_large', message: TOO_LARGE } };
}

function redacted(outcome: Outcome, secrets: string[]): Outcome {
  if (outcome.status === 'completed') return { status: 'completed', data: redactValue(outcome.data, secrets) as Record<string, unknown> };
  const data = outcome.data && (redactValue(outcome.data, secrets) as Record<string, unknown>);
  return { ...outcome, error: { ...outcome.error, message: String(redactValue(outcome.error.message, secrets)) }, data };
}

function judge(block: Block, outcome: Outcome, stop: AbortController): RunEnd {
  if (stop.signal.aborted) return stopped(stop.signal.reason as StopReason, outcome.data ?? null);
  if (outcome.status === 'errored') return { ...errored(outcome.error.message), data: { ...outcome.data, error: outcome.error } };
  const decision = decideVerdict(block, outcome.data);
  const { verdict, reason } = decision;
  if (verdict === null) return { ...errored(reason), data: outcome.data };
  return {
    state: verdict === 'fail' ? 'failed' : 'passed',
    verdict,
    reason,
    data: outcome.data,
    exports: evaluateExports(block, outcome.data).values,
  };
}

const errored = (reason: string): RunEnd => ({ state: 'errored', verdict: null, reason, data: null, exports: null });

function stopped(why: StopReason, data: Record<string, unknown> | null): RunEnd {
  const base = { verdict: null, data, exports: null };
  if (why === 'cancelled') return { ...base, state: 'cancelled', reason: 'It was cancelled.' };
  if (why === 'timed_out') return { ...base, state: 'timed_out', reason: 'It took longer than its timeout allows.' };
  if (why === 'output_limit') return { ...base, state: 'errored', reason: 'It printed more than 1 GiB and was stopped.' };
  return { ...base, state: 'interrupted', reason: 'The engine was shut down while it ran.' };
}

async function keepOutput(id: string, output: RunOutput): Promise<void> {
  if (output.bytes === 0) return;
  await db()
    .run.updateMany({ where: { id, state: 'running' }, data: outputColumns(output.inline()) })
    .catch((error: Error) => log.warn({ error: error.message, run: id }, 'output so far is not kept yet'));
}

/** The result is known and must not be lost to a restart of Postgres: tries again for two minutes. */
async function endWithPatience({ id, incidentId }: ClaimedRun, end: RunEnd): Promise<RunView | null> {
  for (let delayMs = 100; ; delayMs *= 2) {
    try {
      return await endRunSoon({ id, incidentId, end });
    } catch (error) {
      if (delayMs > 60_000) throw error;
      log.warn({ error: (error as Error).message, run: id }, 'the end of a run is not recorded yet');
      await new Promise((resolve) => setTimeout(resolve, delayMs));
    }
  }
}
