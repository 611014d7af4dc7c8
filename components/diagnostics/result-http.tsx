import { durationInWords } from '@/components/ui/duration';
import { FactList } from './result-facts';
import type { ResultProps } from './result-values';

/** The phases of a request in their order; the body is what remains of the total. */
const PHASES = [
  ['dnsMs', 'DNS'],
  ['connectMs', 'Connect'],
  ['tlsMs', 'TLS'],
  ['ttfbMs', 'First byte'],
] as const;

/** Status, where the time went, headers and body. */
export function HttpResult({ data }: ResultProps) {
  const { status, timings, headers, body } = data as {
    status?: number;
    timings?: Record<string, number>;
    headers?: Record<string, unknown>;
    body?: unknown;
  };
  return (
    <div className="grid grid-cols-1 gap-2">
      {status !== undefined && status > 0 && (
        <p className="font-mono">
          <span className="font-semibold">{status}</span> {typeof data.statusText === 'string' && data.statusText}
        </p>
      )}
      {timings && (timings.totalMs ?? 0) > 0 && <Waterfall timings={timings} />}
      {headers && (
        <details>
          <summary className="text-sm text-ink-2 hover:text-ink">Headers ({Object.keys(headers).length})</summary>
          <div className="pt-1">
            <FactList facts={Object.entries(headers).map(([name, value]) => [name, String(value)])} />
          </div>
        </details>
      )}
      {typeof body === 'string' && body !== '' && (
        <details open={body.length < 2_000}>
          <summary className="text-sm text-ink-2 hover:text-ink">Body</summary>
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            tabIndex={0}
            className="mt-1 max-h-80 overflow-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-sm whitespace-pre-wrap"
          >
            {pretty(body)}
          </pre>
        </details>
      )}
    </div>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** One bar a phase, each beginning where the one before it ended. */
function Waterfall({ timings }: { timings: Record<string, number> }) {
  const total = timings.totalMs ?? 0;
  const phases = PHASES.map(([name, label]) => ({ label: label as string, ms: timings[name] ?? 0 })).filter(({ ms }) => ms > 0);
  const bodyMs = total - phases.reduce((sum, { ms }) => sum + ms, 0);
  if (bodyMs > 0) phases.push({ label: 'Body', ms: bodyMs });
  let start = 0;
  const bars = phases.map((phase) => {
    const from = start;
    start += phase.ms;
    return { ...phase, from };
  });
  return (
    <div className="grid max-w-2xl grid-cols-[max-content_1fr_max-content] items-center gap-x-4 text-sm">
      {bars.map(({ label, ms: phaseMs, from }) => (
        <div key={label} className="col-span-3 grid grid-cols-subgrid items-center">
          <span className="text-ink-3">{label}</span>
          <svg aria-hidden="true" viewBox="0 0 100 8" preserveAspectRatio="none" className="h-2 w-full">
            <rect x="0" width="100" height="8" fill="currentColor" opacity="0.08" />
            <rect
              x={(from / (total || 1)) * 100}
              width={Math.max(0.6, (phaseMs / (total || 1)) * 100)}
              height="8"
              fill="currentColor"
              opacity="0.75"
            />
          </svg>
          <span className="text-right font-mono">{durationInWords(phaseMs)}</span>
        </div>
      ))}
      <span className="text-ink-3">Total</span>
      <span />
      <span className="text-right font-mono font-semibold">{durationInWords(total)}</span>
    </div>
  );
}
