import type { Varbind } from 'net-snmp';
import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { readSnmp, SNMP_PORT, SNMP_VERSIONS, type SnmpBody, type SnmpVersion } from '@/domain/runbooks/kinds/snmp';
import { oidOf } from '@/domain/runbooks/kinds/snmp-names';
import { type Endpoint, endpointText, reach, readEndpoint, targetEndpoint } from '../egress';
import { fillWords } from '../fill-in';
import { errored, notAvailable, type OutsideError, stoppedEarly } from '../outcome-errors';
import type { Outcome, Runner, RunnerRequest } from '../schema';
import { type Concern, concernLines, failing } from './concern';
import { ms } from './one-line';
import { type AgentAddress, getAll, loadSnmp, loginOf, openSession, walkBelow } from './snmp/agent-session';
import { readVarbind, type SnmpRow } from './snmp/read-varbind';
import { snmpError } from './snmp/snmp-error';

const PROBED = '1.3.6.1.2.1.1.1.0';
const TICKS_PER_SECOND = 100;

export type SnmpAnswer = { version: SnmpVersion; answers: boolean; latencyMs: number | null; says: string };
export type SnmpData = {
  answered: boolean;
  host: string;
  port: number;
  address?: string;
  version?: SnmpVersion;
  rows: SnmpRow[];
  values: Record<string, SnmpRow['value']>;
  count: number;
  truncated: boolean;
  latencyMs?: number;
  /** Of a probe of versions: what each gave, and which the agent speaks. */
  versions?: SnmpAnswer[];
  speaks?: SnmpVersion[];
  uptimeSeconds?: number;
  problems: Concern[];
  error: OutsideError | null;
};

type Asking = { request: RunnerRequest; body: SnmpBody; credential: string; at: AgentAddress; where: string };

/** Opens a session, asks, and closes it whatever happens; a stop closes it at once. */
async function withSession<Answer>(
  { request, body, credential, at }: Asking,
  version: SnmpVersion,
  ask: (session: ReturnType<typeof openSession>) => Promise<Answer>,
): Promise<{ answer: Answer; latencyMs: number }> {
  const session = openSession(await loadSnmp(), at, loginOf(credential, version), body, version);
  const close = () => session.close();
  // A socket that breaks is told to whoever waits; without a listener it would end the engine.
  session.on('error', () => {});
  request.signal.addEventListener('abort', close, { once: true });
  const startedAt = performance.now();
  try {
    request.signal.throwIfAborted();
    const answer = await ask(session);
    return { answer, latencyMs: Math.round((performance.now() - startedAt) * 10) / 10 };
  } finally {
    request.signal.removeEventListener('abort', close);
    close();
  }
}

function rowsData(found: readonly Varbind[]): Pick<SnmpData, 'rows' | 'values' | 'count' | 'uptimeSeconds'> & Record<string, unknown> {
  const rows = found.map(readVarbind);
  const values = Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  const system = Object.fromEntries(Object.entries(values).filter(([name]) => /^sys[A-Z]\w*$/.test(name)));
  const ticks = values.sysUpTime;
  return {
    rows,
    values,
    count: rows.length,
    ...system,
    ...(typeof ticks === 'number' ? { uptimeSeconds: Math.floor(ticks / TICKS_PER_SECOND) } : {}),
  };
}

async function read(asking: Asking): Promise<Partial<SnmpData>> {
  const { request, body } = asking;
  const { question, version } = body;
  const names = fillWords(request, question.ask === 'get' ? question.names : question.ask === 'walk' ? [question.name] : []);
  const oids = names.map((name) => ({ name, oid: oidOf(name) }));
  const unknown = oids.find(({ oid }) => !oid);
  if (unknown) throw Object.assign(new Error(`"${unknown.name}" is no OID, and no name that is known here`), { code: 'body' });
  const wanted = oids.map(({ oid }) => oid as string);
  const { answer, latencyMs } = await withSession(asking, version, async (session) =>
    question.ask === 'walk'
      ? walkBelow(session, wanted[0] as string, question.most)
      : { found: await getAll(session, wanted), truncated: false },
  );
  const data = rowsData(answer.found);
  const absent = data.rows.filter(({ value, type }) => value === null && type.startsWith('no such'));
  const problems = [
    ...absent.map(({ name, type }) => failing('absent', `the agent has no ${name}: ${type}`)),
    ...(question.ask === 'walk' && data.count === 0 ? [failing('empty', `the agent shows nothing below ${names[0]}`)] : []),
  ];
  return { version, ...data, truncated: answer.truncated, latencyMs, problems };
}

