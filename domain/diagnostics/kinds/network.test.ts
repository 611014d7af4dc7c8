import { createSocket } from 'node:dgram';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { createServer as createTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate } from '@/test/make-certificate';
import { runKind, type TestRequest } from '@/test/run-kind';
import { dns } from './dns';
import { tcp } from './tcp';
import { tls } from './tls';

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

describe('tcp', () => {
  it('connects to what its target lists, and to nothing else', async () => {
    const port = await listen(createServer((socket) => socket.end()));
    const target = { egress: [`127.0.0.1:${port}`, 'localhost:1'] };
    expect((await runKind(tcp, 'tcp', `127.0.0.1:${port}`, { target })).data).toMatchObject({
      connected: true,
      host: '127.0.0.1',
      port,
      address: '127.0.0.1',
      error: null,
    });
    expect((await runKind(tcp, 'tcp', '', { target: { url: `127.0.0.1:${port}` } })).data.connected).toBe(true);
    expect((await runKind(tcp, 'tcp', '{host}:{port}', { target, inputs: { host: '127.0.0.1', port } })).data.connected).toBe(true);
    expect((await runKind(tcp, 'tcp', 'localhost:1', { target })).data).toMatchObject({ connected: false, error: { code: 'refused' } });
    expect((await runKind(tcp, 'tcp', `localhost:${port}`, { target })).error?.code).toBe('egress');
    expect((await runKind(tcp, 'tcp', 'nonsense', { target })).error?.code).toBe('body');
  });
});

describe('tls', () => {
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
  const run = async (body: string, port: number) => runKind(tls, 'tls', body, { target: { egress: [`127.0.0.1:${port}`] } });

  it('looks at a certificate that this machine does not trust', async () => {
    const port = await listen(createTls(makeCertificate('lab.example', inDays(-1), inDays(29.5))));
    const { status, data, stdout } = await run(`127.0.0.1:${port} lab.example`, port);
    expect(status).toBe('completed');
    expect(data).toMatchObject({
      connected: true,
      valid: false,
      authorized: false,
      subject: 'lab.example',
      names: ['lab.example', '127.0.0.1'],
      daysLeft: 29,
      protocol: 'TLSv1.3',
      error: { code: 'untrusted' },
    });
    expect(data.chain).toHaveLength(1);
    expect(stdout).toContain('lab.example');
    expect((await run(`127.0.0.1:${port} other.example`, port)).data.error).toMatchObject({ code: 'wrong_name' });
  });

  it('gives an expired certificate as data', async () => {
    const port = await listen(createTls(makeCertificate('old.example', inDays(-30), inDays(-2))));
    expect((await run(`127.0.0.1:${port} old.example`, port)).data).toMatchObject({
      connected: true,
      valid: false,
      error: { code: 'expired' },
    });
  });

  it('gives a peer that does not speak TLS, or nothing at all, as data', async () => {
    const plain = await listen(createServer((socket) => socket.on('error', () => {}).end('hello\n')));
    expect((await run(`127.0.0.1:${plain}`, plain)).data).toMatchObject({ connected: false, valid: false });
    expect((await run('127.0.0.1:1', 1)).data).toMatchObject({ connected: false, error: { code: 'refused' } });
  });
});

describe('dns', () => {
  /** A name server that knows one name, gives no such name for another, and is silent otherwise. */
  async function nameServer(): Promise<number> {
    const socket = createSocket('udp4');
    socket.on('message', (message, { port, address }) => {
      const end = message.indexOf(0, 12) + 5;
      const name = message.subarray(12, end - 5).toString('latin1');
      const header = Buffer.from(message.subarray(0, 12));
      if (name.includes('silent')) return;
      const known = name.includes('known');
      header.writeUInt16BE(known ? 0x8180 : 0x8183, 2);
      header.writeUInt16BE(known ? 1 : 0, 6);
      header.writeUInt32BE(0, 8);
      const record = Buffer.from('c00c00010001000000780004c0000207', 'hex');
      socket.send(Buffer.concat([header, message.subarray(12, end), ...(known ? [record] : [])]), port, address);
    });
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    closing.push(() => socket.close());
    return socket.address().port;
  }
  const closing: (() => void)[] = [];
  afterAll(() => closing.forEach((close) => close()));
  let at = '';
  beforeAll(async () => {
    at = `127.0.0.1:${await nameServer()}`;
  });
  const run = (body: string, request: TestRequest = {}) => runKind(dns, 'dns', body, { ...request, target: { egress: [at] } });

  it('gives records', async () => {
    expect((await run(`known.example A @${at}`)).data).toMatchObject({
      resolved: true,
      records: ['192.0.2.7'],
      ttl: 120,
      servers: [at],
      error: null,
    });
    expect((await run(`{name} @${at}`, { inputs: { name: 'known.example' } })).data.resolved).toBe(true);
  });

  it('gives a name that does not exist as data', async () => {
    expect((await run(`missing.example A @${at}`)).data).toMatchObject({ resolved: false, records: [], error: { code: 'no_name' } });
  });

  it('does not wait for ever for a name server, and can be told to stop', async () => {
    expect((await run(`silent.example A @${at}`)).data).toMatchObject({ resolved: false, error: { code: 'timeout' } });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    expect((await run(`silent.example A @${at}`, { signal: stop.signal })).error?.code).toBe('aborted');
  });

  it.each(['', 'a b c', 'known.example NOPE', 'x;id A', '-v A', 'known.example @-x'])('refuses %j', async (body) => {
    expect((await run(body)).error?.code).toBe('body');
  });

  it('knows the names of this machine without asking', async () => {
    expect((await run('localhost')).data).toMatchObject({ resolved: true, records: ['127.0.0.1'] });
  });

  it('asks only name servers that the target lists', async () => {
    expect((await run('known.example A @192.0.2.53')).error?.code).toBe('egress');
  });
});
