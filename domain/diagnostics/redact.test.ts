import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor, redactText, redactValue } from './redact';
import { exactForms } from './redact/exact-forms';

/** Pushes a text in pieces of the given sizes, round and round. */
function inPieces(text: string, sizes: number[], exact: string[]): string {
  const redactor = createRedactor({ exact });
  let out = '';
  for (let at = 0, turn = 0; at < text.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    out += redactor.push(text.slice(at, at + size));
    at += size;
  }
  return out + redactor.flush();
}

const AWS = 'AKIA' + 'IOSFODNN7EXAMPLE';
const JWT = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0', 'dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U'].join('.');
const PEM = ['-----BEGIN RSA PRIVATE KEY-----', 'MIIEpAIBAAKCAQEA7bq', 'zzzzzzzzzzzzzzzzzzz', '-----END RSA PRIVATE KEY-----'].join('\n');

// The secret part, and the text around it.
const KNOWN: [name: string, secret: string, text: (secret: string) => string][] = [
  ['bearer token', 'abcDEF123.456-xyz', (s) => `curl -H "X: Bearer ${s}" done\n`],
  ['authorization header', 'Basic dXNlcjpwYXNz', (s) => `> Authorization: ${s}\n> Accept: */*\n`],
  ['authorization in JSON', 'Token abc def', (s) => `{"authorization": "${s}", "x": 1}\n`],
  ['cookie', 'sid=abc123; theme=dark', (s) => `< Set-Cookie: ${s}\n`],
  ['JWT', JWT, (s) => `token is ${s} and so on\n`],
  ['AWS key', AWS, (s) => `key ${s}\n`],
  ['private key', PEM.split('\n')[1] as string, () => `before\n${PEM}\nafter\n`],
  ['password=', 'hunter2', (s) => `host=db password=${s} user=x\n`],
  ['PGPASSWORD', 'hunter2', (s) => `PGPASSWORD=${s} psql\n`],
  ['password in JSON', 'hun"ter\\2', (s) => `{"password": ${JSON.stringify(s)}, "user": "x"}\n`],
  ['password in quoted JSON', 'hunter2', (s) => `"{\\"password\\":\\"${s}\\",\\"user\\":\\"x\\"}"\n`],
  ['password in yaml', 'hunter2', (s) => `db:\n  password: ${s}\n  user: x\n`],
  ['connection string', 'hunter2', (s) => `Server=db;Uid=x;Pwd=${s};Port=1\n`],
  ['address', 'p%40ss:word', (s) => `postgres://user:${s}@db:5432/app\n`],
  ['redis address', 'hunter2', (s) => `redis://:${s}@cache/0\n`],
  ['api key', 'a1b2c3d4e5', (s) => `api_key = ${s}\n`],
  ['X-Api-Key', 'a1b2c3d4e5', (s) => `X-Api-Key: ${s}\n`],
  ['client secret', 'a1b2c3d4e5', (s) => `client_secret: '${s}'\n`],
  ['AWS secret', 'wJalrXUtnFEMI/K7MDENG+bPxRfiCY', (s) => `aws_secret_access_key=${s}\n`],
  ['GitHub', `ghp_${'a1B2'.repeat(9)}`, (s) => `remote: ${s}\n`],
  ['Slack', `xoxb-${'1234567890-abc'}`, (s) => `say ${s} now\n`],
  ['Stripe', `sk_live_${'abc123DEF456'}`, (s) => `charge with ${s}\n`],
];

describe('redactText', () => {
  it.each(KNOWN)('%s', (_, secret, text) => {
    const redacted = redactText(text(secret), []);
    expect(redacted).not.toContain(secret.includes('"') ? 'ter' : secret);
    expect(redacted).toContain('[redacted]');
  });

  it.each([
    'Connection refused: is the server running on host "db" and accepting TCP/IP connections on port 5432?',
    'unexpected token: identifier; token expired; invalid token "foo"',
    'PWD=/scratch OLDPWD=/tmp PASSWORD_FILE=/run/secrets/db',
    'GET https://example.org:8443/a/b?x=1@2 http://localhost:3000/',
    'the secret of a good bearer is basic honesty',
    'password_changed_at: 2026-11-21, tokens: 5, token_type: x',
    'task-1 risk_level sk_test eyJust a word ghp_short AKIA123',
    'ERROR:  relation "passwords" does not exist at character 15',
  ])('leaves alone: %s', (text) => {
    expect(redactText(`${text}\n`, [])).toBe(`${text}\n`);
  });

  it('keeps what stands around', () => {
    expect(redactText('postgres://user:hunter2@db/app password="x y" z\n', [])).toBe(
      'postgres://user:[redacted]@db/app password="[redacted]" z\n',
    );
    expect(redactText(`before\n${PEM}\nafter\n`, [])).toBe('before\n[redacted]\nafter\n');
    expect(redactText('Authorization: Basic abc\nAccept: */*\n', [])).toBe('Authorization: [redacted]\nAccept: */*\n');
  });

  it('finds exact values in every form, at any offset of a base64 text', () => {
    const secret = `p@ss/w"ör'd+1 <&>`;
    for (const form of exactForms(secret)) expect(redactText(`a ${form} b`, [secret])).toBe('a [redacted] b');
    for (const before of ['', 'a', 'ab', 'user:']) {
      const text = Buffer.from(`${before}${secret} and more`).toString('base64');
      expect(redactText(text, [secret])).toContain('[redacted]');
    }
  });

  it('leaves out all of overlapping values', () => {
    expect(redactText('x abcabcab y', ['abcab'])).toBe('x [redacted] y');
    expect(inPieces('x abcabcab y', [1], ['abcab'])).toBe('x [redacted] y');
    expect(inPieces('x abcdef y', [5, 1], ['abc', 'abcdef'])).toBe('x [redacted] y');
    expect(inPieces('password=abc;def x', [12, 1], ['abc;def'])).toBe('password=[redacted] x');
  });

  it('covers a known value that was cut off at the end', () => {
    expect(redactText('the key is 0123456789', ['0123456789abcdef'])).toBe('the key is [redacted]');
  });
});

