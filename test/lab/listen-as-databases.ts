import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll } from 'vitest';

const GREETING = Buffer.concat([Buffer.from([74, 0, 0, 0, 10]), Buffer.from('8.0.36\0')]);
const MYSQL = 3306;
const DATABASE_PORTS = [5432, MYSQL, 27017];

function listenOn(port: number, listeners: Server[]): Promise<void> {
  return new Promise((resolve) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.end(port === MYSQL ? GREETING : '');
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
