import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { inTurn, type Restartable } from '../in-turn';

const GREETING = Buffer.from('AMQP\x00\x00\x09\x01', 'latin1');
const METHOD_FRAME = 1;
const FRAME_END = 0xce;
const CONNECTION = 10;
const START = 10;

/** The queue's port: up, or refusing. */
export type Queue = Restartable & { at: string };

const longString = (text: string) => Buffer.concat([Buffer.from([0, 0, 0, text.length]), Buffer.from(text)]);

/** Connection.Start of AMQP 0-9-1: what a broker says to whoever greets it rightly. */
function connectionStart(): Buffer {
  const method = Buffer.from([0, CONNECTION, 0, START, 0, 9, 0, 0, 0, 0]);
  const payload = Buffer.concat([method, longString('PLAIN AMQPLAIN'), longString('en_US')]);
  const head = Buffer.from([METHOD_FRAME, 0, 0, 0, 0, 0, payload.length]);
  return Buffer.concat([head, payload, Buffer.from([FRAME_END])]);
}

function greet(socket: Socket): void {
  socket.on('error', () => {});
  socket.setTimeout(5_000, () => socket.destroy());
  socket.once('data', (said) => socket.end(said.equals(GREETING) ? connectionStart() : GREETING));
}

const listen = (server: Server, port: number) =>
  new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));

/** Starts what answers where Ariesone's queue would: it greets as a broker does, and takes no messages. */
export async function startQueue(): Promise<Queue> {
  const server = createServer(greet);
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  return inTurn({
    at: `127.0.0.1:${port}`,
    isUp: () => server.listening,
    start: async () => {
      if (!server.listening) await listen(server, port);
    },
    stop: async () => {
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  });
}
