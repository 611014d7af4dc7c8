import { createServer as createHttp, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runKind, type TestRequest } from '@/test/run-kind';
import { reach } from '../egress';
import { http } from './http';

const servers: Server[] = [];
async function listen<T extends Server>(server: T): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
afterAll(() => {
  for (const server of servers) {
    server.close();
    (server as { closeAllConnections?: () => void }).closeAllConnections?.();
  }
});

describe('http', () => {
  const seen: (Pick<IncomingMessage, 'method' | 'url' | 'headers'> & { body: string })[] = [];
  let base = '';
  let other = '';
  const answer: RequestListener = (request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      seen.push({ method: request.method, url: request.url, headers: request.headers, body });
      const [, first, second] = (request.url ?? '').split('/');
      if (first === 'status') response.statusCode = Number(second);
      if (first === 'hop') return response.writeHead(302, { location: Number(second) > 0 ? `/hop/${Number(second) - 1}` : '/end' }).end();
      if (first === 'away') return response.writeHead(302, { location: `${other}/stolen` }).end();
      if (first === 'big') return response.end('x'.repeat(400_000));
      if (first === 'never') return undefined;
      if (first === 'cut') return response.writeHead(200, { 'content-length': '100' }).write('part', () => response.destroy());
      return response
        .writeHead(response.statusCode, { 'content-type': 'application/json', 'set-cookie': 'sid=secret', 'x-a': 'b' })
        .end(JSON.stringify({ state: 'up', n: 3 }));
    });
  };
  beforeAll(async () => {
    base = `http://127.0.0.1:${await listen(createHttp(answer))}`;
    other = `http://127.0.0.1:${await listen(createHttp(answer))}`;
  });
  const run = (body: string, request: TestRequest = {}) => {
    seen.length = 0;
    return runKind(http, 'http', body, { ...request, target: { name: 'api', kind: 'http', url: base, ...request.target } });
  };

  it('gives status, headers, body, JSON and timings', async () => {
    const { status, data, stdout } = await run('GET /health?x=1\nAccept: application/json');
    expect(status).toBe('completed');
    expect(data).toMatchObject({ status: 200, json: { state: 'up', n: 3 }, redirects: [], truncated: false, error: null });
    expect(data.headers).toMatchObject({ 'x-a': 'b', 'set-cookie': '[redacted]' });
    expect(Object.keys(data.timings)).toEqual(['dnsMs', 'connectMs', 'tlsMs', 'ttfbMs', 'totalMs']);
    expect(data.timings.totalMs).toBeGreaterThan(0);
    expect(stdout).toContain('200 OK');
    expect(stdout).not.toContain('sid=secret');
    expect(seen[0]).toMatchObject({ method: 'GET', url: '/health?x=1', headers: { accept: 'application/json' } });
  });

  it.each(["o'brien", 'a/../../b', 'x?y=1&z=2#f', 'a b', '%2e%2e', '"<>', '$(id)', '名', 'a\\b', '..;/', '@evil.example/'])(
    'encodes %s in the path',
    async (value) => {
      await run('GET /users/{name}/x?q={name}', { inputs: { name: value } });
      const [requested, query] = (seen[0]?.url ?? '').split('?') as [string, string];
      expect(requested.split('/').map(decodeURIComponent)).toEqual(['', 'users', value, 'x']);
      expect(decodeURIComponent(query.replace('q=', ''))).toBe(value);
    },
  );

  it.each(['..', '.'])('refuses a value that would be a step up: %s', async (value) => {
    expect((await run('GET /users/{name}/x', { inputs: { name: value } })).error?.code).toBe('body');
    expect(seen).toEqual([]);
  });

  it('keeps a value from making headers, and the body from breaking', async () => {
    const injected = await run('GET /\nX-Name: {name}', { inputs: { name: 'a\r\nX-Evil: 1' } });
    expect(injected.error?.code).toBe('body');
    await run('POST /\nContent-Type: application/json\n\n{"name": "{name}", "keep": {"braces": "{x}"}}', {
      inputs: { name: '", "admin": true, "x": "\\' },
      block: { effect: 'mutating' },
    });
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ name: '", "admin": true, "x": "\\', keep: { braces: '{x}' } });
    await run('POST /\nContent-Type: application/x-www-form-urlencoded\n\nname={name}', {
      inputs: { name: 'a&admin=1' },
      block: { effect: 'mutating' },
    });
    expect(seen[0]?.body).toBe('name=a%26admin%3D1');
  });

  it('sends the credential where the block says so, and nowhere else', async () => {
    await run('GET /\nAuthorization: Bearer {credential}\nX-Name: {name}', {
      target: { credential: 'tok-123' },
      inputs: { name: '{credential}' },
    });
    expect(seen[0]?.headers).toMatchObject({ authorization: 'Bearer tok-123', 'x-name': '{credential}' });
    expect((await run('GET /\nAuthorization: Bearer {credential}')).error?.message).toContain('no credential');
    await run('GET /{credential}', { target: { credential: 'tok-123' } });
    expect(JSON.stringify(seen)).not.toContain('tok-123');
  });

  it.each([
    'POST /',
    'DELETE /x',
    'PUT /x',
    'TRACE /',
    'CONNECT a:1',
    'get /',
    'GET',
    'GET health',
    'GET //evil.example/',
    'GET http://evil.example/',
    'GET /a/../../b',
    'GET /\nHost: evil',
    'GET /\nX-HTTP-Method-Override: DELETE',
    'GET /\nX-Method: PUT',
    'GET /\nX_HTTP_Method_Override: DELETE',
    'GET /\nno header',
    '',
  ])('refuses %j in a diagnostic', async (body) => {
    expect((await run(body)).error?.code).toBe('body');
    expect(seen).toEqual([]);
  });

  it('may send another verb when it says why that reads, or in a change', async () => {
    expect((await run('POST /search', { block: { reads: 'a search sent as a body' } })).data.status).toBe(200);
    expect((await run('DELETE /x', { block: { effect: 'mutating' } })).data.status).toBe(200);
  });

  it('follows redirects on the same origin only, at most five', async () => {
    expect((await run('GET /hop/2')).data).toMatchObject({ status: 200, redirects: ['/hop/1', '/hop/0', '/end'] });
    expect((await run('GET /hop/9')).data).toMatchObject({ status: 302, redirects: ['/hop/8', '/hop/7', '/hop/6', '/hop/5', '/hop/4'] });
    expect((await run('GET /away', { target: { egress: [new URL(other).host] } })).data.status).toBe(302);
    expect(seen.map(({ url }) => url)).toEqual(['/away']);
  });

  it('cuts a long answer', async () => {
    const { data } = await run('GET /big');
    expect(data).toMatchObject({ status: 200, truncated: true });
    expect((data.body as string).length).toBe(256 * 1024);
  });

  it('gives failure as data', async () => {
    expect((await run('GET /', { target: { url: 'http://127.0.0.1:1' } })).data).toMatchObject({
      status: 0,
      error: { code: 'refused' },
      json: null,
    });
    expect((await run('GET /', { target: { url: 'http://no-such-host.invalid' } })).data).toMatchObject({
      status: 0,
      error: { code: 'dns' },
    });
    expect((await run('GET /cut')).data).toMatchObject({ status: 0, error: { code: 'reset' } });
    expect((await run('GET /', { target: { url: base.replace('http', 'https') } })).data).toMatchObject({
      status: 0,
      error: { code: 'tls' },
    });
    expect((await run('GET /', { target: { url: undefined } })).error?.code).toBe('body');
  });

  it('does not reach the address at which clouds hand out credentials, whatever name leads there', async () => {
    expect((await run('GET /latest/meta-data', { target: { url: 'http://localhost:80', egress: [] } })).data.error).not.toBeNull();
    const target = { name: 'api', url: 'http://127.0.0.1:80', egress: [] };
    expect(await reach(target, { host: '169.254.169.254', port: 80 }, new AbortController().signal)).toMatchObject({
      error: { code: 'egress' },
    });
    expect(await reach(target, { host: '127.0.0.1', port: 81 }, new AbortController().signal)).toMatchObject({ error: { code: 'egress' } });
  });

  it('is told to stop', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    expect((await run('GET /never', { signal: stop.signal })).error?.code).toBe('aborted');
  });
});
