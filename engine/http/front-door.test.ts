import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import Fastify from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

type Seen = { method: string; url: string; headers: IncomingHttpHeaders; body: string };
let pages: Server;
let seen: Seen[] = [];
let close: () => Promise<unknown> = async () => {};
let port = 0;

beforeAll(async () => {
  pages = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
    response.writeHead(200, { connection: 'close' }).end('page');
  });
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
});
afterAll(() => pages.close());
afterEach(() => close());

/** A front door with this PUBLIC_URL before what stands for the web process. */
async function open(publicUrl: string): Promise<void> {
  seen = [];
  vi.resetModules();
  process.env.PUBLIC_URL = publicUrl;
  const { registerFrontDoor, registerGuards } = await import('./front-door');
  const { replyWithError } = await import('./errors');
  const app = Fastify({ logger: false, forceCloseConnections: true });
  app.setErrorHandler((error, request, reply) => replyWithError(error, request, reply));
  registerGuards(app);
  registerFrontDoor(app, { origin: `http://127.0.0.1:${(pages.address() as AddressInfo).port}` });
  await app.listen({ port: 0, host: '127.0.0.1' });
  port = (app.server.address() as AddressInfo).port;
  close = () => app.close();
}

/** Sends a request as it is written, and gives the status of the answer. */
function send(head: string, body = ''): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${head.replaceAll('\n', '\r\n')}\r\nConnection: close\r\n\r\n${body}`));
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => resolve({ status: Number(text.split(' ')[1]), text }));
    socket.on('error', reject);
  });
}

const BOUNDARY = '----WebKitFormBoundaryABCDEFGHIJKLMNOP';
const part = (name: string, value: string) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const form = (body: string, type = `multipart/form-data; boundary=${BOUNDARY}`) =>
  send(
    `POST /sign-in HTTP/1.1\nHost: console.example\nOrigin: https://console.example\nContent-Type: ${type}\nContent-Length: ${Buffer.byteLength(body)}`,
    body,
  );

describe('behind https', () => {
  beforeEach(() => open('https://console.example'));

  test.each([
    ['nothing', ''],
    ['no end', part('a', 'x')],
    ['no parts', 'hello'],
    ['a part without a name', `--${BOUNDARY}\r\nnonsense\r\n\r\nx\r\n--${BOUNDARY}--\r\n`],
  ])('a form with %s is refused before any page sees it', async (_what, body) => {
    const { status, text } = await form(body);
    expect(status).toBe(400);
    expect(text).toContain('Reload the page and send it again.');
    expect(seen).toEqual([]);
  });

  test('a form that does not say where its parts end is refused, one that is too large as well', async () => {
    expect((await form(part('a', 'x'), 'multipart/form-data')).status).toBe(400);
    expect((await form(`${part('a', 'x'.repeat(1_100_000))}--${BOUNDARY}--\r\n`)).status).toBe(413);
    expect(seen).toEqual([]);
  });

  test('what only says that it is a form, and brings none, is passed on', async () => {
    const { status } = await send('GET /sign-in HTTP/1.1\nHost: console.example\nContent-Type: multipart/form-data; boundary=x');
    expect(status).toBe(200);
  });

  test('a whole form arrives as it was sent', async () => {
    const body = `${part('$ACTION_ID_1', '')}${part('email', 'ä@b.org')}--${BOUNDARY}--\r\n`;
    expect((await form(body)).status).toBe(200);
    expect(seen).toMatchObject([
      { method: 'POST', url: '/sign-in', body, headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` } },
    ]);
  });

  test.each([
    undefined,
    'null',
    'https://evil.example',
    'https://sub.console.example',
    'https://console.example.evil.example',
    'https://console.example:8443',
    'http://console.example',
    'console.example',
  ])('a write from the origin %s is refused', async (origin) => {
    const { status } = await send(
      `POST / HTTP/1.1\nHost: console.example\nNext-Action: 1\nContent-Length: 0${origin === undefined ? '' : `\nOrigin: ${origin}`}`,
    );
    expect(status).toBe(403);
    expect(seen).toEqual([]);
  });

  test('what a client says of hosts, addresses and policies does not reach the pages', async () => {
    await send(
      `GET /x?y=1 HTTP/1.1\nHost: evil.example\nX-Forwarded-Host: evil.example\nX-Forwarded-For: 10.9.9.9\nForwarded: host=evil.example
X-Middleware-Subrequest: middleware\nX-Sitrep-Path: //evil.example\nContent-Security-Policy: script-src *`,
    );
    expect(JSON.stringify(seen)).not.toMatch(/evil|10\.9\.9\.9|subrequest|script-src \*/);
    expect(seen).toMatchObject([
      {
        headers: {
          host: 'console.example',
          'x-forwarded-host': 'console.example',
          'x-forwarded-proto': 'https',
          'x-sitrep-path': '/x?y=1',
        },
      },
    ]);
  });

  test('every page says that it may not be framed, nor read by others', async () => {
    const { text } = await send('GET / HTTP/1.1\nHost: console.example');
    expect(text).toMatch(/frame-ancestors 'none'/);
    expect(text).toMatch(/x-frame-options: DENY/i);
    expect(text).toMatch(/cross-origin-resource-policy: same-origin/i);
  });

  test.each(['http://169.254.169.254/latest', 'http://127.0.0.1:1/', '//evil.example/x', '/\\evil.example/x', '/../../etc/passwd'])(
    'the target %s leads to the pages or nowhere',
    async (target) => {
      const { status } = await send(`GET ${target} HTTP/1.1\nHost: console.example`);
      if (status === 200) expect(seen).toHaveLength(1);
      else expect(status).toBeLessThan(500);
    },
  );
});

describe('on loopback alone', () => {
  beforeEach(() => open(''));

  test.each(['evil.example', 'localhost.evil.example', '127.0.0.1@evil.example', '0.0.0.0', '127.0.0.1, evil.example'])(
    'the host %s is not answered',
    async (host) => {
      expect((await send(`GET / HTTP/1.1\nHost: ${host}`)).status).toBeGreaterThanOrEqual(400);
      expect(seen).toEqual([]);
    },
  );

  test.each(['127.0.0.1', 'localhost', '[::1]', 'LOCALHOST'])('the host %s is', async (host) => {
    expect((await send(`GET / HTTP/1.1\nHost: ${host}:${port}`)).status).toBe(200);
  });
});
