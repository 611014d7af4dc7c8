import type { IncomingMessage, ServerResponse } from 'node:http';
import { deleteThing, patchThing, scaleOf } from './change-thing';
import { type Cluster, plainName } from './cluster';
import { listOf, oneOf } from './derived';
import { sendPodLog } from './pod-log';
import { advance } from './reconcile';
import { notFound, Refusal } from './refusal';
import { fieldTest, labelTest } from './select';
import { apiVersionOf, discovered, SORTS, type Sort } from './sorts';

const BODY_BYTES = 1024 * 1024;
const WATCH_EVERY_MS = 200;
const PATH = /^\/api(?:s\/([^/]+))?\/([^/]+)(?:\/namespaces\/([^/]+))?\/([a-z]+)(?:\/([^/]+)(?:\/([a-z]+))?)?$/;

export type Wanted = { sort: Sort; resource: string; namespace?: string; name?: string; below?: string };

/** What a path speaks of. Throws when there is no such sort. */
export function wantedOf(pathname: string): Wanted {
  // A namespace itself is asked for under the same word as what lies in one.
  const [, group = '', version = '', namespace, plural = '', name, below] = PATH.exec(pathname) ?? [];
  const sort = SORTS.find((each) => each.group === group && each.version === version && each.plural === plural);
  if (!sort) throw new Refusal(404, 'the server could not find the requested resource');
  const part = (text: string | undefined) => (text === undefined ? undefined : decodeURIComponent(text));
  return { sort, resource: plainName(plural, group), namespace: part(namespace), name: part(name), below };
}

type Right = 'read' | 'write';

/** Who asks, by their token. Throws for a token that nobody has. */
export function rightOf({ tokens }: Cluster, { headers }: IncomingMessage): Right {
  const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  if (token === tokens.write) return 'write';
  if (token === tokens.read) return 'read';
  throw new Refusal(401, 'Unauthorized');
}

/** The reading account sees everything but secrets, and changes nothing, not even for a dry run. */
export function authorise(right: Right, verb: string, { sort, resource, namespace, name, below }: Wanted): void {
  if (right === 'write') return;
  const reads = ['get', 'list', 'watch'].includes(verb) || (verb === 'create' && below === 'exec');
  if (reads && resource !== 'secrets') return;
  const what = `${resource.split('.')[0]}${below ? `/${below}` : ''}`;
  const where = namespace ? `in the namespace "${namespace}"` : 'at the cluster scope';
  const user = 'system:serviceaccount:sitrep:reader';
  const named = name ? ` "${name}"` : '';
  throw new Refusal(
    403,
    `${what}${named} is forbidden: User "${user}" cannot ${verb} resource "${what}" in API group "${sort.group}" ${where}`,
    { name, kind: sort.plural },
  );
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
}

async function readText(request: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES) throw new Refusal(413, 'Request entity too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

type Asked = { cluster: Cluster; wanted: Wanted; query: URLSearchParams; request: IncomingMessage; response: ServerResponse };

function selected({ cluster, wanted: { resource, namespace }, query }: Asked) {
  const [labels, fields] = [labelTest(query.get('labelSelector')), fieldTest(query.get('fieldSelector'))];
  return listOf(cluster, resource, namespace, Date.now()).filter((thing) => labels(thing.metadata.labels ?? {}) && fields(thing));
}

/** Tells of each change from now on, until the other side goes or the time that it asked for is over. */
function watch(asked: Asked): void {
  const { cluster, query, response } = asked;
  const seen = new Map(selected(asked).map((thing) => [thing.metadata.uid ?? '', thing.metadata.resourceVersion]));
  response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();
  const untilMs = Date.now() + Number(query.get('timeoutSeconds') ?? 300) * 1_000;
  const look = () => {
    advance(cluster);
    for (const object of selected(asked)) {
      const { uid = '', resourceVersion } = object.metadata;
      if (seen.get(uid) === resourceVersion) continue;
      response.write(`${JSON.stringify({ type: seen.has(uid) ? 'MODIFIED' : 'ADDED', object })}\n`);
      seen.set(uid, resourceVersion);
    }
    if (Date.now() > untilMs) response.end();
  };
  const timer = setInterval(look, WATCH_EVERY_MS);
  response.once('close', () => clearInterval(timer));
}

function list(asked: Asked): void {
  const { cluster, wanted, query, response } = asked;
  const { sort } = wanted;
  if (['true', '1'].includes(query.get('watch') ?? '')) return watch(asked);
  const all = selected(asked);
  const limit = Number(query.get('limit') ?? 0) || all.length;
  const items = all.slice(0, limit);
  const rest = all.length - items.length;
  const metadata = { resourceVersion: String(cluster.version), ...(rest > 0 ? { continue: 'more', remainingItemCount: rest } : {}) };
  sendJson(response, 200, { kind: `${sort.kind}List`, apiVersion: apiVersionOf(sort), metadata, items });
}

async function one(asked: Asked, name: string): Promise<void> {
  const { cluster, wanted, query, request, response } = asked;
  const { sort, resource, namespace, below } = wanted;
  const thing = oneOf(cluster, resource, namespace, name, Date.now());
  const target = { cluster, sort, resource, namespace, name, dryRun: query.getAll('dryRun').includes('All') };
  if (request.method === 'PATCH') {
    const type = (request.headers['content-type'] ?? '').split(';')[0] ?? '';
    const { status, thing: changed } = patchThing(target, thing, type, await readText(request));
    sendJson(response, status, below === 'scale' ? scaleOf(changed) : changed);
    return advance(cluster);
  }
  if (request.method === 'DELETE') return sendJson(response, 200, deleteThing(target, thing));
  if (request.method !== 'GET') throw new Refusal(405, 'the server does not allow this method on the requested resource');
  if (!thing) throw notFound(resource, name);
  if (below === 'log') return sendPodLog(cluster, thing, query, response);
  if (below === 'exec') throw new Refusal(400, 'Upgrade request required');
  sendJson(response, 200, below === 'scale' ? scaleOf(thing) : thing);
}

const VERBS: Record<string, string> = { GET: 'get', PATCH: 'patch', DELETE: 'delete', POST: 'create', PUT: 'update' };

/** Answers one request as the server of the cluster. */
export async function answer(cluster: Cluster, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const url = new URL(request.url ?? '/', 'http://cluster');
    const pathname = url.pathname.replace(/(?<=.)\/$/, '');
    const right = rightOf(cluster, request);
    const known = discovered(pathname);
    if (known) return sendJson(response, 200, known);
    const wanted = wantedOf(pathname);
    authorise(right, wanted.name || request.method !== 'GET' ? (VERBS[request.method ?? ''] ?? '') : 'list', wanted);
    advance(cluster);
    const asked = { cluster, wanted, query: url.searchParams, request, response };
    if (wanted.name) return await one(asked, wanted.name);
    if (request.method !== 'GET') throw new Refusal(405, 'the server does not allow this method on the requested resource');
    list(asked);
  } catch (error) {
    if (response.headersSent) return void response.destroy();
    const refusal = error instanceof Refusal ? error : new Refusal(500, (error as Error).message);
    sendJson(response, refusal.code, refusal.status);
  }
}
