import { unmark } from '../shell/marks';
import type { SimpleCommand } from '../shell/read-words';
import { recogniseRedis } from './asked';
import { CONTAINER_RECOGNISERS } from './cluster';
import { recogniseCurl } from './curl';
import { recogniseDig, recogniseNc, recogniseNslookup, recogniseOpenssl, recognisePgIsReady, recogniseTelnet } from './network';
import { recognisePsql } from './psql';
import { reasonFor } from './reasons';
import { type Recognised, type Recogniser, type Unproven, unproven } from './recognised';

/** Program -> what a command of it is known to be. A new kind is recognised by one entry here. */
export const RECOGNISERS: Readonly<Record<string, Recogniser>> = {
  curl: recogniseCurl,
  psql: recognisePsql,
  'gitlab-psql': recognisePsql,
  nslookup: recogniseNslookup,
  dig: recogniseDig,
  nc: recogniseNc,
  ncat: recogniseNc,
  telnet: recogniseTelnet,
  pg_isready: recognisePgIsReady,
  openssl: recogniseOpenssl,
  'redis-cli': recogniseRedis,
  ...CONTAINER_RECOGNISERS,
};

/** Programs that only sift what they are given on standard input, so that leaving them out changes nothing elsewhere. */
const SIFTS = new Set(['jq', 'grep', 'egrep', 'head', 'tail', 'sort', 'uniq', 'wc', 'cut', 'column', 'less', 'more', 'tr', 'cat']);
/** What stands before a command and does not change what it does to others. */
const WRAPPERS = /^(?:sudo|time|command|timeout)$/;
const EXECS = /^(?:docker|docker-compose|podman|kubectl|oc)$/;
/** Recognised inside a container too: what they do depends on their peer, not on where they are typed. */
const IN_CONTAINERS = new Set(['psql']);
const VALUED = new Set(['-n', '--namespace', '-c', '--container', '-u', '--user', '-w', '--workdir', '--context', '-f', '--file']);

function withoutWrapper(words: string[]): string[] {
  let rest = words;
  while (WRAPPERS.test(rest[0] ?? '')) {
    const [wrapper] = rest;
    let at = 1;
    while (rest[at]?.startsWith('-')) at += wrapper === 'sudo' && /^-[ugh]$/.test(rest[at] ?? '') ? 2 : 1;
    if (wrapper === 'timeout') at++;
    rest = rest.slice(at);
  }
  return rest;
}

/** The command that an `exec` runs inside a container; empty when there is none that can be told. */
function inContainer(words: string[]): string[] {
  const composed = words[0] === 'docker' && words[1] === 'compose' ? ['docker-compose', ...words.slice(2)] : words;
  const exec = composed.indexOf('exec');
  if (!EXECS.test(composed[0] ?? '') || exec === -1) return [];
  const dashes = composed.indexOf('--', exec);
  if (dashes !== -1) return composed.slice(dashes + 1);
  let at = exec + 1;
  while (composed[at]?.startsWith('-')) at += VALUED.has(composed[at] ?? '') ? 2 : 1;
  return composed.slice(at + 1);
}

/** Whether what only sifts would also leave a file behind. */
const leavesFile = ([sift = '', ...args]: string[]) =>
  args.some((arg) => /^(?:-o|--output|-out)/.test(arg) || (sift === 'sort' && /^-[a-z]*o/.test(arg))) ||
  (sift === 'uniq' && args.filter((arg) => !/^-./.test(arg)).length > 1);

/** Programs where a system keeps its own; one of that name elsewhere may be anything. */
const IN_SYSTEM = /^(?:\/(?:usr|opt|bin|sbin)\/[\w./-]*)?[\w.+-]+$/;
/** Ends the input of openssl and says nothing to the server. */
const SAYS_NOTHING = /^(?:echo(?: -n)?(?: Q?)?|printf|true)$/;

/** What a pipe of commands is known to be: the first command counts, when the others only sift what it prints. */
export async function recognisePipe(pipe: SimpleCommand[] | null): Promise<Recognised | Unproven> {
  if (!pipe?.[0]) return unproven('It is more than one plain command; what it does is known only when it runs.');
  const [first, ...sifting] = pipe;
  const isFed = SAYS_NOTHING.test(first.words.join(' ')) && sifting[0]?.words[0] === 'openssl';
  const words = withoutWrapper(isFed ? (sifting.shift()?.words ?? []) : first.words);
  const inner = inContainer(words);
  const [program = '', ...args] = inner.length && IN_CONTAINERS.has(inner[0] ?? '') ? inner : words;
  const name = program.split('/').at(-1) ?? '';
  if (!IN_SYSTEM.test(program) || program.includes('..')) return unproven('It is a program of its own place, which may do anything.');
  const unsifted = sifting.find(({ words: [sift = '', shows = ''] }) => !SIFTS.has(sift) && !(sift === 'openssl' && shows === 'x509'));
  if (unsifted) return unproven(`Its output goes on to ${unmark(unsifted.words[0] ?? '')}, which may do anything with it.`);
  if (sifting.some(({ words: sift }) => leavesFile(sift))) return unproven('Its output is written to a file.');
  const recogniser = Object.hasOwn(RECOGNISERS, name) ? RECOGNISERS[name] : undefined;
  return recogniser ? recogniser(args) : unproven(reasonFor(name));
}
