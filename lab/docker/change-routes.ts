import type { Duplex } from 'node:stream';
import { runProgram } from '../containers/run-program';
import { findContainer, findImage, type LabContainer, type LabEngine, MEBIBYTE, newId, run, stop, tell } from './engine';
import { type DockerRoute, EngineRefusal, type Exchange, frame, send } from './exchange';
import { placeOf } from './place';
import { wanted } from './read-routes';

const RAW = 'application/vnd.docker.raw-stream';

const change =
  (does: (engine: LabEngine, container: LabContainer, exchange: Exchange) => number): DockerRoute['answer'] =>
  (exchange, [name = '']) => {
    const container = wanted(exchange.engine, name);
    exchange.response.writeHead(does(exchange.engine, container, exchange), { 'api-version': '1.47' }).end();
  };

const restart = change((engine, container) => {
  stop(engine, container);
  run(engine, container);
  tell(engine, container, 'restart');
  return 204;
});

const rename = change((_engine, container, { query, engine }) => {
  const name = query.get('name') ?? '';
  if (!/^[a-zA-Z0-9][\w.-]+$/.test(name)) throw new EngineRefusal(400, `Invalid container name (${name})`);
  if (findContainer(engine, name)) throw new EngineRefusal(409, `Conflict. The container name "/${name}" is already in use`);
  container.name = name;
  return 204;
});

function update(exchange: Exchange, [name = '']: string[]): void {
  const container = wanted(exchange.engine, name);
  const { Memory, MemorySwap } = exchange.body as { Memory?: number; MemorySwap?: number };
  if (Memory !== undefined && Memory < 6 * MEBIBYTE) throw new EngineRefusal(400, 'Minimum memory limit allowed is 6MB');
  if (Memory && MemorySwap && MemorySwap > 0 && MemorySwap < Memory)
    throw new EngineRefusal(
      409,
      'Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time',
    );
  if (Memory !== undefined) container.memoryLimitBytes = Memory;
  tell(exchange.engine, container, 'update');
  send(exchange, 200, { Warnings: [] });
}

function tag({ engine, query, response }: Exchange, [name = '']: string[]): void {
  const image = findImage(engine, name);
  if (!image) throw new EngineRefusal(404, `No such image: ${name}`);
  const reference = `${query.get('repo')}:${query.get('tag') || 'latest'}`;
  for (const other of engine.images) other.tags = other.tags.filter((each) => each !== reference);
  image.tags.push(reference);
  response.writeHead(201).end();
}

type Settings = {
  Image?: string;
  Env?: string[];
  Labels?: Record<string, string>;
  Healthcheck?: unknown;
  HostConfig?: { Memory?: number };
};

function create(exchange: Exchange): void {
  const { engine, query } = exchange;
  const { Image = '', Env = [], Labels = {}, Healthcheck, HostConfig = {} } = exchange.body as Settings;
  const image = findImage(engine, Image);
  if (!image) throw new EngineRefusal(404, `No such image: ${Image}`);
  const name = query.get('name') ?? '';
  if (findContainer(engine, name)) throw new EngineRefusal(409, `Conflict. The container name "/${name}" is already in use`);
  const [project, service] = [Labels['com.docker.compose.project'], Labels['com.docker.compose.service']];
  const like = engine.containers.find((each) => each.project === project && each.service === service);
  const container: LabContainer = {
    voice: 'api',
    memoryNeedBytes: 96 * MEBIBYTE,
    ...(like && { voice: like.voice, server: like.server, memoryNeedBytes: like.memoryNeedBytes }),
    id: newId(),
    name,
    image: Image,
    imageId: image.id,
    ...(project && service ? { project, service } : {}),
    env: Env,
    memoryLimitBytes: HostConfig.Memory ?? 0,
    hasHealthCheck: Healthcheck !== undefined,
    state: 'created',
    exitCode: 0,
    oomKilled: false,
    restartCount: 0,
    startedMs: 0,
    finishedMs: 0,
    createdMs: Date.now(),
    said: [],
  };
  engine.containers.push(container);
  tell(engine, container, 'create');
  send(exchange, 201, { Id: container.id, Warnings: [] });
}

