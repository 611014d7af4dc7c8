import { expect, test, vi } from 'vitest';

async function cookieAt(publicUrl: string) {
  vi.resetModules();
  Object.assign(process.env, { PUBLIC_URL: publicUrl, SITREP_SECRET: 'a secret for tests, of enough length' });
  const { cookieName, sessionCookie } = await import('./cookie');
  return { name: cookieName('session'), options: sessionCookie() };
}

test('behind https no neighbour and no plain connection can plant or read the session', async () => {
  const { name, options } = await cookieAt('https://console.example');
  expect(name).toMatch(/^__Host-sitrep-session-/);
  expect(options).toEqual({ httpOnly: true, path: '/', secure: true, sameSite: 'lax' });
});

test.each(['', 'http://console.example'])('at %j the browser would drop a secure one', async (publicUrl) => {
  const { name, options } = await cookieAt(publicUrl);
  expect(name).toMatch(/^sitrep-session-/);
  expect(options).toMatchObject({ httpOnly: true, secure: false, sameSite: 'lax' });
});
