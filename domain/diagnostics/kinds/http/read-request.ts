import { fillIn } from '../../fill-in';
import type { RunnerRequest } from '../../schema';

export type HttpRequest = { method: string; url: URL; headers: Record<string, string>; body: string | undefined };

const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];
const SAFE = ['GET', 'HEAD'];
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// These decide where a request goes or where it ends; they are ours to set.
const OURS = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'upgrade',
  'expect',
  'te',
  'trailer',
  'keep-alive',
  'proxy-connection',
]);

// Servers take the verb that these name for the one that was sent; to some, _ and - are one.
const OTHER_VERB = /^x[-_](?:http[-_])?method(?:[-_]override)?$/;

type Read = HttpRequest | { problem: string };

function readUrl(text: string, base: string | undefined, name: string): URL | { problem: string } {
  if (!base || !/^https?:\/\//.test(base))
    return { problem: `the target ${name} has no http:// or https:// address; add "url" to it in targets.yaml` };
  if (!text.startsWith('/') || text.startsWith('//')) return { problem: `the path must start with one /: "${text}"` };
  // No encoding takes the meaning from a segment of dots, so a value that makes one would be a step up.
  if (
    text
      .replace(/[?#].*$/, '')
      .split('/')
      .some((segment) => /^(\.|%2e){1,2}$/i.test(segment))
  )
    return { problem: `the path holds a step up: "${text}"` };
  const origin = new URL(base);
  const prefix = origin.pathname.replace(/\/$/, '');
  const url = URL.canParse(prefix + text, origin) ? new URL(prefix + text, origin) : undefined;
  if (!url || url.origin !== origin.origin || !`${url.pathname}/`.startsWith(`${prefix}/`))
    return { problem: `the path leaves the target: "${text}"` };
  url.hash = '';
  return url;
}

const encodePart = (value: string) =>
  encodeURIComponent(value).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

function bodyEncoder(type: string, body: string): (value: string) => string {
  if (/json/i.test(type) || (!type && /^\s*[[{]/.test(body))) return (value) => JSON.stringify(value).slice(1, -1);
  return /x-www-form-urlencoded/i.test(type) ? encodePart : (value) => value;
}

function readHeaders(
  lines: string[],
  fill: (text: string) => string,
  credential: string | undefined,
): { headers: Record<string, string> } | { problem: string } {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon < 1 || !HEADER_NAME.test(name)) return { problem: `"${line}" is not a header` };
    if (OURS.has(name)) return { problem: `the header ${name} cannot be set` };
    if (OTHER_VERB.test(name)) return { problem: `the header ${name} would make another verb of it: write that verb in the first line` };
    const template = line.slice(colon + 1).trim();
    if (template.includes('{credential}') && credential === undefined)
      return { problem: 'the target has no credential for this; add "read" or "write" to it in targets.yaml' };
    // The value of an input is never searched for {credential}.
    const value = template
      .split('{credential}')
      .map(fill)
      .join(credential ?? '');
    if (/[^\t\x20-\x7e\x80-\xff]/.test(value))
      return { problem: `the header ${name} would hold a line break or a character that headers cannot carry` };
    headers[name] = value;
  }
  return { headers };
}

/**
 * Reads `GET /path`, headers, an empty line and a body, and fills in the inputs: percent-encoded in the path, checked in headers, escaped in
 * JSON and form bodies. `{credential}` in a header is the target's. Verbs other than GET and HEAD need a remediation or `reads`.
 */
export function readRequest({ block, target, inputs }: Pick<RunnerRequest, 'block' | 'target' | 'inputs'>): Read {
  const text = block.body.replaceAll('\r\n', '\n').replace(/^\s*\n/, '');
  const [head = '', ...rest] = text.split(/\n[ \t]*\n/);
  const [first = '', ...headerLines] = head
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const line = /^([A-Z]+)\s+(\S.*?)(?:\s+HTTP\/\d(?:\.\d)?)?$/.exec(first);
  const method = line?.[1] ?? '';
  if (!line?.[2] || !METHODS.includes(method))
    return { problem: `the first line must be a verb and a path, such as GET /health: "${first}"` };
  if (!SAFE.includes(method) && block.effect === 'read' && !block.reads)
    return { problem: `${method} may change something; use a <Remediation>, or say in "reads" why it only reads` };
  const known = [...block.inputs.map(({ name }) => name), ...block.needs];
  const fill = (encode: (value: string) => string) => (part: string) => fillIn(part, inputs, known, encode);
  const url = readUrl(fill(encodePart)(line[2]), target.url, target.name);
  if ('problem' in url) return url;
  const read = readHeaders(
    headerLines,
    fill((value) => value),
    target.credential,
  );
  if ('problem' in read) return read;
  const rawBody = rest.join('\n\n').replace(/\n+$/, '');
  const body = rawBody ? fill(bodyEncoder(read.headers['content-type'] ?? '', rawBody))(rawBody) : undefined;
  return { method, url, headers: read.headers, body };
}
