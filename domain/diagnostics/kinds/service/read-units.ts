/** One unit as systemd describes it; times in ISO 8601. */
export type UnitView = {
  unit: string;
  /** Its other names. */
  names: string[];
  description: string;
  found: boolean;
  activeState: string;
  subState: string;
  enabled: string;
  since: string | null;
  sinceSeconds: number | null;
  restarts: number;
  mainPid: number | null;
  result: string;
  memory_bytes: number | null;
};

export const PROPERTIES = [
  ...['Id', 'Names', 'Description', 'LoadState', 'ActiveState', 'SubState', 'UnitFileState', 'StateChangeTimestampMonotonic', 'NRestarts'],
  ...['MainPID', 'Result', 'MemoryCurrent'],
];
const MICROSECONDS = 1_000_000;
/** What systemd prints where it does not count. */
const NOT_COUNTED = '18446744073709551615';

const countOf = (text: string | undefined): number | null => (text && /^\d+$/.test(text) && text !== NOT_COUNTED ? Number(text) : null);

function readBlock(block: string, uptimeSeconds: number, now: Date): UnitView {
  const values: Record<string, string> = {};
  for (const line of block.split('\n')) {
    const at = line.indexOf('=');
    if (at > 0) values[line.slice(0, at)] = line.slice(at + 1);
  }
  const changedAt = countOf(values.StateChangeTimestampMonotonic);
  const sinceSeconds = changedAt ? Math.max(0, Math.round(uptimeSeconds - changedAt / MICROSECONDS)) : null;
  const unit = values.Id ?? '';
  return {
    unit,
    names: (values.Names ?? '').split(' ').filter((name) => name && name !== unit),
    description: values.Description ?? '',
    found: values.LoadState !== 'not-found',
    activeState: values.ActiveState ?? 'unknown',
    subState: values.SubState ?? '',
    enabled: values.UnitFileState ?? '',
    since: sinceSeconds === null ? null : new Date(now.getTime() - sinceSeconds * 1_000).toISOString(),
    sinceSeconds,
    restarts: countOf(values.NRestarts) ?? 0,
    mainPid: countOf(values.MainPID) || null,
    result: values.Result ?? '',
    memory_bytes: countOf(values.MemoryCurrent),
  };
}

/** What `systemctl show` prints, one block a unit. */
export const readUnits = (text: string, uptimeSeconds: number, now: Date): UnitView[] =>
  text
    .split(/\n\s*\n/)
    .filter((block) => /^Id=./m.test(block))
    .map((block) => readBlock(block, uptimeSeconds, now));

/** Under which other names a service is known elsewhere. */
const ALIASES: string[][] = [
  ['redis', 'redis-server', 'valkey', 'valkey-server'],
  ['mysql', 'mysqld', 'mariadb'],
  ['mongod', 'mongodb'],
  ['apache2', 'httpd'],
  ['ssh', 'sshd'],
  ['cron', 'crond'],
  ['snmpd', 'net-snmp'],
];

/** The names to try where systemd knows none of this name. */
export function otherNames(unit: string): string[] {
  const name = unit.replace(/\.service$/, '');
  return (ALIASES.find((names) => names.includes(name)) ?? []).filter((each) => each !== name).map((each) => `${each}.service`);
}
