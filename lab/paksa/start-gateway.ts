import { appendFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { PaksaFiles } from './paksa-files';

const CONNECT_MS = 10_000;

const nginxTime = (at: Date) => at.toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ');

/** As nginx writes it when what stands behind it does not answer. */
const errorLine = (at: Date, { method, url }: IncomingMessage, upstream: string, code: string | undefined) =>
  `${nginxTime(at)} [error] 31#31: *1 ${code === 'ECONNREFUSED' ? 'connect() failed (111: Connection refused)' : 'upstream timed out (110: Connection timed out)'} while connecting to upstream, client: 127.0.0.1, server: api.paksa.example, request: "${method} ${url} HTTP/1.1", upstream: "${upstream}${url}"\n`;

function forward(upstream: string, files: PaksaFiles, incoming: IncomingMessage, response: ServerResponse) {
  const onward = request(`${upstream}${incoming.url}`, { method: incoming.method, headers: incoming.headers, timeout: CONNECT_MS });
  onward.once('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.once('timeout', () => onward.destroy(new Error('timeout')));
  onward.once('error', (error: NodeJS.ErrnoException) => {
    appendFile(files.proxyLog, errorLine(new Date(), incoming, upstream, error.code)).catch(() => {});
    if (response.headersSent) return response.destroy();
    response.writeHead(502, { 'content-type': 'text/html', server: 'nginx' }).end('<html><body><h1>502 Bad Gateway</h1></body></html>\n');
  });
  incoming.pipe(onward);
}

/** Stands before Paksa's backend where nginx is not installed: passes requests on, and answers 502 with nginx's line in its log when it cannot. */
export async function startGateway(upstream: string, files: PaksaFiles, port: number): Promise<{ close: () => void }> {
  const server = createServer((incoming, response) => forward(upstream, files, incoming, response));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { close };
}
