import { type BodyProblem, isProblem } from './body-lines';
import { type Directives, readDirectives, wordsOf } from './directives';
import { IN_BRACES, type KindFormat } from './kind-format';
import { oidOf } from './snmp-names';

export const SNMP_PORT = 161;
const MOST_NAMES = 20;
const MOST_ROWS = 1_000;
const ROWS = 200;

export const SNMP_VERSIONS = ['1', '2c', '3'] as const;
export type SnmpVersion = (typeof SNMP_VERSIONS)[number];
export const AUTH_PROTOCOLS = ['md5', 'sha', 'sha224', 'sha256', 'sha384', 'sha512'] as const;
export const PRIV_PROTOCOLS = ['des', 'aes', 'aes256b', 'aes256r'] as const;

export type SnmpQuestion = { ask: 'get'; names: string[] } | { ask: 'walk'; name: string; most: number } | { ask: 'versions' };
export type SnmpBody = {
  question: SnmpQuestion;
  /** Another agent than the target's own address. */
  agent: string | null;
  version: SnmpVersion;
  auth: (typeof AUTH_PROTOCOLS)[number];
  priv: (typeof PRIV_PROTOCOLS)[number];
};

type Lines = Directives<'get' | 'walk' | 'versions' | 'agent' | 'version' | 'auth' | 'priv'>;

const one = <Word extends string>(lines: Lines[keyof Lines], known: readonly Word[], byDefault: Word): Word | BodyProblem => {
  const word = wordsOf(lines)?.[0]?.toLowerCase();
  if (word === undefined) return byDefault;
  const found = known.find((each) => each === word);
  return found ?? { problem: `"${word}" is not known; known are ${known.join(', ')}`, line: lines[0]?.line };
};

function readWalk(lines: Lines): SnmpQuestion | BodyProblem {
  const [name = '', word, count] = wordsOf(lines.walk) ?? [];
  const line = lines.walk[0]?.line;
  if (word !== undefined && (word !== 'most' || !/^\d{1,4}$/.test(count ?? ''))) return { problem: 'write walk NAME most 200', line };
  const most = count === undefined ? ROWS : Number(count);
  if (most < 1 || most > MOST_ROWS) return { problem: `a walk gives at most ${MOST_ROWS} rows`, line };
  return { ask: 'walk', name, most };
}

function readQuestion(lines: Lines): SnmpQuestion | BodyProblem {
  const asked = [...lines.get, ...lines.walk, ...lines.versions];
  if (asked.length !== 1) return { problem: 'write one of get NAME …, walk NAME or versions', line: asked[1]?.line };
  if (lines.versions.length) return { ask: 'versions' };
  const question = lines.walk.length ? readWalk(lines) : { ask: 'get' as const, names: wordsOf(lines.get) ?? [] };
  if (isProblem(question)) return question;
  const names = question.ask === 'get' ? question.names : question.ask === 'walk' ? [question.name] : [];
  const unknown = names.find((name) => !/[{}]/.test(name) && !oidOf(name));
  return unknown
    ? { problem: `"${unknown}" is no OID such as 1.3.6.1.2.1.1, and no name that is known here`, line: asked[0]?.line }
    : question;
}

/** `get`, `walk` or `versions`, and as whom: `version 2c`; of 3 also `auth sha` and `priv aes`. "2" means 2c. */
export function readSnmp(body: string): SnmpBody | BodyProblem {
  const word = { least: 1, most: 1 };
  const lines = readDirectives(body, {
    get: { least: 1, most: MOST_NAMES },
    walk: { least: 1, most: 3 },
    versions: { least: 0, most: 0 },
    agent: word,
    version: word,
    auth: word,
    priv: word,
  });
  if (isProblem(lines)) return lines;
  const question = readQuestion(lines);
  if (isProblem(question)) return question;
  const asWritten = wordsOf(lines.version)?.[0];
  const version = asWritten === '2' ? '2c' : one(lines.version, SNMP_VERSIONS, '2c');
  const auth = one(lines.auth, AUTH_PROTOCOLS, 'sha');
  const priv = one(lines.priv, PRIV_PROTOCOLS, 'aes');
  for (const read of [version, auth, priv]) if (typeof read !== 'string') return read;
  return { question, agent: wordsOf(lines.agent)?.[0] ?? null, version, auth, priv } as SnmpBody;
}

/** What a network device says of itself; the community or the user's passphrases are the target's credential. */
export const snmp: KindFormat = {
  changes: false,
  targets: ['snmp'],
  ...IN_BRACES,
  fields: [
    ...['answered', 'host', 'port', 'address', 'version', 'rows', 'values', 'count', 'truncated', 'latencyMs', 'versions', 'speaks'],
    ...['sysDescr', 'sysName', 'sysLocation', 'sysContact', 'sysUpTime', 'uptimeSeconds', 'problems', 'error'],
  ],
  read: readSnmp,
};
