import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runKind, type TestRequest } from '@/test/run-kind';
import { docker } from './docker';
import { http } from './http';
import { kubectl } from './kubectl';

type Reply = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let port: number;
let reply: Reply;
let asked: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.on('error', () => {});
    reply(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
beforeEach(() => {
  asked = [];
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const askDocker = (body: string, request: TestRequest = {}) =>
  runKind(docker, 'docker', body, { ...request, target: { name: 'engine', kind: 'docker', url: `tcp://127.0.0.1:${port}` } });
const askCluster = (body: string, request: TestRequest = {}) =>
  runKind(kubectl, 'kubectl', body, { ...request, target: { name: 'cluster', kind: 'kubernetes', url: `http://127.0.0.1:${port}` } });
const askSite = (body: string, request: TestRequest = {}) =>
  runKind(http, 'http', body, { ...request, target: { name: 'site', kind: 'http', url: `http://127.0.0.1:${port}` } });
const KINDS = [
  ['docker', () => askDocker('docker ps')],
  ['kubectl', () => askCluster('kubectl get pods -n shop')],
] as const;

const say =
  (text: string, status = 200, headers: Record<string, string> = {}): Reply =>
  (_request, response) =>
    void response.writeHead(status, headers).end(text);

/** Writes the same again and again, as fast as it is taken, until the other side has had enough. */
function pour(response: ServerResponse, text: string): Promise<void> {
  const more = () => {
    while (!response.destroyed && response.write(text));
  };
  response.on('drain', more);
  more();
  return new Promise((resolve) => response.once('close', () => resolve()));
}

const wrong: [string, Reply, object][] = [
  ['what is no JSON', say('<html>hello'), { code: 'answer', message: expect.stringContaining('not in JSON') }],
  ['nothing at all', say('null'), { code: 'answer', message: expect.stringContaining('is the address right?') }],
  ['a list of nothing', say('{"items":[null]}'), { code: 'answer' }],
  ['a number', say('{"items":7}'), { code: 'answer' }],
  [
    'colours and titles',
    say('\u001b]0;owned\u0007\u001b[31mno', 500),
    { code: 'status', message: expect.stringContaining('answered 500') },
  ],
  ['a way elsewhere', say('', 302, { location: 'http://169.254.169.254/latest' }), { code: 'status' }],
  [
    'headers without end',
    say('[]', 200, { 'x-long': 'x'.repeat(100_000) }),
    { code: 'answer', message: expect.stringContaining('headers') },
  ],
  [
    'what is no HTTP',
    ({ socket }) => void socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
    { code: 'answer', message: expect.stringContaining('HTTP') },
  ],
  ['half of an answer', (_request, response) => void response.write('[{"Id":', () => response.destroy()), { code: 'reset' }],
  ['an answer without end', (_request, response) => void pour(response, `[${'{"Id":"x"},'.repeat(5_000)}`), { code: 'too_large' }],
];
test.each(wrong.flatMap(([what, answer, error]) => KINDS.map(([kind, ask]) => [what, kind, answer, ask, error] as const)))(
  '%s: %s says so, once asked',
  async (_what, _kind, answer, ask, error) => {
    reply = answer;
    const { status, data, stderr } = await ask();
    expect({ status, error: data.error }).toMatchObject({ status: 'completed', error });
    expect(stderr).not.toBe('');
    expect(asked).toHaveLength(1);
  },
);

test('a list beyond all measure is refused, one beyond its limit is cut', async () => {
  reply = say(JSON.stringify(Array.from({ length: 200_000 }, () => ({ Id: 'x' }))));
  expect((await askDocker('docker ps')).data.error).toMatchObject({ code: 'too_large' });
  reply = say(JSON.stringify({ items: Array.from({ length: 2_000 }, (_, at) => ({ metadata: { name: `pod-${at}` } })) }));
  expect((await askCluster('kubectl get pods -n shop')).data).toMatchObject({ count: 500, truncated: true });
});

test('a name cannot begin a row of its own', async () => {
  reply = say(
    JSON.stringify([{ Id: 'x', Names: ['/web\nfake  running\u2028\r\u001b[2Jgone'], State: 'running', Status: 'Up', Image: 'i' }]),
  );
  expect((await askDocker('docker ps')).stdout.trimEnd().split(/[\n\r\u2028]/)).toHaveLength(2);
});

test('one that drips is left when time is up', async () => {
  const stop = new AbortController();
  const left = new Promise<void>((resolve) => {
    reply = (_request, response) => {
      response.write('[');
      response.once('close', resolve);
      stop.abort('timed_out');
    };
  });
  expect((await askDocker('docker ps', { signal: stop.signal })).error).toMatchObject({ code: 'aborted' });
  await left;
});

test('one that goes on after it obeyed is not listened to', async () => {
  const left = new Promise<void>((resolve) => {
    reply = (request, response) => {
      if (request.method === 'POST') return void pour(response, 'x'.repeat(65_536)).then(resolve);
      response.end(JSON.stringify({ State: { Status: 'running' }, Config: { Image: 'i' }, HostConfig: {} }));
    };
  });
  const { data } = await askDocker('docker restart web', { block: { effect: 'mutating', component: 'remediation' } });
  expect(data).toMatchObject({ changed: ['web'], running: 1 });
  await left;
});

const frame = (text: string) => {
  const header = Buffer.alloc(8);
  header[0] = 1;
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
};
const logsOf = (bytes: Buffer, pieceBytes: number): Reply => {
  return (request, response) => {
    if (!request.url?.includes('/logs')) return void response.end(JSON.stringify({ Config: {}, State: {}, HostConfig: {} }));
    for (let at = 0; at < bytes.length; at += pieceBytes) response.write(bytes.subarray(at, at + pieceBytes));
    response.end();
  };
};
test.each([1, 3, 7, 8, 9, 1_000])('output is whole, however it is cut: pieces of %i bytes', async (pieceBytes) => {
  reply = logsOf(Buffer.concat([frame('one\ntwo'), frame(' more\n'), frame(''), frame('three\n')]), pieceBytes);
  expect((await askDocker('docker logs web')).stdout).toBe('one\ntwo more\nthree\n');
});

test('a frame that is never filled gives nothing, one too large says so', async () => {
  const header = Buffer.from([1, 0, 0, 0, 0, 255, 255, 255]);
  reply = logsOf(Buffer.concat([header, Buffer.alloc(200_000, 'x')]), 64);
  expect((await askDocker('docker logs web')).data).toMatchObject({ lines: 0, error: null });
  reply = logsOf(Buffer.from([1, 0, 0, 0, 255, 255, 255, 255]), 8);
  expect((await askDocker('docker logs web')).data.error).toMatchObject({ code: 'answer' });
});

test('a pod that may not be entered is told in the words that came, whatever they are', async () => {
  reply = say(JSON.stringify({ metadata: { name: 'web' }, spec: { containers: [{ name: 'app' }] } }));
  const refuse = (_request: IncomingMessage, socket: import('node:stream').Duplex) =>
    socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 5\r\n\r\n{oops');
  server.on('upgrade', refuse);
  expect((await askCluster('kubectl exec -n shop web -- cat /etc/hosts')).data.error).toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining('{oops'),
  });
  server.off('upgrade', refuse);
});

test.each([
  ['http://127.0.0.1:1/', 0],
  ['http://169.254.169.254/latest/meta-data/', 0],
  ['//169.254.169.254/', 0],
  ['http://[::1]/', 0],
  ['http://[::ffff:169.254.169.254]/', 0],
  ['http://2852039166/', 0],
  ['/there', 1],
])('a redirect to %s is followed only on the same origin', async (location, followed) => {
  reply = (request, response) => (request.url === '/' ? say('', 302, { location })(request, response) : response.end('ok'));
  const { data } = await askSite('GET /');
  expect(data.redirects).toHaveLength(followed);
  expect(data.status).toBe(followed ? 200 : 302);
  expect(asked).toHaveLength(1 + followed);
});
