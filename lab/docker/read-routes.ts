import { BEAT_MS, type LogLine, selectLines } from '../containers/log-lines';
import { inspected, listed, listedImage, sampled } from './describe';
import { findContainer, findImage, type LabContainer, type LabEngine, type LabEvent, logOf, look } from './engine';
import { type DockerRoute, EngineRefusal, type Exchange, frame, send } from './exchange';

const STATS_EVERY_MS = 1_000;
const STREAM_HEADERS = { 'content-type': 'application/vnd.docker.multiplexed-stream', 'api-version': '1.47' };

export function wanted(engine: LabEngine, name: string): LabContainer {
  look(engine);
  const found = findContainer(engine, name);
  if (!found) throw new EngineRefusal(404, `No such container: ${name}`);
  return found;
}

function filtersOf(query: URLSearchParams): Record<string, string[]> {
  const given = JSON.parse(query.get('filters') || '{}') as Record<string, string[] | Record<string, boolean>>;
  return Object.fromEntries(Object.entries(given).map(([name, values]) => [name, Array.isArray(values) ? values : Object.keys(values)]));
}

function fits(container: LabContainer, filters: Record<string, string[]>): boolean {
  const { Labels, State } = listed(container);
  return Object.entries(filters).every(([name, values]) => {
    if (name === 'status') return values.includes(State);
    if (name === 'name') return values.some((value) => container.name.includes(value));
    if (name !== 'label') return true;
    return values.every((value) => {
      const [label = '', content] = value.split('=') as [string, string?];
      return content === undefined ? Object.hasOwn(Labels, label) : Labels[label] === content;
    });
  });
}

const secondsOf = (text: string | null): number | undefined => (text && Number(text) ? Number(text) * 1_000 : undefined);
const timed = (line: LogLine, stamps: boolean) =>
  frame(line.stream, `${stamps ? `${new Date(line.atMs).toISOString()} ` : ''}${line.text}\n`);

function sendLogs({ engine, query, response }: Exchange, [name = '']: string[]): void {
  const container = wanted(engine, name);
  const stamps = query.get('timestamps') === '1' || query.get('timestamps') === 'true';
  const tail = query.get('tail') && query.get('tail') !== 'all' ? Number(query.get('tail')) : undefined;
  const of = { sinceMs: secondsOf(query.get('since')), untilMs: secondsOf(query.get('until')), tail };
  response.writeHead(200, STREAM_HEADERS);
  const lines = selectLines(logOf(container), of);
  for (const line of lines) response.write(timed(line, stamps));
  if (!['1', 'true'].includes(query.get('follow') ?? '')) return void response.end();
  let lastMs = Math.max(Date.now() - BEAT_MS, lines.at(-1)?.atMs ?? 0);
  const timer = setInterval(() => {
    const added = selectLines(logOf(container), { sinceMs: lastMs + 1 });
    for (const line of added) response.write(timed(line, stamps));
    lastMs = added.at(-1)?.atMs ?? lastMs;
    if (container.state !== 'running') response.end();
  }, 200);
  response.once('close', () => clearInterval(timer));
}

function sendStats({ engine, query, response }: Exchange, [name = '']: string[]): void {
  const container = wanted(engine, name);
  if (query.get('stream') === 'false' || query.get('stream') === '0') return send({ response }, 200, sampled(container));
  response.writeHead(200, { 'content-type': 'application/json' });
  const write = () => response.write(`${JSON.stringify(sampled(container))}\n`);
  write();
  const timer = setInterval(write, STATS_EVERY_MS);
  response.once('close', () => clearInterval(timer));
}

