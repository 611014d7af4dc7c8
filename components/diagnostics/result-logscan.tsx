import { durationInWords } from '@/components/ui/duration';
import type { LogscanData, LogscanPattern } from '@/domain/diagnostics/kinds/logscan';
import { bytesInWords } from './bytes-in-words';
import { Problems } from './result-problems';
import type { ResultProps } from './result-values';

/** How often each pattern stands in the logs, with its most frequent and its last lines. */
export function LogscanResult({ data }: ResultProps) {
  const { patterns = [], fileCount = 0, scannedBytes, bytesPerSecond, undated, lines, problems } = data as Partial<LogscanData>;
  const most = Math.max(1, ...patterns.map(({ count }) => count));
  return (
    <div className="grid grid-cols-1 gap-2">
      <Problems problems={problems} />
      {patterns.map((pattern) => (
        <Pattern key={pattern.name} pattern={pattern} most={most} />
      ))}
      <p className="text-sm text-ink-2">
        {fileCount === 1 ? '1 log' : `${fileCount} logs`}
        {scannedBytes !== undefined &&
          `, ${bytesInWords(scannedBytes)} in ${durationInWords((scannedBytes / Math.max(1, bytesPerSecond ?? 1)) * 1_000)}`}
        {lines !== undefined && `, ${lines} lines followed`}
        {!!undated && `; ${undated} lines say no time and are counted`}
      </p>
    </div>
  );
}

function Pattern({ pattern: { name, count, top, last }, most }: { pattern: LogscanPattern; most: number }) {
  const head = (
    <>
      <span className="inline-block w-48 max-w-1/2 truncate align-bottom font-mono text-sm">{name}</span>
      <span className="inline-block w-14 text-right sm:w-20 font-mono tabular-nums">{count}</span>
      <svg aria-hidden="true" viewBox="0 0 120 8" className="ml-3 inline-block h-2 w-16 sm:w-30" preserveAspectRatio="none">
        <rect width="120" height="8" fill="currentColor" opacity="0.1" />
        <rect width={(count / most) * 120} height="8" fill="currentColor" opacity="0.7" />
      </svg>
    </>
  );
  if (count === 0) return <div className="pl-4">{head}</div>;
  return (
    <details>
      <summary className="hover:text-ink touch:py-2">{head}</summary>
      <Lines title="Most frequent" lines={top.map((each) => `${String(each.count).padStart(7)}  ${each.text}`)} />
      <Lines title="Last" lines={last} />
    </details>
  );
}

function Lines({ title, lines }: { title: string; lines: string[] }) {
  if (lines.length === 0) return null;
  return (
    <div className="py-1 pl-4">
      <p className="text-sm text-ink-3">{title}</p>
      <pre className="font-mono text-xs leading-5 whitespace-pre-wrap wrap-anywhere">{lines.join('\n')}</pre>
    </div>
  );
}
