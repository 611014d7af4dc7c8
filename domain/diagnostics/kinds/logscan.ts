import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { type LogPattern, type LogscanBody, type LogTime, readLogscan } from '@/domain/runbooks/kinds/logscan';
import { fillWords } from '../fill-in';
import { errored, type OutsideError, stoppedEarly } from '../outcome-errors';
import type { Outcome, Runner, RunnerRequest } from '../schema';
import { OutsideRefusal } from './api/api-peer';
import { type Concern, concernLines, warning } from './concern';
import { type OpenLog, openLogs, sourceOf } from './logscan/find-logs';
import { followLogs } from './logscan/follow-logs';
import { expressionSource, literalSource, type Searched, SlowPattern } from './logscan/matcher';
import { findRemoteLogs } from './logscan/remote-logs';
import { type LogSource, type Scanned, scanLogs, type Window } from './logscan/scan-logs';
import { followRemote, remoteSource } from './logscan/scan-remote';
import { readable, topOf } from './logscan/tally';

const PROGRESS_EVERY_BYTES = 512 * 1024 * 1024;

export type LogscanPattern = { name: string; count: number; top: { text: string; count: number }[]; last: string[] };
export type LogscanData = {
  counts: Record<string, number>;
  total?: number;
  patterns?: LogscanPattern[];
  files: { path: string; sizeBytes: number; lines?: number }[];
  fileCount: number;
  scannedBytes?: number;
  bytesPerSecond?: number;
  undated?: number;
  lines?: number;
  bounded?: boolean;
  problems: Concern[];
  error: OutsideError | null;
};

function searched(request: RunnerRequest, pattern: LogPattern): Searched {
  const { name, ignoreCase } = pattern;
  if ('expression' in pattern) return { name, source: expressionSource(pattern.expression), ignoreCase };
  return { name, source: literalSource(fillWords(request, [pattern.text])[0] ?? ''), ignoreCase };
}

function instantOf(request: RunnerRequest, time: LogTime | undefined, nowMs: number): number | undefined | { problem: string } {
  if (!time) return;
  if ('agoMs' in time) return nowMs - time.agoMs;
  const [text = ''] = fillWords(request, [time.at]);
  const at = Date.parse(text);
  return Number.isNaN(at) ? { problem: `"${text}" is no instant, such as 2026-11-21T14:30:00Z` } : at;
}

function windowOf(request: RunnerRequest, body: LogscanBody, nowMs: number): Window | { problem: string } {
  const [sinceMs, untilMs] = [instantOf(request, body.since, nowMs), instantOf(request, body.until, nowMs)];
  if (typeof sinceMs === 'object') return sinceMs;
  return typeof untilMs === 'object' ? untilMs : { sinceMs, untilMs };
}

async function report({ emit }: RunnerRequest, { patterns = [], total, scannedBytes = 0, problems }: LogscanData): Promise<void> {
  const parts = patterns.map(
    ({ name, count, top }) =>
      `${String(count).padStart(10)}  ${name}\n${top.map((each) => `${String(each.count).padStart(14)}  ${each.text}\n`).join('')}`,
  );
  await emit('stdout', `${parts.join('')}${total} lines in ${scannedBytes} bytes\n${concernLines(problems)}`);
}

function dataOf(
  scanned: Scanned,
  patterns: readonly Searched[],
  examples: number,
  seconds: number,
  errors: readonly OutsideError[],
): LogscanData {
  const shown = patterns.map(({ name }, at) => {
    const tally = scanned.tallies[at];
    return { name, count: tally?.count ?? 0, top: tally ? topOf(tally, examples) : [], last: tally?.last.map(readable) ?? [] };
  });
  const { total, scannedBytes, undated, files } = scanned;
  return {
    counts: Object.fromEntries(shown.map(({ name, count }) => [name, count])),
    total,
    patterns: shown,
    files,
    fileCount: files.length,
    scannedBytes,
    bytesPerSecond: Math.round(scannedBytes / Math.max(seconds, 0.001)),
    undated,
    problems: errors.map(({ code, message }) => warning(code, message)),
    error: null,
  };
}

const followed = (
  files: LogscanData['files'],
  patterns: readonly Searched[],
  { lines, counts }: { lines: number; counts: number[] },
): Outcome => {
  const named = Object.fromEntries(patterns.map(({ name }, at) => [name, counts[at] ?? 0]));
  const data: LogscanData = { counts: named, files, fileCount: files.length, lines, bounded: true, problems: [], error: null };
  return { status: 'completed', data };
};

