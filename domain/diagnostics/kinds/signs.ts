import type { Kind } from '@/domain/runbooks/schema';
import type { Verdict } from '@/prisma/generated/enums';
import type { Concern } from './concern';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function cause(data: Record<string, unknown>): string {
  const { error } = data;
  return isRecord(error) ? `${error.message ?? error.code}` : typeof error === 'string' ? error : 'no reason was given';
}

/** What counts as failed when no rule of a block speaks of these names. */
export type Sign = { names: string[]; decide: (data: Record<string, unknown>) => { verdict: Verdict; reason: string } };
const good = (reason: string) => ({ verdict: 'ok' as const, reason });
const failed = (reason: string) => ({ verdict: 'fail' as const, reason });

/** The worst of the problems that the kind itself found; a rule of the block on any of these names decides alone. */
const byProblems = (reason: string, ...names: string[]): Sign => ({
  names: ['problems', ...names],
  decide: ({ problems }) => {
    const found = (Array.isArray(problems) ? problems : []) as Concern[];
    const worst = found.find(({ severity }) => severity === 'fail') ?? found[0];
    return worst ? { verdict: worst.severity, reason: worst.message } : good(reason);
  },
});

/** A probe that was repeated: some tries that fail are a warning, all of them a failure. */
const orRepeated = ({ names, decide }: Sign): Sign => ({
  names: [...names, 'succeeded', 'success_pct', 'failures'],
  decide: (data) => {
    const { attempts, succeeded, success_pct: share } = data;
    if (typeof attempts !== 'number') return decide(data);
    const reason = `${succeeded} of ${attempts} tries succeeded`;
    return { verdict: share === 100 ? 'ok' : share === 0 ? 'fail' : 'warn', reason };
  },
});

/** Whether the service answered; then what the kind itself found. */
const byReach = (reason: string): Sign => ({
  names: ['reachable', 'status', 'error'],
  decide: (data) => (data.error ? failed(cause(data)) : byProblems(reason).decide(data)),
});

/** How each kind itself says that something is wrong. */
export const KIND_SIGNS: Record<Kind, Sign> = {
  sql: {
    names: ['connected', 'error'],
    decide: (data) => (data.connected === false ? failed(`not connected: ${cause(data)}`) : good('the query ran')),
  },
  bash: {
    names: ['exit_code'],
    decide: (data) =>
      data.exit_code === 0 || data.bounded === true ? good('it ended as it should') : failed(`exit code ${data.exit_code}`),
  },
  http: orRepeated({
    names: ['status', 'error'],
    decide: (data) => {
      const status = Number(data.status);
      if (status >= 100 && status < 400) return good(`status ${status}`);
      if (status >= 400 && status < 500) return { verdict: 'warn', reason: `status ${status}` };
      return failed(status >= 500 ? `status ${status}` : `no answer: ${cause(data)}`);
    },
  }),
  tcp: orRepeated({
    names: ['connected', 'error', 'speaks'],
    decide: (data) => {
      if (data.connected !== true) return failed(`not connected: ${cause(data)}`);
      if (data.speaks === false) return failed(`${data.expected} is not spoken there: ${data.says}`);
      return good(data.expected ? `${data.expected} is spoken: ${data.says}` : 'connected');
    },
  }),
  dns: orRepeated({
    names: ['resolved', 'error', 'records'],
    decide: (data) => (data.resolved === true ? good('resolved') : failed(`not resolved: ${cause(data)}`)),
  }),
  tls: {
    names: ['valid', 'authorized', 'error', 'daysLeft', 'connected'],
    decide: (data) => (data.valid === true ? good('the certificate is valid') : failed(`not valid: ${cause(data)}`)),
  },
  redis: {
    names: ['connected', 'error'],
    decide: (data) => (data.connected === true && !data.error ? good('it answered') : failed(cause(data))),
  },
  x509: byProblems('the certificate is valid', 'valid', 'daysLeft', 'trusted', 'selfSigned', 'keyMatches'),
  ntp: byProblems('the clock is right', 'offsetMs', 'absOffsetMs', 'answered'),
  jwt: byProblems('the token is sound', 'verified', 'expired', 'expiresInSeconds', 'claims'),
  hmac: byProblems('the signature matches', 'matches'),
  env: byProblems('every variable is as it should be', 'missing', 'empty', 'rows', 'set'),
  envdiff: byProblems('both have the same variables', 'onlyA', 'onlyB', 'different', 'rows'),
  file: byProblems('it is there', 'exists', 'mode', 'worldWritable', 'error'),
  logscan: { names: ['error', 'fileCount'], decide: (data) => (data.error ? failed(cause(data)) : good('counted')) },
  scrape: byReach('the metrics were read'),
  promql: byReach('the query was answered'),
  elasticsearch: byReach('the search was answered'),
  kubectl: byReach('the cluster answered'),
  docker: byReach('the engine answered'),
  health: byProblems('every check is ok', 'status', 'checks', 'failCount', 'warnCount', 'unknownCount'),
  secret: { names: [], decide: () => good('ready to be made') },
  snmp: byProblems('it answered', 'answered', 'error', 'speaks', 'versions'),
  migrations: byProblems('up to date', 'upToDate', 'pending', 'pendingCount', 'heads', 'unknown', 'failed', 'edited', 'error', 'connected'),
  compare: byProblems(
    'both are the same',
    'differences',
    'schemaDifferences',
    'settingDifferences',
    'rows',
    'onlyA',
    'onlyB',
    'different',
    'error',
  ),
  jvm: byProblems('no thread is blocked', 'blocked', 'deadlocks', 'deadlockCount', 'locks', 'waitingToLock', 'found', 'error'),
  promrule: byProblems(
    'no alert would fire',
    'state',
    'firing',
    'pending',
    'findings',
    'findingCount',
    'rows',
    'rules',
    'unknownMetrics',
    'error',
  ),
  service: byProblems('as it should be', 'active', 'activeState', 'subState', 'enabled', 'restarts', 'rows', 'error'),
  firewall: byProblems('it filters', 'active', 'rows', 'policies', 'count', 'error'),
  host: { names: [], decide: () => good('measured') },
};