describe('createRedactor', () => {
  const plain = fc.string({ unit: fc.constantFrom(...'etaoin shrdlu\n\t0123456789.:/-_=é名"\'{}'), maxLength: 80 });
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });

  it('lets no exact value through, however it is cut', () => {
    const secret = fc
      .string({ unit: fc.constantFrom(...'abcABC019+/=@:%"\'\\ é€'), minLength: 3, maxLength: 24 })
      .filter((text) => text.trim().length >= 3);
    fc.assert(
      fc.property(
        fc.array(fc.oneof(plain, fc.constant(0)), { minLength: 1, maxLength: 8 }),
        fc.array(secret, { minLength: 1, maxLength: 3 }),
        fc.nat(),
        sizes,
        (parts, secrets, pick, cuts) => {
          const forms = secrets.flatMap(exactForms);
          const text = parts.map((part, index) => (part === 0 ? forms[(pick + index * 7) % forms.length] : part)).join('');
          const out = inPieces(text, cuts, secrets).replaceAll('[redacted]', '\u0001');
          for (const form of forms) expect(out).not.toContain(form);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keeps an exact value whole in which an address seems to begin', () => {
    const text = '\\u00e9://\\\\aaaa';
    expect(inPieces(text, [1], ['é://\\aaaa'])).toBe('[redacted]');
  });

  it('lets no known kind of secret through, however it is cut', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KNOWN), sizes, plain, ([, secret, text], cuts, before) => {
        const whole = `${before}\n${text(secret)}`;
        expect(inPieces(whole, cuts, [])).not.toContain(secret.includes('"') ? 'ter' : secret);
      }),
      { numRuns: 500 },
    );
  });

  it('gives the same however it is cut', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KNOWN), sizes, ([, secret, text], cuts) => {
        expect(inPieces(text(secret), cuts, [])).toBe(redactText(text(secret), []));
      }),
      { numRuns: 300 },
    );
  });

  it('passes text without secrets unchanged, however it is cut', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'etaoin shrdlu\n\t0123456789.,-_é名{}[]()'), maxLength: 200 }),
        sizes,
        (text, cuts) => {
          expect(inPieces(text, cuts, ['Q!zz#9'])).toBe(text);
        },
      ),
    );
  });

  it('gives a finished line at once', () => {
    const redactor = createRedactor({ exact: ['s3cret-value'] });
    for (const line of ['progress 10%\n', 'tokens\n', 'pass\n', 'password=\n', 'https://\n', 's3cret\n', 'AKIA\n', 'bearer\n'])
      expect(redactor.push(line)).toBe(line);
  });

  it('holds back the start of a value only', () => {
    const redactor = createRedactor({ exact: ['s3cret-value'] });
    expect(redactor.push('a line s3cret-va')).toBe('a line ');
    expect(redactor.push('lue.\n')).toBe('[redacted].\n');
    expect(redactor.push('s3cret-va')).toBe('');
    expect(redactor.push('nish\n')).toBe('s3cret-vanish\n');
    expect(redactor.flush()).toBe('');
  });

  it('sees through colours, and keeps them', () => {
    expect(redactText('a \x1b[1ms3cr\x1b[0met-value\x1b[32m b\x1b[0m\n', ['s3cret-value'])).toBe(
      'a \x1b[1m[redacted]\x1b[0m\x1b[32m b\x1b[0m\n',
    );
    expect(redactText('\x1b[31mpassword\x1b[0m=hunter2\n', [])).toBe('\x1b[31mpassword\x1b[0m=[redacted]\n');
    const text = '\x1b[1mx\x1b[0m y\x1b[32mz\n\x1b[0m';
    for (const size of [1, 2, 3, 100]) {
      const redactor = createRedactor({ exact: ['none'] });
      // Colours come whole: the sanitizer before it sees to that.
      const pieces = text.match(new RegExp(`(?:\\x1b\\[\\d+m|[^]){1,${size}}`, 'g')) ?? [];
      expect(pieces.map((piece) => redactor.push(piece)).join('') + redactor.flush()).toBe(text);
    }
  });

  it('withholds everything when it fails', () => {
    const redactor = createRedactor({ exact: ['s3cret-value'] });
    const broken = {
      includes: () => {
        throw new Error('broken');
      },
    } as unknown as string;
    expect(redactor.push(broken)).toContain('withheld');
    expect(redactor.push('s3cret-value and more')).toBe('');
  });
});

describe('redactValue', () => {
  it('redacts texts, keys, numbers and what stands under a telling key', () => {
    const value = {
      a: ['x s3cret y', 4711, 42, null, true],
      s3cret: 1,
      password: 'anything',
      user_token: 'abc',
      accessToken: 'abc',
      tokens: 5,
      token_count: 'many',
      nested: { Authorization: 'x' },
    };
    expect(redactValue(value, ['s3cret', '4711'])).toEqual({
      a: ['x [redacted] y', '[redacted]', 42, null, true],
      '[redacted]': 1,
      password: '[redacted]',
      user_token: '[redacted]',
      accessToken: '[redacted]',
      tokens: 5,
      token_count: 'many',
      nested: { Authorization: '[redacted]' },
    });
  });
});
