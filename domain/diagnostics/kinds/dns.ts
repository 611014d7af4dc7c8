import { Resolver } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { endpointText, reach, readEndpoint, targetEndpoint } from '../egress';
import { errored, networkError, type OutsideError, stoppedEarly } from '../outcome-errors';
import type { Outcome, ResolvedTarget, Runner } from '../schema';
import { ms, oneLine } from './one-line';

const TYPES = ['A', 'AAAA', 'CAA', 'CNAME', 'MX', 'NAPTR', 'NS', 'PTR', 'SOA', 'SRV', 'TXT'] as const;
type RecordType = (typeof TYPES)[number];
const TRY_LIMIT_MS = 2_000;
const TRIES = 2;

const NO_RECORD = {
  ENOTFOUND: ['no_name', 'the name does not exist'],
  ENODATA: ['no_record', 'the name exists, but has no record of this type'],
  ESERVFAIL: ['server_failed', 'the name server could not answer (SERVFAIL)'],
  EREFUSED: ['refused', 'the name server refuses to answer'],
  ETIMEOUT: ['timeout', 'the name server did not answer in time'],
  ECONNREFUSED: ['unreachable', 'no name server listens there'],
  EBADNAME: ['bad_name', 'that is not a name'],
  EBADRESP: ['bad_answer', 'the name server gave an answer that cannot be read'],
  EFORMERR: ['bad_answer', 'the name server did not understand the question'],
} satisfies Record<string, [string, string]>;

function dnsError(error: unknown, question: string): OutsideError {
  const code = (error as { code?: string }).code ?? '';
  if (!(code in NO_RECORD)) return networkError(error, question);
  const [name, message] = NO_RECORD[code as keyof typeof NO_RECORD];
  return { code: name, message: `${question}: ${message}` };
}

type Question = { name: string; type: RecordType; resolver?: { host: string; port: number } };

/** `name TYPE @resolver`, in any order after the name. */
function readQuestion(line: string): Question | { problem: string } {
  const [name = '', ...words] = line.split(/\s+/);
  if (!name || name.length > 253 || (!/^[a-z0-9_*]([a-z0-9_.-]*[a-z0-9_.])?$/i.test(name) && !isIP(name)))
    return { problem: `"${name}" is not a name to look up` };
  let type: RecordType = isIP(name) ? 'PTR' : 'A';
  let resolver: Question['resolver'];
  for (const word of words) {
    if (word.startsWith('@')) {
      const text = word.slice(1);
      resolver = isIP(text) ? { host: text, port: 53 } : (readEndpoint(text) ?? readEndpoint(`${text}:53`));
      if (!resolver) return { problem: `"${word}" is not @resolver` };
    } else if ((TYPES as readonly string[]).includes(word.toUpperCase())) type = word.toUpperCase() as RecordType;
    else return { problem: `"${word}" is not a record type; known are ${TYPES.join(', ')}` };
  }
  return { name, type, resolver };
}

const asText = (record: unknown): string => {
  if (Array.isArray(record)) return record.join('');
  return typeof record === 'object' && record !== null ? Object.values(record).join(' ') : String(record);
};

async function ask(resolver: Resolver, { name, type }: Question): Promise<unknown[]> {
  if (type === 'PTR' && isIP(name)) return resolver.reverse(name);
  if (type === 'A' || type === 'AAAA') return resolver[type === 'A' ? 'resolve4' : 'resolve6'](name, { ttl: true });
  const found: unknown = await resolver.resolve(name, type);
  return Array.isArray(found) ? found : [found];
}

/** The name server is an endpoint like any other: the target lists it. Without one, this machine's own are asked. */
async function chooseServers(
  resolver: Resolver,
  target: ResolvedTarget,
  question: Question,
  signal: AbortSignal,
): Promise<OutsideError | undefined> {
  if (!question.resolver) return;
  const reached = await reach(target, question.resolver, signal);
  if ('error' in reached) return reached.error;
  resolver.setServers(reached.addresses.map(({ address }) => endpointText({ host: address, port: question.resolver?.port ?? 53 })));
}

/** Addresses that this machine keeps in its own file, which programs ask before any name server. */
async function fromHostsFile({ name, type, resolver }: Question): Promise<string[]> {
  if (resolver || (type !== 'A' && type !== 'AAAA')) return [];
  const lines = (await readFile('/etc/hosts', 'utf8').catch(() => ''))
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim().split(/\s+/));
  const wanted = name.toLowerCase().replace(/\.$/, '');
  return lines
    .filter(([address = '', ...names]) => isIP(address) === (type === 'A' ? 4 : 6) && names.some((each) => each.toLowerCase() === wanted))
    .map(([address]) => address as string);
}

async function lookUp(resolver: Resolver, question: Question): Promise<{ records: string[]; ttl: number | null }> {
  const own = await fromHostsFile(question);
  if (own.length) return { records: own, ttl: null };
  const found = await ask(resolver, question);
  const withTtl = found.filter(
    (record): record is { address: string; ttl: number } =>
      typeof record === 'object' && record !== null && 'ttl' in record && 'address' in record,
  );
  if (withTtl.length) return { records: withTtl.map(({ address }) => address), ttl: Math.min(...withTtl.map(({ ttl }) => ttl)) };
  return { records: found.map(asText), ttl: null };
}

/** Asks for `name TYPE @resolver`; without a resolver, a target of the kind dns is asked itself; else as programs here do: this machine's own file, then its name servers. Data: resolved, name, type, records (texts), ttl, servers, timings {queryMs}, error {code, message}. */
export const dns: Runner = async (request): Promise<Outcome> => {
  const { target, signal, emit } = request;
  const asked = readQuestion(oneLine(request));
  if ('problem' in asked) return errored('body', asked.problem);
  const question = asked.resolver || target.kind !== 'dns' ? asked : { ...asked, resolver: targetEndpoint(target) };
  const resolver = new Resolver({ timeout: TRY_LIMIT_MS, tries: TRIES });
  const refused = await chooseServers(resolver, target, question, signal);
  if (signal.aborted) return stoppedEarly();
  if (refused) {
    await emit('stderr', `${refused.message}\n`);
    return errored(refused.code, refused.message);
  }
  const stop = () => resolver.cancel();
  signal.addEventListener('abort', stop, { once: true });
  const startedAt = performance.now();
  const base = { name: question.name, type: question.type, servers: resolver.getServers() };
  try {
    const { records, ttl } = await lookUp(resolver, question);
    const queryMs = Math.round((performance.now() - startedAt) * 100) / 100;
    await emit(
      'stdout',
      `${records.map((record) => `${question.name} ${question.type} ${record}`).join('\n')}\nanswered in ${ms(queryMs)}\n`,
    );
    return { status: 'completed', data: { resolved: records.length > 0, ...base, records, ttl, timings: { queryMs }, error: null } };
  } catch (error) {
    if (signal.aborted) return stoppedEarly();
    const why = dnsError(error, `${question.name} ${question.type}`);
    await emit('stderr', `${why.message}\n`);
    const timings = { queryMs: Math.round((performance.now() - startedAt) * 100) / 100 };
    return { status: 'completed', data: { resolved: false, ...base, records: [], ttl: null, timings, error: why } };
  } finally {
    signal.removeEventListener('abort', stop);
  }
};
