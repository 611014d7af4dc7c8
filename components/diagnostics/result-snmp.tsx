import type { SnmpData } from '@/domain/diagnostics/kinds/snmp';
import { FactList } from './result-facts';
import { Problems } from './result-problems';
import { RowsTable } from './result-rows';
import type { ResultProps } from './result-values';

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

const upFor = (seconds: number) =>
  `${Math.floor(seconds / DAY)} d ${Math.floor((seconds % DAY) / HOUR)} h ${Math.floor((seconds % HOUR) / MINUTE)} min`;

/** What a device says of itself, and what it was asked for; or which versions it speaks. */
export function SnmpResult({ data }: ResultProps) {
  const { answered, host, port, version, versions, rows = [], values = {}, uptimeSeconds, truncated, problems } = data as Partial<SnmpData>;
  const facts: [string, string][] = [
    ['device', String(values.sysName ?? '')],
    ['what it is', String(values.sysDescr ?? '')],
    ['up for', uptimeSeconds === undefined ? '' : upFor(uptimeSeconds)],
    ['agent', `${host}:${port}${version ? `, version ${version}` : ''}`],
  ];
  return (
    <div className="grid grid-cols-1 gap-3">
      <Problems problems={problems} />
      {answered && <FactList facts={facts.filter(([, value]) => value !== '')} />}
      {versions && (
        <RowsTable
          caption="Versions"
          rows={versions.map(({ version: of, answers, latencyMs, says }) => ({
            version: of,
            is: answers ? 'spoken' : 'silent',
            latencyMs,
            says,
          }))}
        />
      )}
      {rows.length > 0 && <RowsTable caption="What it gave" names={['name', 'type', 'value']} rows={rows} />}
      {truncated && <p className="text-sm text-ink-2">There is more below it; raise “most”, or walk something narrower.</p>}
    </div>
  );
}
