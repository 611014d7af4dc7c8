import { createRedactor } from './redact';
import { TerminalSanitizer } from './sanitize-terminal';
import type { OutputStream } from './schema';

export type OutputGate = { emit: (stream: OutputStream, text: string) => void; flush: () => void };

/** What every run's output passes before it is stored or shown: escapes dropped, then secrets replaced, each stream on its own. */
export function createOutputGate(secrets: readonly string[], write: (stream: OutputStream, text: string) => void): OutputGate {
  const sanitizers = { stdout: new TerminalSanitizer(), stderr: new TerminalSanitizer() };
  const redactors = { stdout: createRedactor({ exact: secrets }), stderr: createRedactor({ exact: secrets }) };
  const pass = (stream: OutputStream, text: string) => {
    if (text) write(stream, text);
  };
  return {
    emit: (stream, text) => pass(stream, redactors[stream].push(sanitizers[stream].push(text))),
    flush: () => {
      for (const stream of ['stdout', 'stderr'] as const) pass(stream, redactors[stream].flush());
    },
  };
}
