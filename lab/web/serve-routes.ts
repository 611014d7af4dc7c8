import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AccessLog } from '../oatie/access-log';

const BODY_BYTES = 65_536;

export type WebRequest = { method: string; path: string; query: URLSearchParams; headers: IncomingHttpHeaders; body: unknown };
export type WebReply = { status: number; body: unknown; type?: string };
/** A route of a practice application; `method` and `path` are matched whole. */
export type WebRoute<App> = {
  method: 'GET' | 'POST';
  path: string;
  answer: (app: App, request: WebRequest) => Promise<WebReply> | WebReply;
};
export type Served = { url: string; close: () => void };

export const reply = (status: number, body: unknown): WebReply => ({ status, body });
export const problem = (status: number, code: string, message: string): WebReply => reply(status, { error: { code, message } });

async function readBody(incoming: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of incoming) {
    text += chunk;
    if (text.length > BODY_BYTES) return undefined;
  }
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

type Serving<App> = {
  app: App;
  routes: readonly WebRoute<App>[];
  log: AccessLog;
  record?: (of: { method: string; endpoint: string; status: number; seconds: number }) => void;
};

async function answer<App>({ app, routes, log }: Serving<App>, request: WebRequest): Promise<WebReply & { name: string }> {
  const route = routes.find(({ method, path }) => method === request.method && path === request.path);
  if (!route) return { ...problem(404, 'not_found', `${request.path} is not a path of this application`), name: 'unknown' };
  try {
    return { ...(await route.answer(app, request)), name: route.path };
  } catch (error) {
    log.write(`ERROR ${request.method} ${request.path} ${(error as Error).message}`);
    return { ...problem(500, 'internal', 'something went wrong'), name: route.path };
  }
}

async function serve<App>(of: Serving<App>, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const startedMs = performance.now();
  const url = new URL(incoming.url ?? '/', 'http://lab');
  const method = incoming.method === 'HEAD' ? 'GET' : (incoming.method ?? 'GET');
  const request = { method, path: url.pathname, query: url.searchParams, headers: incoming.headers, body: await readBody(incoming) };
  const { status, body, type, name } = await answer(of, request);
  const text = type ? String(body) : `${JSON.stringify(body)}\n`;
  response.writeHead(status, { 'content-type': type ?? 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) });
  response.end(incoming.method === 'HEAD' ? undefined : text);
  const ms = performance.now() - startedMs;
  of.record?.({ method, endpoint: name, status, seconds: ms / 1000 });
  of.log.write(`${status < 500 ? 'INFO' : 'ERROR'} ${incoming.method} ${url.pathname} ${status} ${ms.toFixed(1)} ms`);
}

/** Serves a practice application's routes on a free loopback port. */
export async function serveRoutes<App>(of: Serving<App>): Promise<Served> {
  const server = createServer((incoming, response) => {
    serve(of, incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
