import { randomBytes } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import { type LogLine, spoken, type VoiceName } from '../containers/log-lines';
import type { Ended, Place } from '../containers/run-program';

const MIB = 1024 ** 2;
const KEPT_EVENTS = 500;
const KEPT_LINES = 200;
/** So long ago everything began. */
const BEFORE_MS = 2 * 3_600_000;

export type LabImage = { id: string; tags: string[]; sizeBytes: number; createdMs: number; isBroken?: boolean };
export type LabContainer = {
  id: string;
  name: string;
  image: string;
  imageId: string;
  project?: string;
  service?: string;
  voice: VoiceName;
  server?: Place['server'];
  env: string[];
  memoryLimitBytes: number;
  /** What its program takes when it runs; more than its limit kills it. */
  memoryNeedBytes: number;
  hasHealthCheck: boolean;
  state: 'created' | 'running' | 'exited' | 'restarting';
  exitCode: number;
  oomKilled: boolean;
  restartCount: number;
  startedMs: number;
  finishedMs: number;
  createdMs: number;
  said: LogLine[];
};
export type LabEvent = {
  Type: string;
  Action: string;
  Actor: { ID: string; Attributes: Record<string, string> };
  time: number;
  timeNano: number;
};
export type LabEngine = {
  images: LabImage[];
  containers: LabContainer[];
  events: LabEvent[];
  /** "event" for whoever watches. */
  bus: EventEmitter;
  /** Programs that are real, by container and name; what is not among them is played. */
  programs: Map<string, (args: string[]) => Promise<Ended>>;
  execs: Map<string, { container: LabContainer; argv: string[]; exitCode: number | null }>;
};

export const newId = () => randomBytes(32).toString('hex');
export const findContainer = ({ containers }: LabEngine, name: string): LabContainer | undefined =>
  containers.find((each) => each.name === name || each.id === name) ??
  containers.find((each) => name.length >= 12 && each.id.startsWith(name));
export const findImage = ({ images }: LabEngine, name: string): LabImage | undefined => {
  const tagged = name.includes(':') ? name : `${name}:latest`;
  return images.find(({ id, tags }) => id === name || tags.includes(tagged));
};

export function tell(engine: LabEngine, container: LabContainer, action: string, attributes: Record<string, string> = {}): void {
  const now = Date.now();
  const event = {
    Type: 'container',
    Action: action,
    Actor: { ID: container.id, Attributes: { name: container.name, image: container.image, ...attributes } },
    time: Math.floor(now / 1_000),
    timeNano: now * 1_000_000,
  };
  engine.events.push(event);
  if (engine.events.length > KEPT_EVENTS) engine.events.shift();
  engine.bus.emit('event', event);
}

export function say(container: LabContainer, stream: LogLine['stream'], text: string): void {
  container.said.push({ atMs: Date.now(), stream, text });
  if (container.said.length > KEPT_LINES) container.said.shift();
}

/** All that a container has said. */
export const logOf = (container: LabContainer): LogLine[] => [
  ...spoken(
    container.voice,
    Math.max(container.startedMs, Date.now() - BEFORE_MS),
    container.state === 'running' ? Date.now() : container.finishedMs,
  ),
  ...container.said,
];

function end(engine: LabEngine, container: LabContainer, of: { exitCode: number; oomKilled?: boolean; restarts?: boolean }): void {
  const { exitCode, oomKilled = false, restarts = false } = of;
  if (oomKilled) tell(engine, container, 'oom');
  Object.assign(container, { state: restarts ? 'restarting' : 'exited', exitCode, oomKilled, finishedMs: Date.now() });
  if (restarts) container.restartCount += 1;
  tell(engine, container, 'die', { exitCode: String(exitCode) });
}

/** What becomes of its program: a broken image ends at once, one that takes more than its limit is killed; both are started again and again. */
export function run(engine: LabEngine, container: LabContainer): void {
  container.startedMs = Date.now();
  tell(engine, container, 'start');
  const image = engine.images.find(({ id }) => id === container.imageId);
  if (image?.isBroken) {
    say(container, 'stderr', 'CRITICAL settings: DATABASE_URL is not set');
    end(engine, container, { exitCode: 1, restarts: true });
  } else if (container.memoryLimitBytes > 0 && container.memoryNeedBytes > container.memoryLimitBytes)
    end(engine, container, { exitCode: 137, oomKilled: true, restarts: true });
  else Object.assign(container, { state: 'running', exitCode: 0, oomKilled: false, finishedMs: 0 });
}

export function stop(engine: LabEngine, container: LabContainer): void {
  if (container.state !== 'running' && container.state !== 'restarting') return;
  end(engine, container, { exitCode: 0 });
}

/** A container that keeps ending is started again whenever it is looked at, as an engine does by itself. */
export function look(engine: LabEngine): LabContainer[] {
  for (const container of engine.containers) if (container.state === 'restarting') run(engine, container);
  return engine.containers;
}

export const MEBIBYTE = MIB;
export const BEGAN_BEFORE_MS = BEFORE_MS;
