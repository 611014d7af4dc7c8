/** How the rest of a secret is left out when it does not end where the text so far ends. */
export type Rest = { kind: 'characters'; of: RegExp } | { kind: 'quoted'; quote: string } | { kind: 'line' } | { kind: 'pem' };
/** `from`…`to` is secret; with `rest`, what follows may be too. 'more' means that it depends on what comes. */
export type Match = { from: number; to: number; rest?: Rest };
export type Matcher = (text: string, at: number) => Match | 'more' | undefined;
/** A literal in lower case that starts every secret of this sort, and what decides whether one is there. */
export type Pattern = { literal: string; match: Matcher };

/** What a matcher may hold back while it depends on what comes; a longer run is taken for a secret. */
const LONGEST_HELD = 4_096;

function run(text: string, at: number, of: RegExp): number {
  of.lastIndex = at;
  return of.test(text) ? of.lastIndex : at;
}
const sticky = (characters: string) => new RegExp(`[${characters}]+`, 'y');
const WORD = /[A-Za-z0-9]/;

/** A literal as it is written here, then at least `min` of these characters. */
function token(literal: string, characters: string, min: number, exactly = false): Pattern {
  const of = sticky(characters);
  const match: Matcher = (text, at) => {
    if (!text.startsWith(literal, at) || (at > 0 && WORD.test(text[at - 1] as string))) return;
    const start = at + literal.length;
    const to = run(text, start, of);
    if (to < text.length) return to - start >= min && (!exactly || to - start === min) ? { from: at, to } : undefined;
    if (to - start < min || (exactly && to - start === min)) return 'more';
    return exactly ? undefined : { from: at, to, rest: { kind: 'characters', of } };
  };
  return { literal: literal.toLowerCase(), match };
}

const JWT = sticky('A-Za-z0-9_-');
const JWT_REST = sticky('A-Za-z0-9_.-');
/** Header, payload and signature: three parts, the first of which is JSON and therefore starts with eyJ. */
const jwt: Matcher = (text, at) => {
  if (!text.startsWith('eyJ', at)) return;
  const first = run(text, at, JWT);
  const undecided =
    text.length - at > LONGEST_HELD ? { from: at, to: text.length, rest: { kind: 'characters', of: JWT_REST } as Rest } : ('more' as const);
  if (first === text.length) return undecided;
  if (text[first] !== '.' || first - at < 8) return;
  const second = run(text, first + 1, JWT);
  if (second === text.length) return undecided;
  if (text[second] !== '.' || second - first < 4) return;
  const to = run(text, second + 1, JWT_REST);
  return { from: at, to: Math.max(to, second + 1), ...(to >= text.length ? { rest: { kind: 'characters', of: JWT_REST } as Rest } : {}) };
};

const BEARER = sticky('A-Za-z0-9._~+/=-');
const bearer: Matcher = (text, at) => {
  const start = run(text, at + 'bearer'.length, /[ \t]{1,4}/y);
  const to = run(text, start, BEARER);
  if (to === text.length) return to - start >= 8 ? { from: start, to, rest: { kind: 'characters', of: BEARER } } : 'more';
  return to - start >= 8 ? { from: start, to } : undefined;
};