type Reading = { body: LogscanBody; patterns: Searched[]; window: Window; nowMs: number };

/** What is looked for and when; an outcome when the values make no sense. */
function readingOf(request: RunnerRequest, body: LogscanBody): Reading | { outcome: Outcome } {
  const patterns = body.patterns.map((pattern) => searched(request, pattern));
  if (patterns.some(({ source }) => source === ''))
    return { outcome: errored('input', 'a pattern would be empty, and stand in every line') };
  const nowMs = Date.now();
  const window = windowOf(request, body, nowMs);
  return 'problem' in window ? { outcome: errored('input', window.problem) } : { body, patterns, window, nowMs };
}

async function scan(
  request: RunnerRequest,
  { body, patterns, window, nowMs }: Reading,
  logs: LogSource[],
  errors: OutsideError[] = [],
): Promise<Outcome> {
  const { signal, emit } = request;
  let told = 0;
  const progress = (bytes: number) => {
    if (bytes - told < PROGRESS_EVERY_BYTES) return;
    told = bytes;
    void emit('stderr', `${Math.round(bytes / 1024 ** 2)} MiB so far\n`);
  };
  const startedAt = performance.now();
  const scanned = await scanLogs(logs, patterns, { window, examples: body.examples, nowMs, signal, progress });
  if (signal.aborted) return stoppedEarly();
  const data = dataOf(scanned, patterns, body.examples, (performance.now() - startedAt) / 1_000, errors);
  await report(request, data);
  return { status: 'completed', data };
}

async function failed({ emit }: RunnerRequest, error: OutsideError): Promise<Outcome> {
  await emit('stderr', `${error.message}\n`);
  return { status: 'completed', data: { counts: {}, files: [], fileCount: 0, problems: [], error } satisfies LogscanData };
}

/** The engine or the server keeps the window, so that the lines themselves need no time. */
async function scanRemote(request: RunnerRequest, reading: Reading): Promise<Outcome> {
  const { body, patterns, window } = reading;
  try {
    const logs = await findRemoteLogs(body.origins, { request, window, follow: body.follow });
    if ('outcome' in logs) return logs.outcome;
    if (!body.follow) return await scan(request, { ...reading, window: {} }, logs.map(remoteSource));
    const of = await followRemote(logs, patterns, request);
    const files = logs.map(({ shown }) => ({ path: shown, sizeBytes: 0 }));
    return request.signal.aborted ? stoppedEarly({ lines: of.lines }) : followed(files, patterns, of);
  } catch (error) {
    if (request.signal.aborted) return stoppedEarly();
    if (!(error instanceof OutsideRefusal)) throw error;
    const { code, message } = error.outside;
    return code === 'egress' || code === 'input' ? errored(code, message) : failed(request, error.outside);
  }
}

async function scanFiles(request: RunnerRequest, reading: Reading, logs: OpenLog[], errors: OutsideError[]): Promise<Outcome> {
  const [first] = errors;
  const refused = errors.find(({ code }) => code === 'roots');
  if (refused) return errored(refused.code, refused.message);
  if (logs.length === 0 && first) return failed(request, first);
  if (!reading.body.follow) return scan(request, reading, logs.map(sourceOf), errors);
  const of = await followLogs(logs, reading.patterns, request);
  const files = logs.map(({ shown, stats }) => ({ path: shown, sizeBytes: stats.size }));
  return request.signal.aborted ? stoppedEarly({ lines: of.lines }) : followed(files, reading.patterns, of);
}

/**
 * Counts patterns in files under the target's roots, or in the logs of its containers or pods, or follows them. Data: counts {name: n}, total (lines), patterns [{name, count, top, last}], files,
 * fileCount, scannedBytes, bytesPerSecond, undated, problems, error; of follow lines, bounded.
 */
export const logscan: Runner = async (request) => {
  const body = readLogscan(request.block.body);
  if (isProblem(body)) return errored('body', `${body.problem}.`);
  const reading = readingOf(request, body);
  if ('outcome' in reading) return reading.outcome;
  let logs: OpenLog[] = [];
  try {
    if (body.origins.length) return await scanRemote(request, reading);
    const opened = await openLogs(request.target, fillWords(request, body.files));
    logs = opened.logs;
    return await scanFiles(request, reading, logs, opened.errors);
  } catch (error) {
    if (error instanceof SlowPattern) return errored('slow_pattern', `${error.message}.`);
    throw error;
  } finally {
    await Promise.all(logs.map(({ handle }) => handle.close()));
  }
};
