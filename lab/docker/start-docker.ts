import { rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { CHANGE_ROUTES, startExecUpgraded } from './change-routes';
import type { LabEngine } from './engine';
import { EngineRefusal, readBody, send } from './exchange';
import { practiceEngine } from './practice-engine';
import { READ_ROUTES } from './read-routes';

const ROUTES = [...READ_ROUTES, ...CHANGE_ROUTES];
/** A longer path is no address of a socket. */
const LONGEST_SOCKET_PATH = 100;

const plainPath = (pathname: string) => pathname.replace(/^\/v\d+\.\d+(?=\/)/, '');

async function answer(engine: LabEngine, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://docker');
  const pathname = plainPath(url.pathname);
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  try {
    const body = await readBody(request);
    for (const route of ROUTES) {
      const match = route.method === method ? route.pattern.exec(pathname) : null;
      if (!match) continue;
      return route.answer({ engine, query: url.searchParams, body, request, response }, match.slice(1).map(decodeURIComponent));
    }
    throw new EngineRefusal(404, 'page not found');
  } catch (error) {
    if (response.headersSent) return void response.destroy();
    const status = error instanceof EngineRefusal ? error.status : 500;
    send({ response }, status, { message: (error as Error).message });
  }
}

export type RunningDocker = { engine: LabEngine; url: string; close: () => Promise<void> };

/** Starts the practice container engine: at a socket in `labDir`, or on a loopback port when that path is too long. */
export async function startDocker(labDir: string): Promise<RunningDocker> {
  const engine = practiceEngine();
  const socketPath = path.join(labDir, 'docker.sock');
  const atSocket = process.platform !== 'win32' && Buffer.byteLength(socketPath) <= LONGEST_SOCKET_PATH;
  const server = createServer((request, response) => void answer(engine, request, response));
  server.on('upgrade', (request, socket) => {
    const [, id] = /^\/exec\/([0-9a-f]+)\/start$/.exec(plainPath(request.url ?? '')) ?? [];
    socket.on('error', () => socket.destroy());
    if (id && engine.execs.has(id)) startExecUpgraded(engine, id, socket).catch(() => socket.destroy());
    else socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');
  });
  await rm(socketPath, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    if (atSocket) server.listen({ path: socketPath }, resolve);
    else server.listen(0, '127.0.0.1', resolve);
  });
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await rm(socketPath, { force: true });
  };
  return { engine, url: atSocket ? `unix://${socketPath}` : `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