/** Whether an agent speaks a version. One that answers that it knows no such user speaks version 3. */
async function probe(asking: Asking, version: SnmpVersion): Promise<SnmpAnswer> {
  const community = version === '3' && !asking.credential.includes(':');
  const as = community ? { ...asking, credential: '' } : asking;
  try {
    const { latencyMs } = await withSession(as, version, (session) => getAll(session, [PROBED]));
    return { version, answers: true, latencyMs, says: 'answers' };
  } catch (error) {
    const { code, message } = snmpError(error, asking.where);
    const speaks = version === '3' && ['user', 'auth', 'level', 'access', 'clock'].includes(code);
    const says = speaks && community ? 'spoken; it has no community: give the target user:auth:priv' : message;
    return { version, answers: speaks, latencyMs: null, says };
  }
}

async function probeAll(asking: Asking): Promise<Partial<SnmpData>> {
  const versions = await Promise.all(SNMP_VERSIONS.map((version) => probe(asking, version)));
  const speaks = versions.filter(({ answers }) => answers).map(({ version }) => version);
  const silent = failing('no_answer', `${versions[1]?.says}`);
  return { versions, speaks, answered: speaks.length > 0, problems: speaks.length ? [] : [silent] };
}

function endpointOf(request: RunnerRequest, agent: string | null): Endpoint | { problem: string } {
  const [text] = fillWords(request, agent ? [agent] : []);
  const found = text ? (readEndpoint(text) ?? readEndpoint(`${text}:${SNMP_PORT}`)) : targetEndpoint(request.target);
  return found ?? { problem: text ? `"${text}" is not host or host:port` : `the target ${request.target.name} has no address` };
}

const linesOf = ({ rows = [], versions = [], latencyMs, truncated }: Partial<SnmpData>) =>
  [
    ...rows.map(({ name, value, type }) => `${name.padEnd(24)} ${value ?? type}\n`),
    ...versions.map(
      ({ version, answers, latencyMs: took, says }) =>
        `version ${version.padEnd(3)} ${answers ? 'spoken' : 'silent'}  ${took === null ? says : ms(took)}\n`,
    ),
    ...(truncated ? ['more rows were not asked for\n'] : []),
    ...(latencyMs === undefined ? [] : [`answered in ${ms(latencyMs)}\n`]),
  ].join('');

/**
 * Asks an SNMP agent by get or a bounded walk, or which versions it speaks, with the target's credential: the community, or of version 3
 * `user:auth:priv`. Data: answered, host, port, version, rows [{name, oid, type, value}], values by name, count, truncated, latencyMs, versions, speaks,
 * sysDescr and its like, uptimeSeconds, problems, error {code, message}. The credential is in none of it.
 */
export const snmp: Runner = async (request): Promise<Outcome> => {
  const { block, target, signal, emit } = request;
  const body = readSnmp(block.body);
  if (isProblem(body)) return errored('body', `${body.problem}.`);
  const endpoint = endpointOf(request, body.agent);
  if ('problem' in endpoint) return errored('body', endpoint.problem);
  if (!target.credential)
    return notAvailable(
      `the target ${target.name} has no credential; add "read" to it in targets.yaml: the community, or user:auth:priv for version 3`,
    );
  const reached = await reach(target, endpoint, signal);
  if (signal.aborted) return stoppedEarly();
  if ('error' in reached && reached.error.code === 'egress') return errored(reached.error.code, reached.error.message);
  const where = endpointText(endpoint);
  const empty = { answered: false, ...endpoint, rows: [], values: {}, count: 0, truncated: false, problems: [], error: null };
  try {
    if ('error' in reached) throw Object.assign(new Error(reached.error.message), { outside: reached.error });
    const first = reached.addresses[0] as AgentAddress;
    const asking = { request, body, credential: target.credential, at: { ...first, port: endpoint.port }, where };
    const found = await (body.question.ask === 'versions' ? probeAll(asking) : read(asking));
    if (signal.aborted) return stoppedEarly();
    const data = { ...empty, answered: true, address: first.address, ...found } satisfies SnmpData;
    await emit('stdout', `${linesOf(data)}${concernLines(data.problems)}`);
    return { status: 'completed', data };
  } catch (error) {
    if (signal.aborted) return stoppedEarly();
    const { code, outside, message } = error as { code?: string; outside?: OutsideError; message: string };
    if (code === 'body') return errored('body', `${message}.`);
    const why = outside ?? snmpError(error, where);
    await emit('stderr', `${why.message}\n`);
    return { status: 'completed', data: { ...empty, problems: [failing(why.code, why.message)], error: why } satisfies SnmpData };
  }
};
