import { describe, expect, it } from 'vitest';
import { allowedEndpoints, reach, readEndpoint, targetEndpoint } from './egress';

const signal = new AbortController().signal;
const target = (url: string | undefined, ...egress: string[]) => ({ name: 'here', url, egress });

describe('egress', () => {
  it.each([
    ['db:5432', { host: 'db', port: 5432 }],
    ['DB.Example.:5432', { host: 'db.example', port: 5432 }],
    ['[::1]:80', { host: '::1', port: 80 }],
    ['10.0.0.1:443', { host: '10.0.0.1', port: 443 }],
    ['db', undefined],
    ['db:0', undefined],
    ['db:70000', undefined],
    ['-v:80', undefined],
    ['a b:80', undefined],
    ['user@db:80', undefined],
    ['db:80/x', undefined],
  ])('reads %s', (text, expected) => {
    expect(readEndpoint(text)).toEqual(expected);
  });

  it.each([
    ['postgresql://db/app', { host: 'db', port: 5432 }],
    ['https://Example.org/x', { host: 'example.org', port: 443 }],
    ['http://[::1]:8080', { host: '::1', port: 8080 }],
    ['cache:6379', { host: 'cache', port: 6379 }],
    [undefined, undefined],
    ['nonsense', undefined],
  ])('the endpoint of %s', (url, expected) => {
    expect(targetEndpoint({ url })).toEqual(expected);
  });

  it('allows what is listed, by name and port, and nothing else', async () => {
    const listed = target('http://127.0.0.1:80', 'localhost:81');
    expect(allowedEndpoints(listed)).toHaveLength(2);
    expect(await reach(listed, { host: '127.0.0.1', port: 80 }, signal)).toMatchObject({
      addresses: [{ address: '127.0.0.1', family: 4 }],
    });
    expect(await reach(listed, { host: 'LOCALHOST', port: 81 }, signal)).toHaveProperty('addresses');
    for (const endpoint of [
      { host: 'localhost', port: 80 },
      { host: '127.0.0.1', port: 81 },
      { host: '127.0.0.2', port: 80 },
      { host: '2130706433', port: 80 },
    ])
      expect(await reach(listed, endpoint, signal)).toMatchObject({ error: { code: 'egress' } });
  });

  it('refuses a link-local address unless it is listed as such', async () => {
    expect(await reach(target(undefined, '169.254.169.254:80'), { host: '169.254.169.254', port: 80 }, signal)).toHaveProperty('addresses');
    expect(await reach(target('http://10.0.0.1'), { host: '169.254.169.254', port: 80 }, signal)).toMatchObject({
      error: { code: 'egress' },
    });
  });

  it('gives a name that leads nowhere as an error', async () => {
    expect(await reach(target('http://no-such-host.invalid'), { host: 'no-such-host.invalid', port: 80 }, signal)).toMatchObject({
      error: { code: 'dns' },
    });
  });
});