const USER = /[^\s:/?#@"'<>]*/y;
const PASSWORD = /[^\s/?#@"'<>]+/y;
/** scheme://user:password@host: only the password. */
const inAddress: Matcher = (text, at) => {
  const user = at + '?://'.length;
  const colon = run(text, user, USER);
  if (colon === text.length) return text.length - at > LONGEST_HELD ? undefined : 'more';
  if (text[colon] !== ':') return;
  const to = run(text, colon + 1, PASSWORD);
  if (to === text.length)
    return text.length - at > LONGEST_HELD ? { from: colon + 1, to, rest: { kind: 'characters', of: PASSWORD } } : 'more';
  return text[to] === '@' && to > colon + 1 ? { from: colon + 1, to } : undefined;
};

const SEPARATOR = /\\{0,3}["']?[ \t]{0,8}(?::=|=>|=|:)[ \t]{0,8}/y;
const SEPARATOR_SO_FAR = /(?:\\{0,3}["']?[ \t]{0,8}(?:(?::=?|=>?)[ \t]{0,8})?)$/y;
const UNQUOTED = /[^\s"'&;,)\]}]+/y;
/** Inside a text that is itself quoted: \"value\". */
const ESCAPED_QUOTE = /\\{1,3}["']/y;
const WITHIN_ESCAPED = /[^\\"'\n]+/y;
const LOOKS_RANDOM = /^(?=.*\d).{8,}$/;

/** The value that follows a key: in quotes up to the closing one, else up to a space or a sign that ends it. */
function valueAfter(text: string, start: number, sure: boolean): ReturnType<Matcher> {
  if (start === text.length) return 'more';
  const quote = text[start] as string;
  if (quote === '"' || quote === "'") {
    const end = new RegExp(`(?:\\\\[^\\n]|[^\\\\\\n${quote}])*`, 'y');
    const to = run(text, start + 1, end);
    if (to < text.length && text[to] !== '\\') return to > start + 1 ? { from: start + 1, to } : undefined;
    return to === start + 1 && to === text.length ? 'more' : { from: start + 1, to: text.length, rest: { kind: 'quoted', quote } };
  }
  if (quote === '\\') {
    const from = run(text, start, ESCAPED_QUOTE);
    if (from === text.length || (from === start && text.length - start < 4)) return 'more';
    const to = run(text, from, WITHIN_ESCAPED);
    if (from > start)
      return to === from
        ? undefined
        : { from, to, ...(to === text.length ? { rest: { kind: 'characters', of: WITHIN_ESCAPED } as Rest } : {}) };
  }
  const to = run(text, start, UNQUOTED);
  if (to === start) return;
  if (sure) return { from: start, to, ...(to === text.length ? { rest: { kind: 'characters', of: UNQUOTED } as Rest } : {}) };
  if (to === text.length && to - start < LONGEST_HELD) return 'more';
  return LOOKS_RANDOM.test(text.slice(start, to)) ? { from: start, to } : undefined;
}

/** As long as a key goes on, what it names is not known. */
const IDENTIFIER = /[\w-]{1,40}/y;

/** A key that names a secret, a separator, and the value. After some keys, plain words behind a colon are prose. */
function keyed(literal: string, key: RegExp, prose = false): Pattern {
  const match: Matcher = (text, at) => {
    if (run(text, at, IDENTIFIER) === text.length) return 'more';
    const end = run(text, at, key);
    if (end === at) return;
    const start = run(text, end, SEPARATOR);
    if (start === text.length) return 'more';
    if (start === end) return run(text, end, SEPARATOR_SO_FAR) === text.length ? 'more' : undefined;
    const sign = text.slice(end, start);
    return valueAfter(text, start, !prose || sign.includes('='));
  };
  return { literal, match };
}

/** A header whose whole line is secret. */
function header(literal: string): Pattern {
  const match: Matcher = (text, at) => {
    const end = at + literal.length;
    const start = run(text, end, SEPARATOR);
    if (end === text.length || start === text.length) return 'more';
    if (start === end) return run(text, end, SEPARATOR_SO_FAR) === text.length ? 'more' : undefined;
    if (text[start] === '"' || text[start] === "'") return valueAfter(text, start, true);
    const to = text.indexOf('\n', start);
    if (to === start) return;
    return to < 0 ? { from: start, to: text.length, rest: { kind: 'line' } } : { from: start, to };
  };
  return { literal, match };
}

const PEM_START = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/y;
const pem: Matcher = (text, at) => {
  const to = run(text, at, PEM_START);
  if (to > at) return { from: at, to, rest: { kind: 'pem' } };
  return text.length - at < 80 && !text.slice(at).includes('\n') ? 'more' : undefined;
};

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz0123456789'];
const W = 'A-Za-z0-9';

/** Secrets that are known by their look. Every literal has at least four characters: the search skips by that. */
export const SECRET_PATTERNS: Pattern[] = [
  ...LETTERS.map((letter) => ({ literal: `${letter}://`, match: inAddress })),
  ...LETTERS.map((letter) => ({ literal: `eyj${letter}`, match: jwt })),
  { literal: 'bearer', match: bearer },
  { literal: '-----begin', match: pem },
  header('authorization'),
  header('cookie'),
  keyed('passw', /passw(?:ords?|d|ort)/iy),
  keyed('passphrase', /passphrase/iy),
  keyed('pwd=', /(?:pwd|Pwd)(?==)/y),
  keyed('secret', /secret(?:[_-]?access)?(?:[_-]?key)?(?:[_-]?base)?/iy, true),
  keyed('token', /token/iy, true),
  ...['api_key', 'api-key', 'apikey', 'access_key', 'accesskey', 'private_key', 'privatekey'].map((key) =>
    keyed(key, new RegExp(key, 'iy'), true),
  ),
  ...['AKIA', 'ASIA'].map((prefix) => token(prefix, 'A-Z0-9', 16, true)),
  ...['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'].map((prefix) => token(prefix, W, 20)),
  token('github_pat_', `${W}_`, 20),
  token('glpat-', `${W}_.-`, 16),
  ...['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxs-', 'xapp-'].map((prefix) => token(prefix, `${W}-`, 10)),
  token('hooks.slack.com/services/', `${W}/`, 20),
  ...['sk_live_', 'sk_test_', 'rk_live_', 'rk_test_'].map((prefix) => token(prefix, W, 10)),
  token('whsec_', `${W}+/=_-`, 16),
  ...['sk-proj-', 'sk-svcacct-', 'sk-ant-'].map((prefix) => token(prefix, `${W}_-`, 16)),
  token('AIza', `${W}_-`, 30),
  token('npm_', W, 30),
  token('pypi-', `${W}_-`, 40),
  token('dop_v1_', 'a-f0-9', 40),
  token('AGE-SECRET-KEY-', 'A-Z0-9', 20),
];

/** A key whose text value is secret in JSON. */
export const SECRET_KEY =
  /(?:^|[^a-z]|[a-z](?=[A-Z]))(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|secret[_-]?access[_-]?key|authorization|cookie|set-cookie)$/i;
