import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll } from 'vitest';

const HANDSHAKE = Buffer.concat([Buffer.from([10]), Buffer.from('8.0.36\0'), Buffer.alloc(66)]);
const GREETING = Buffer.concat([Buffer.from([HANDSHAKE.length, 0, 0, 0]), HANDSHAKE]);
const MYSQL = 3306;
const MONGODB = 27017;
const OP_MSG = 2013;
const DATABASE_PORTS = [5432, MYSQL, MONGODB];

/** What a MongoDB says to hello: it is well, takes writes, and speaks the protocol of 7.0. */
function mongoHello(): Buffer {
  const document = Buffer.from('\0\0\0\0\x08isWritablePrimary\0\x01\x10maxWireVersion\0\x15\0\0\0\x01ok\0\0\0\0\0\0\0\xf0\x3f\0', 'latin1');
  document.writeInt32LE(document.length, 0);
  const message = Buffer.alloc(21 + document.length);
  [message.length, 1, 1, OP_MSG, 0].forEach((word, at) => message.writeInt32LE(word, at * 4));
  document.copy(message, 21);
  return message;
}

function listenOn(port: number, listeners: Server[]): Promise<void> {
  return new Promise((resolve) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      if (port === MONGODB) socket.once('data', () => socket.end(mongoHello()));
      else socket.end(port === MYSQL ? GREETING : '');
    });
    server.once('error', () => resolve());
    server.listen(port, '127.0.0.1', () => {
      listeners.push(server);
      resolve();
    });
  });
}

/** For a test file: something that listens where databases would; a port that is taken listens already. */
export function listenAsDatabases(): Server[] {
  const listeners: Server[] = [];
  beforeAll(async () => {
    for (const port of DATABASE_PORTS) await listenOn(port, listeners);
  });
  afterAll(() => {
    for (const server of listeners) server.close();
  });
  return listeners;
}
