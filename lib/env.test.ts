import { expect, test } from 'vitest';
import { EnvError, parseEnv } from './env';

function refusal(settings: Record<string, string>): string[] {
  try {
    parseEnv(settings);
  } catch (error) {
    if (error instanceof EnvError) return error.lines;
    throw error;
  }
  return [];
}

test('nothing set gives the defaults, with absolute paths; blank counts as unset', () => {
  const env = parseEnv({ PORT: '', LAB: '' });
  expect(env).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', LAB: 'on', DATA_DIR: `${process.cwd()}/.data` });
});

test.each([
  [{ PORT: 'abc' }, 'PORT must be a number from 1 to 65535'],
  [{ PORT: '0' }, 'PORT must be a number from 1 to 65535'],
  [{ PORT: '70000' }, 'PORT must be a number from 1 to 65535'],
  [{ LAB: 'maybe' }, 'LAB must be on or off'],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must start with postgresql://'],
  [{ SITREP_SECRET: 'short' }, 'SITREP_SECRET must have at least 32 characters'],
  [{ SITREP_BOOTSTRAP_TOKEN: 'short' }, 'SITREP_BOOTSTRAP_TOKEN must have at least 16 characters'],
  [{ PUBLIC_URL: 'ftp://x' }, 'PUBLIC_URL must be an http(s) address'],
  [{ SMTP_URL: 'mail.example.com' }, 'SMTP_URL must start with smtp:// or smtps://'],
  [{ MAIL_FROM: 'a@example.com\r\nBcc: b@example.com' }, 'MAIL_FROM must be one address, such as Sitrep <sitrep@example.com>'],
  [{ MAIL_FROM: 'Sitrep' }, 'MAIL_FROM must be one address, such as Sitrep <sitrep@example.com>'],
  [{ SITREP_ADMIN_EMAIL: 'ada@example.com' }, 'SITREP_ADMIN_PASSWORD must be set together with SITREP_ADMIN_EMAIL'],
  [
    { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'x' },
    'OIDC_CLIENT_SECRET must be set together with OIDC_ISSUER and OIDC_CLIENT_ID',
  ],
])('%o is refused in words', (settings, line) => {
  expect(refusal(settings as Record<string, string>)).toEqual([line]);
});

test('every bad variable is named', () => {
  expect(refusal({ PORT: 'x', LAB: 'x' })).toHaveLength(2);
});
