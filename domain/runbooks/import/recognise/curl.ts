import { SECRET_HEADER, SECRET_PARAMETER } from '../../rules/secrets';
import { hasMark, isVariable, MARK, markVariable } from '../shell/marks';
import { isAction, isMessage, isOfMachine, namesAction, runsProgram } from './http-actions';
import { type Peer, type Recognised, readOptions, type Unproven, unproven } from './recognised';

const OPTIONS = {
  flags: 'sSfvikILgN4G',
  valued: 'XHdomwAu',
  long: (
    'silent show-error fail verbose include insecure head location compressed get http1.1 http2 ipv4 fail-with-body ' + 'no-progress-meter'
  ).split(' '),
  longValued: 'request header data data-raw data-binary json output max-time connect-timeout write-out user-agent retry url user'.split(
    ' ',
  ),
};
/** Methods that change something by their definition, and whether it can be taken back. */
const CHANGES: Record<string, 'mutating' | 'destructive'> = { POST: 'mutating', PUT: 'mutating', PATCH: 'mutating', DELETE: 'destructive' };
const HOP_HEADERS = /^(?:host|content-length|connection|transfer-encoding|accept-encoding)\s*:/i;

type Address = { peer: Peer; path: string };

/** `YOUR_TOKEN` in a header or an address is a value to fill in. */
const withExamples = (text: string) => text.replace(/\b(?:YOUR|MY)_?([A-Z][A-Z_]*)\b/g, (_, name: string) => markVariable(name));

function addressOf(written: string): Address | Unproven {
  const url = withExamples(written).replace(/\{([A-Za-z][\w-]{0,60})\}/g, (_, name: string) => markVariable(name.replaceAll('-', '_')));
  if (/[[\]{}\s]/.test(url)) return unproven('curl would make several requests of this address.');
  const whole = new RegExp(MARK.source).exec(url);
  if (whole?.index === 0 && isVariable(whole[1] ?? '')) {
    const path = url.slice(whole[0].length).replace(/#.*$/, '');
    return /^(?:[/?]|$)/.test(path)
      ? { peer: { kind: 'http', called: whole[2] ?? '' }, path: path.startsWith('/') ? path : `/${path}` }
      : unproven('Its address is put together by the shell.');
  }
  const [, scheme = 'http', authority = '', rest = ''] = /^(?:(https?):\/\/)?([^/?#]+)([^#]*)/i.exec(url) ?? [];
  if (!authority || url.startsWith('/')) return unproven('Its address has no host.');
  if (authority.includes('@')) return unproven('Its address holds a user.');
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  if (hasMark(authority)) {
    const [, , called = ''] = new RegExp(MARK.source).exec(authority) ?? [];
    return { peer: { kind: 'http', called }, path };
  }
  if (!/^(?:\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)(?::\d{1,5})?$/i.test(authority))
    return unproven('Its address is none that can be read.');
  return { peer: { kind: 'http', url: `${scheme.toLowerCase()}://${authority}` }, path };
}

const marksIn = (text: string) => [...text.matchAll(MARK)].map((match) => match[2] ?? '');

function methodOf(options: Map<string, string[]>, hasBody: boolean): string {
  const given = (options.get('X') ?? options.get('request'))?.at(-1);
  if (given) return given.toUpperCase();
  if (options.has('I') || options.has('head')) return 'HEAD';
  return hasBody ? 'POST' : 'GET';
}

function bodyOf(options: Map<string, string[]>): string[] {
  return ['d', 'data', 'data-raw', 'data-binary', 'json'].flatMap((name) => options.get(name) ?? []);
}

function requestOf(method: string, { peer, path }: Address, headers: string[], data: string[]): Recognised | Unproven {
  const effect = Object.hasOwn(CHANGES, method) ? CHANGES[method] : undefined;
  if (!effect && method !== 'GET' && method !== 'HEAD') return unproven(`Nothing here knows what the method ${method} does.`);
  if (!effect && data.length) return unproven('A GET with a body is no plain GET.');
  if (/\{[a-z][a-z0-9_]*\}/.test(data.join('&'))) return unproven('Its body holds braces that would be taken for values.');
  if (!effect && isOfMachine(peer.url))
    return unproven('It shows what only the machine that it is typed on may know, credentials among it.');
  if (!effect && runsProgram(path)) return unproven('Its path is a program on the server, which may do anything.');
  if (!effect && (namesAction(path.replace(MARK, '')) || marksIn(path).some(isAction) || isMessage(peer.url)))
    return unproven('It is a GET, but its path names an action.');
  const body = [`${method} ${path}`, ...headers, ...(data.length ? ['', data.join('&')] : [])].join('\n');
  const base = { kind: 'http' as const, body, peer, ok: 'status >= 200 && status < 400' };
  if (effect) return { ...base, effect, why: `${method} changes something on the server (RFC 9110, 9.3).` };
  return { ...base, effect: 'read', why: `${method} is a safe method (RFC 9110, 9.2.1), its path names no action, and it sends no body.` };
}

/** A plain curl as a request of the kind http. What it would write, upload, or read from files is not plain. */
export function recogniseCurl(args: string[]): Recognised | Unproven {
  const read = readOptions(args, OPTIONS);
  if ('unknown' in read) return unproven(`What curl does with ${read.unknown.slice(0, 40)} is not known here.`);
  const { options, rest } = read;
  const urls = [...rest, ...(options.get('url') ?? [])];
  if (urls.length !== 1) return unproven('It is not one request to one address.');
  if (options.has('G') || options.has('get')) return unproven('Its query is put together by curl.');
  if (options.has('u') || options.has('user')) return unproven('It hands over a password as an argument.');
  const output = [...(options.get('o') ?? []), ...(options.get('output') ?? [])];
  if (output.some((file) => file !== '/dev/null' && file !== '-')) return unproven('It writes a file.');
  const data = bodyOf(options);
  if (data.some((each) => each.startsWith('@'))) return unproven('It sends a file.');
  const headers = [...(options.get('H') ?? []), ...(options.get('header') ?? [])].map(withExamples);
  if (headers.some((header) => header.startsWith('@') || !/^[\w-]+\s*:/.test(header) || /\n/.test(header)))
    return unproven('A header of it cannot be read.');
  if (headers.some((header) => SECRET_HEADER.test(header) && !hasMark(header))) return unproven('It holds a secret.');
  if (headers.some((header) => /^x-(?:http-)?method(?:-override)?\s*:/i.test(header))) return unproven('A header changes its method.');
  if (options.has('json')) headers.push('Content-Type: application/json');
  const address = addressOf(urls[0] ?? '');
  const [, secret = ''] = SECRET_PARAMETER.exec(urls[0] ?? '') ?? [];
  if (secret && !hasMark(withExamples(secret))) return unproven('It holds a secret.');
  if ('unproven' in address) return address;
  return requestOf(
    methodOf(options, data.length > 0),
    address,
    headers.filter((header) => !HOP_HEADERS.test(header)),
    data,
  );
}