const remove = change((engine, container, { query }) => {
  if (container.state === 'running' && !['1', 'true'].includes(query.get('force') ?? ''))
    throw new EngineRefusal(
      409,
      `cannot remove container "/${container.name}": container is running: stop the container before removing or force remove`,
    );
  engine.containers = engine.containers.filter((each) => each !== container);
  tell(engine, container, 'destroy');
  return 204;
});

function createExec(exchange: Exchange, [name = '']: string[]): void {
  const container = wanted(exchange.engine, name);
  if (container.state !== 'running') throw new EngineRefusal(409, `container ${container.id} is not running`);
  const { Cmd = [] } = exchange.body as { Cmd?: string[] };
  if (Cmd.length === 0) throw new EngineRefusal(400, 'No exec command specified');
  const Id = newId();
  exchange.engine.execs.set(Id, { container, argv: Cmd, exitCode: null });
  send(exchange, 201, { Id });
}

async function ran(engine: LabEngine, id: string): Promise<Buffer> {
  const exec = engine.execs.get(id);
  if (!exec) throw new EngineRefusal(404, `No such exec instance: ${id}`);
  const { argv, container } = exec;
  const [name, ...args] = argv;
  const real = engine.programs.get(`${container.name} ${name}`);
  const { stdout, stderr, exitCode } = real ? await real(args) : runProgram(argv, placeOf(engine, container));
  exec.exitCode = exitCode;
  return Buffer.concat([...(stdout ? [frame('stdout', stdout)] : []), ...(stderr ? [frame('stderr', stderr)] : [])]);
}

async function startExec({ engine, response }: Exchange, [id = '']: string[]): Promise<void> {
  const output = await ran(engine, id);
  response.writeHead(200, { 'content-type': RAW, connection: 'close' }).end(output);
}

/** The same for a client that wants the connection itself, as the command line does. */
export async function startExecUpgraded(engine: LabEngine, id: string, socket: Duplex): Promise<void> {
  const output = await ran(engine, id);
  socket.write(`HTTP/1.1 101 UPGRADED\r\nContent-Type: ${RAW}\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n`);
  socket.end(output);
}

function inspectExec(exchange: Exchange, [id = '']: string[]): void {
  const exec = exchange.engine.execs.get(id);
  if (!exec) throw new EngineRefusal(404, `No such exec instance: ${id}`);
  send(exchange, 200, { ID: id, Running: exec.exitCode === null, ExitCode: exec.exitCode, ContainerID: exec.container.id });
}

const container = (what: string) => new RegExp(`^/containers/([^/]+)/${what}$`);
const start = change((engine, each) => {
  if (each.state === 'running') return 304;
  run(engine, each);
  return 204;
});
const halt = change((engine, each) => {
  if (each.state === 'exited') return 304;
  stop(engine, each);
  return 204;
});

export const CHANGE_ROUTES: DockerRoute[] = [
  { method: 'POST', pattern: container('start'), answer: start },
  { method: 'POST', pattern: container('stop'), answer: halt },
  { method: 'POST', pattern: container('restart'), answer: restart },
  { method: 'POST', pattern: container('rename'), answer: rename },
  { method: 'POST', pattern: container('update'), answer: update },
  { method: 'POST', pattern: /^\/containers\/create$/, answer: create },
  { method: 'DELETE', pattern: /^\/containers\/([^/]+)$/, answer: remove },
  { method: 'POST', pattern: /^\/images\/(.+)\/tag$/, answer: tag },
  { method: 'POST', pattern: container('exec'), answer: createExec },
  { method: 'POST', pattern: /^\/exec\/([^/]+)\/start$/, answer: startExec },
  { method: 'GET', pattern: /^\/exec\/([^/]+)\/json$/, answer: inspectExec },
];
