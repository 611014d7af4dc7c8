import type { DockerData } from '@/domain/diagnostics/kinds/docker/docker-data';
import { bytesInWords } from './bytes-in-words';
import { FactList } from './result-facts';
import { Problems } from './result-problems';
import { RowsTable } from './result-rows';
import type { ResultProps } from './result-values';

const CAPTIONS: Record<string, string> = {
  ps: 'Containers',
  'compose ps': 'Services',
  stats: 'Use of the machine',
  top: 'Processes',
  events: 'Events',
  images: 'Images',
};

const FIRST = ['name', 'state', 'status', 'health'];

/** How it is stands before what it is made of; a column in which nothing stands is left out. */
function namesOf(rows: readonly Record<string, unknown>[]): string[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) =>
    rows.some((row) => row[name] !== '' && row[name] !== null && row[name] !== undefined),
  );
  return [...FIRST.filter((name) => names.includes(name)), ...names.filter((name) => !FIRST.includes(name))];
}

/** Containers as a table; one of them as a card; what a command or a log said is its output. */
export function DockerResult({ data }: ResultProps) {
  const { verb = '', rows, status, problems, error, changed, lines, errorLines, bounded, exitCode } = data as Partial<DockerData>;
  if (error) return null;
  const said = [
    changed?.length && `changed ${changed.join(', ')}`,
    lines !== undefined && `${lines} lines${errorLines ? `, ${errorLines} of them errors` : ''}${bounded ? '; stopped at its bound' : ''}`,
    verb.endsWith('exec') && `exit code ${exitCode}`,
  ].filter(Boolean);
  return (
    <div className="grid grid-cols-1 gap-3">
      <Problems problems={problems} />
      {status !== undefined && <ContainerCard data={data as Partial<DockerData>} />}
      {rows && rows.length > 0 && <RowsTable caption={CAPTIONS[verb] ?? 'Containers'} rows={rows} names={namesOf(rows)} />}
      {rows?.length === 0 && <p className="text-sm text-ink-2">Nothing was found.</p>}
      {said.length > 0 && <p className="text-sm text-ink-2">{said.join('; ')}</p>}
    </div>
  );
}

function ContainerCard({ data }: { data: Partial<DockerData> }) {
  const { status, health, oomKilled, exitCode, restartCount, image, memoryLimitBytes = 0, healthLog = [] } = data;
  const facts: [string, string][] = [
    ['state', `${status}${status === 'running' ? '' : `, exit code ${exitCode}`}`],
    ['health', health ?? '(no check)'],
    ['killed for memory', oomKilled ? 'yes' : 'no'],
    ['memory limit', memoryLimitBytes ? bytesInWords(memoryLimitBytes) : 'none'],
    ['restarts', String(restartCount ?? 0)],
    ['image', image ?? ''],
  ];
  return (
    <div className="grid grid-cols-1 gap-3 rounded-md border border-line p-3">
      <FactList facts={facts} />
      {healthLog.length > 0 && (
        <RowsTable caption="Last health checks" rows={healthLog.map(({ exitCode: code, output }) => ({ 'exit code': code, output }))} />
      )}
    </div>
  );
}