function sendEvents({ engine, query, response }: Exchange): void {
  const [sinceMs, untilMs] = [secondsOf(query.get('since')), secondsOf(query.get('until'))];
  const { container: names, event: actions } = filtersOf(query);
  const fitsEvent = ({ Action, Actor, time }: LabEvent) =>
    (!names || names.some((name) => name === Actor.Attributes.name || Actor.ID.startsWith(name))) &&
    (!actions || actions.includes(Action)) &&
    (untilMs === undefined || time * 1_000 <= untilMs);
  response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();
  const write = (event: LabEvent) => fitsEvent(event) && response.write(`${JSON.stringify(event)}\n`);
  if (sinceMs !== undefined) for (const event of engine.events) if (event.time * 1_000 >= sinceMs) write(event);
  if (untilMs !== undefined && untilMs <= Date.now()) return void response.end();
  engine.bus.on('event', write);
  const timer = untilMs === undefined ? undefined : setTimeout(() => response.end(), untilMs - Date.now());
  response.once('close', () => {
    engine.bus.off('event', write);
    clearTimeout(timer);
  });
}

function sendTop({ engine, response }: Exchange, [name = '']: string[]): void {
  const container = wanted(engine, name);
  if (container.state !== 'running') throw new EngineRefusal(409, `container ${container.id} is not running`);
  send({ response }, 200, {
    Titles: ['UID', 'PID', 'PPID', 'CMD'],
    Processes: [['app', '4711', '1', `${container.service ?? container.name} serve`]],
  });
}

function imageNamed(engine: LabEngine, name: string) {
  const found = findImage(engine, name);
  if (!found) throw new EngineRefusal(404, `No such image: ${name}`);
  return found;
}

const VERSION = {
  Version: '27.0.0',
  ApiVersion: '1.47',
  MinAPIVersion: '1.24',
  Os: 'linux',
  Arch: 'amd64',
  Components: [{ Name: 'Engine', Version: '27.0.0' }],
};
const references = (tags: string[], wantedTags?: string[]) =>
  !wantedTags || tags.some((tag) => wantedTags.some((each) => tag === each || tag.split(':')[0] === each));

export const READ_ROUTES: DockerRoute[] = [
  {
    method: 'GET',
    pattern: /^\/_ping$/,
    answer: ({ response }) => void response.writeHead(200, { 'api-version': '1.47', 'content-type': 'text/plain' }).end('OK'),
  },
  { method: 'GET', pattern: /^\/version$/, answer: (exchange) => send(exchange, 200, VERSION) },
  {
    method: 'GET',
    pattern: /^\/info$/,
    answer: (exchange) => send(exchange, 200, { ID: 'practice', Name: 'practice', ServerVersion: VERSION.Version, OSType: 'linux' }),
  },
  {
    method: 'GET',
    pattern: /^\/containers\/json$/,
    answer: (exchange) => {
      const all = ['1', 'true'].includes(exchange.query.get('all') ?? '');
      const filters = filtersOf(exchange.query);
      const found = look(exchange.engine).filter((each) => (all || filters.status || each.state !== 'exited') && fits(each, filters));
      send(exchange, 200, found.map(listed));
    },
  },
  {
    method: 'GET',
    pattern: /^\/containers\/([^/]+)\/json$/,
    answer: (exchange, [name = '']) => send(exchange, 200, inspected(wanted(exchange.engine, name))),
  },
  { method: 'GET', pattern: /^\/containers\/([^/]+)\/logs$/, answer: sendLogs },
  { method: 'GET', pattern: /^\/containers\/([^/]+)\/stats$/, answer: sendStats },
  { method: 'GET', pattern: /^\/containers\/([^/]+)\/top$/, answer: sendTop },
  {
    method: 'GET',
    pattern: /^\/images\/json$/,
    answer: (exchange) => {
      const { reference } = filtersOf(exchange.query);
      send(
        exchange,
        200,
        exchange.engine.images.filter(({ tags }) => references(tags, reference)).map((image) => listedImage(image, exchange.engine)),
      );
    },
  },
  {
    method: 'GET',
    pattern: /^\/images\/(.+)\/json$/,
    answer: (exchange, [name = '']) => {
      const { id, tags, sizeBytes, createdMs } = imageNamed(exchange.engine, name);
      send(exchange, 200, {
        Id: id,
        RepoTags: tags,
        Size: sizeBytes,
        Created: new Date(createdMs).toISOString(),
        Os: 'linux',
        Architecture: 'amd64',
      });
    },
  },
  { method: 'GET', pattern: /^\/events$/, answer: sendEvents },
];
