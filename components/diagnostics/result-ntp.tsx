import type { NtpData } from '@/domain/diagnostics/kinds/ntp';
import { FactList } from './result-facts';
import { Problems } from './result-problems';
import { RowsTable } from './result-rows';
import type { ResultProps } from './result-values';

const inMs = (value: number | undefined) => (value === undefined ? '' : `${value.toFixed(1)} ms`);

/** How far the clock is off, by whom, and how sure that is. */
export function NtpResult({ data }: ResultProps) {
  const {
    answered,
    host,
    port,
    offsetMs = 0,
    delayMs,
    stratum,
    referenceId,
    serverTime,
    samples = [],
    problems,
  } = data as Partial<NtpData>;
  return (
    <div className="grid grid-cols-1 gap-3">
      {answered && (
        <p className="font-semibold">
          {offsetMs === 0
            ? 'This machine’s clock agrees'
            : `This machine’s clock is ${inMs(Math.abs(offsetMs))} ${offsetMs > 0 ? 'behind' : 'ahead'}`}
        </p>
      )}
      <Problems problems={problems} />
      {answered && (
        <FactList
          facts={[
            ['server', `${host}:${port}`],
            ['its time', serverTime],
            ['stratum', `${stratum} (${referenceId})`],
            ['round trip', inMs(delayMs)],
          ]}
        />
      )}
      {samples.length > 1 && (
        <details>
          <summary className="text-sm text-ink-2 hover:text-ink touch:py-2">Answers ({samples.length})</summary>
          <RowsTable caption="Answers" rows={samples} />
        </details>
      )}
    </div>
  );
}
