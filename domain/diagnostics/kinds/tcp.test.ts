import { type AddressInfo, createServer, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { readTcp, SPOKEN } from '@/domain/runbooks/kinds/tcp';
import { runKind } from '@/test/run-kind';
import { decideVerdict } from '../verdict';
import { tcp } from './tcp';
import { LANGUAGES } from './tcp/greetings';

const closing: (() => void)[] = [];
afterAll(() => closing.forEach((close) => close()));

async function serve(speak: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    speak(socket);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const ask = (at: string, expected: string, signal?: AbortSignal) =>
  runKind(tcp, 'tcp', `{at} expect ${expected}`, { inputs: { at }, target: { egress: [at] }, signal });
/** Answers with these bytes in two pieces, as a network does. */
const answering = (bytes: Buffer, asked?: Buffer) => (socket: Socket) => {
  const say = () => {
    socket.write(bytes.subarray(0, 5));
    setTimeout(() => socket.write(bytes.subarray(5)), 10);
  };
  if (!asked) return say();
  socket.once('data', (data) => (data.equals(asked) ? say() : socket.destroy()));
};

const mysql = (version: string) => {
  const payload = Buffer.concat([Buffer.from([10]), Buffer.from(`${version}\0`), Buffer.alloc(40, 1)]);
  return Buffer.concat([Buffer.from([payload.length, 0, 0, 0]), payload]);
};
const mongoReply = (() => {
  const element = (type: number, name: string, value: Buffer) => Buffer.concat([Buffer.from([type]), Buffer.from(`${name}\0`), value]);
  const int = (value: number) => Buffer.from(new Int32Array([value]).buffer);
  const elements = Buffer.concat([
    element(3, 'topologyVersion', Buffer.concat([int(5), Buffer.from([0])])),
    element(8, 'isWritablePrimary', Buffer.from([1])),
    element(2, 'setName', Buffer.concat([int(4), Buffer.from('rs0\0')])),
    element(16, 'maxWireVersion', int(21)),
    element(1, 'ok', Buffer.from(new Float64Array([1]).buffer)),
  ]);
  const document = Buffer.concat([int(elements.length + 5), elements, Buffer.from([0])]);
  return Buffer.concat([int(21 + document.length), int(7), int(1), int(2_013), int(0), Buffer.from([0]), document]);
})();
const amqpStart = (() => {
  const text = (value: string) => Buffer.concat([Buffer.from([0, 0, 0, value.length]), Buffer.from(value)]);
  const property = (name: string, value: string) => Buffer.concat([Buffer.from([name.length]), Buffer.from(`${name}S`), text(value)]);
  const table = Buffer.concat([property('product', 'RabbitMQ'), property('version', '3.12.4')]);
  const payload = Buffer.concat([
    Buffer.from([0, 10, 0, 10, 0, 9]),
    Buffer.from([0, 0, 0, table.length]),
    table,
    text('PLAIN'),
    text('en_US'),
  ]);
  return Buffer.concat([Buffer.from([1, 0, 0, 0, 0, 0, payload.length]), payload, Buffer.from([0xce])]);
})();
const tnsRefusal = (text: string) => {
  const packet = Buffer.concat([Buffer.alloc(12), Buffer.from(text)]);
  packet.writeUInt16BE(packet.length, 0);
  packet[4] = 4;
  return packet;
};

describe('tcp, and what is expected to speak', () => {
  it('S4-09: reads the version of MySQL from its greeting, without signing in', async () => {
    const { data, stdout } = await ask(await serve(answering(mysql('8.0.36'))), 'mysql');
    expect(data).toMatchObject({ connected: true, speaks: true, product: 'MySQL', version: '8.0.36' });
    expect(stdout).toContain('8.0.36');
    expect(decideVerdict({ kind: 'tcp' }, data).verdict).toBe('ok');
    const maria = await ask(await serve(answering(mysql('5.5.5-10.11.6-MariaDB-0+deb12u1'))), 'mysql');
    expect(maria.data).toMatchObject({ product: 'MariaDB', version: '10.11.6-MariaDB-0+deb12u1' });
    const blocked = Buffer.from('\x17\0\0\0\xff\x10\x04#08004Too many conns', 'latin1');
    expect((await ask(await serve(answering(blocked)), 'mysql')).data).toMatchObject({
      speaks: true,
      says: expect.stringContaining('Too many conns'),
    });
  });

  it('S4-10: says hello to MongoDB over its own protocol', async () => {
    const { data } = await ask(await serve(answering(mongoReply, LANGUAGES.mongo.opening)), 'mongo');
    expect(data).toMatchObject({ speaks: true, product: 'MongoDB', version: '7.0', says: 'takes writes, of the set rs0' });
    const opening = LANGUAGES.mongo.opening;
    expect(opening.readInt32LE(0)).toBe(opening.length);
    expect(opening.readInt32LE(21)).toBe(opening.length - 21);
  });

  it('S1-34: gets the header of RabbitMQ on its port', async () => {
    const at = await serve(answering(amqpStart, Buffer.from('AMQP\0\0\x09\x01', 'latin1')));
    expect((await ask(at, 'amqp')).data).toMatchObject({ speaks: true, product: 'RabbitMQ', version: '3.12.4' });
    const other = await serve(answering(Buffer.from('AMQP\0\x01\0\0', 'latin1')));
    expect((await ask(other, 'amqp')).data).toMatchObject({ speaks: true, says: expect.stringContaining('1.0.0') });
  });

  it('S2-19: pings a listener of Oracle, without a password', async () => {
    const at = await serve(answering(tnsRefusal('(DESCRIPTION=(TMP=)(VSNNUM=318767104)(ERR=0)(ALIAS=LISTENER))'), LANGUAGES.tns.opening));
    expect((await ask(at, 'tns')).data).toMatchObject({ speaks: true, version: '19.0.0', says: 'the listener LISTENER answers' });
    const refused = await serve(answering(tnsRefusal('(DESCRIPTION=(ERR=12514))')));
    expect((await ask(refused, 'tns')).data.says).toContain('ORA-12514');
  });

  it('fails where something else speaks, hangs up, or nobody listens', async () => {
    const web = await serve(answering(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')));
    for (const expected of SPOKEN) {
      const { data } = await ask(web, expected);
      expect(data).toMatchObject({ connected: true, speaks: false });
      expect(decideVerdict({ kind: 'tcp' }, data)).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('not spoken') });
    }
    expect((await ask(await serve((socket) => socket.end()), 'mongo')).data).toMatchObject({
      speaks: false,
      says: expect.stringContaining('without a word'),
    });
    expect((await ask('127.0.0.1:1', 'mysql')).data).toMatchObject({ connected: false, error: { code: 'refused' } });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 30);
    expect((await ask(await serve(() => {}), 'mysql', stop.signal)).error?.code).toBe('aborted');
  });

  it('reads any bytes, and refuses what it does not know', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...SPOKEN), (bytes, expected) => {
        try {
          const { length } = LANGUAGES[expected].read(Buffer.from(bytes))?.says ?? '';
          expect(length).toBeLessThan(400);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
    for (const body of ['a:1 expect', 'a:1 expect ftp', 'a:1 b:2', 'a:1\nb:2', 'a:1 expect mysql mongo'])
      expect(isProblem(readTcp(body))).toBe(true);
    expect(readTcp('# the target itself\nexpect amqp')).toEqual({ address: null, expected: 'amqp' });
  });
});
