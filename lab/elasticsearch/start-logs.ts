import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type LogDocument, SearchError, searchDocuments } from './search-documents';

const BODY_BYTES = 65_536;
const KEPT = 5_000;
const HOUR_MS = 3_600_000;
const SEARCH = /^\/([\w*.,-]+)\/_(search|count)$/;

/** Where Oatie's logs are collected. */
export type LogStore = { url: string; documents: LogDocument[]; close: () => void };

/** What a quiet day leaves: a few errors of yesterday, none of this hour. */
function quietDay(now: Date): LogDocument[] {
  return Array.from({ length: 240 }, (_, index) => {
    const isError = index % 48 === 47;
    return {
      '@timestamp': new Date(now.getTime() - 2 * HOUR_MS - index * 300_000).toISOString(),
      level: isError ? 'ERROR' : 'INFO',
      service: index % 2 ? 'report-service' : 'auth-service',
      message: isError ? 'data source did not answer' : 'report finished',
      ...(isError ? { error_type: 'DataSourceTimeout' } : {}),
    };
  });
}

async function readJson(incoming: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of incoming) {
    text += chunk;
    if (text.length > BODY_BYTES) throw new SearchError('content_too_long_exception', 'entity content is too long');
  }
  if (!text.trim()) return {};
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SearchError('json_parse_exception', (error as Error).message);
  }
}

async function answer({ documents }: Pick<LogStore, 'documents'>, incoming: IncomingMessage): Promise<[number, unknown]> {
  const { pathname } = new URL(incoming.url ?? '/', 'http://logs');
  if (pathname === '/') return [200, { name: 'lab', cluster_name: 'lab', version: { number: '8.17.0' }, tagline: 'You Know, for Search' }];
  if (pathname === '/_cluster/health') return [200, { cluster_name: 'lab', status: 'green', timed_out: false, number_of_nodes: 1 }];
  const [, index, verb] = SEARCH.exec(pathname) ?? [];
  if (!index || !/^oatie-(?:logs|\*)$|^\*$/.test(index))
    return [404, { error: { type: 'index_not_found_exception', reason: `no such index [${index ?? pathname.slice(1)}]` }, status: 404 }];
  const found = searchDocuments(documents, await readJson(incoming), new Date());
  return [200, verb === 'search' ? found : { count: (found.hits as { total: { value: number } }).total.value, _shards: found._shards }];
}

async function serve(store: Pick<LogStore, 'documents'>, incoming: IncomingMessage, response: ServerResponse) {
  const [status, body] = await answer(store, incoming).catch((error: Error): [number, unknown] => {
    if (!(error instanceof SearchError)) throw error;
    const cause = { type: error.type, reason: error.message };
    return [400, { error: { ...cause, root_cause: [cause] }, status: 400 }];
  });
  response.writeHead(status, { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' }).end(JSON.stringify(body));
}

/** Adds lines, and forgets the oldest when there are too many. */
export function addDocuments({ documents }: Pick<LogStore, 'documents'>, added: LogDocument[]): void {
  documents.push(...added);
  documents.splice(0, Math.max(0, documents.length - KEPT));
}

/** Starts a store of logs that speaks the part of Elasticsearch's protocol that searching needs, on a free loopback port. */
export async function startLogs(): Promise<LogStore> {
  const documents = quietDay(new Date());
  const server = createServer((incoming, response) => {
    serve({ documents }, incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, documents, close };
}
