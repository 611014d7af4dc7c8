import type { FlagShape, Shape, VerbShape } from './argv/read-command';
import { COUNT, IMAGE, MEMORY, NAME, NOTHING, TIME } from './argv/shapes';

const FILTER: Shape = { pattern: /^[a-z][a-z-]{0,30}=[\w./:=@-]{1,200}$/, such: 'status=exited' };
const FORMAT: Shape = { pattern: /^\{\{\s*(?:json\s+)?\.(?:[A-Za-z]\w*(?:\.[A-Za-z]\w*)*)?\s*\}\}$/, such: '{{json .State.Health}}' };
const PROJECT: Record<string, FlagShape> = {
  'project-name': { short: 'p', value: NAME },
  file: { short: 'f', value: NAME, refused: 'the file lies on another machine; say which project is meant with -p PROJECT' },
};
const NO_TERMINAL: Record<string, FlagShape> = {
  interactive: { short: 'i', refused: '-it waits on a keyboard, and a button has none: leave it out' },
  tty: { short: 't', refused: '-t wants a terminal, and a button has none: leave it out' },
  'no-TTY': { short: 'T' },
};
const LOGS: Record<string, FlagShape> = {
  tail: { short: 'n', value: COUNT },
  since: { value: TIME },
  follow: { short: 'f' },
  timestamps: { short: 't' },
};
const names = (least: number, most: number, shape: Shape = NAME) => ({ least, most, shape });

/** What may be asked of an engine or done with it. Those without `changes` only read. */
export const DOCKER_VERBS: Record<string, VerbShape> = {
  ps: {
    args: names(0, 0, NOTHING),
    flags: { all: { short: 'a' }, filter: { short: 'f', value: FILTER, many: true }, 'no-trunc': {} },
  },
  inspect: { args: names(1, 1), flags: { format: { short: 'f', value: FORMAT } } },
  logs: { args: names(1, 1), flags: { ...LOGS, until: { value: TIME } } },
  stats: { args: names(0, 20), flags: { 'no-stream': {}, all: { short: 'a' } } },
  top: { args: names(1, 1), flags: {} },
  events: {
    args: names(0, 0, NOTHING),
    flags: { since: { value: TIME }, until: { value: TIME }, filter: { short: 'f', value: FILTER, many: true } },
  },
  images: { args: names(0, 1, IMAGE), flags: { all: { short: 'a' } } },
  version: { args: names(0, 0, NOTHING), flags: {} },
  exec: { args: names(1, 1), flags: NO_TERMINAL, runs: true },
  'compose ps': { args: names(0, 20), flags: { ...PROJECT, all: { short: 'a' } } },
  'compose logs': {
    args: names(1, 1),
    flags: { ...LOGS, ...PROJECT, until: { value: TIME }, 'no-color': {} },
  },
  'compose exec': { args: names(1, 1), flags: { ...PROJECT, ...NO_TERMINAL }, runs: true },
  start: { changes: true, args: names(1, 5), flags: {} },
  stop: { changes: true, args: names(1, 5), flags: { time: { short: 't', value: COUNT } } },
  restart: { changes: true, args: names(1, 5), flags: { time: { short: 't', value: COUNT } } },
  update: { changes: true, args: names(1, 1), flags: { memory: { short: 'm', value: MEMORY }, 'memory-swap': { value: MEMORY } } },
  tag: { changes: true, args: names(2, 2, IMAGE), flags: {} },
  'compose start': { changes: true, args: names(0, 5), flags: PROJECT },
  'compose stop': { changes: true, args: names(0, 5), flags: PROJECT },
  'compose restart': { changes: true, args: names(0, 5), flags: PROJECT },
  'compose up': { changes: true, args: names(0, 5), flags: { ...PROJECT, detach: { short: 'd' } } },
};

/** What people type that no button does, and what to do instead. */
export const DOCKER_INSTEAD: Record<string, string> = {
  attach: 'attach waits on a keyboard; use docker logs',
  run: 'what a new container is made of is decided at the machine, not by a button',
  rm: 'a removed container takes its logs and files with it; use docker stop',
  kill: 'kill loses what the container holds in memory; use docker restart',
  prune: 'prune removes what cannot be brought back; do it at the machine',
  'compose down': 'down removes the containers, and only the compose file on its machine knows how to make them; use compose stop',
  'compose rm': 'a removed container takes its logs and files with it; use compose stop',
  'compose run': 'what a new container is made of is decided at the machine, not by a button',
};
