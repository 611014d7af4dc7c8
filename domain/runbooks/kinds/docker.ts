import type { Block } from '../schema';
import { execObjection } from './argv/exec-reads';
import { type Command, checkCommand, hasFlag, readCommand, type VerbShape } from './argv/read-command';
import { splitBody } from './argv/split-words';
import type { BodyProblem } from './body-lines';
import { DOCKER_INSTEAD, DOCKER_VERBS } from './docker-commands';
import { IN_BRACES, type KindFormat } from './kind-format';

const COMPOSE_LEADING = /^(?:-p|--project-name|-f|--file)$/;

/** The words of a compose command with its project behind the verb, where every other flag stands. */
function composeWords(words: string[]): string[] {
  const leading: string[] = [];
  let rest = words;
  while (rest[0]?.startsWith('-')) {
    const count = COMPOSE_LEADING.test(rest[0]) ? 2 : 1;
    leading.push(...rest.slice(0, count).map((word) => (word === '-f' ? '--file' : word)));
    rest = rest.slice(count);
  }
  const [verb = '', ...behind] = rest;
  return [`compose ${verb}`, ...leading, ...behind];
}

function verbOf(words: string[]): string[] | BodyProblem {
  const [program = '', first = '', second = ''] = words;
  if (program === 'docker-compose') return composeWords(words.slice(1));
  if (program !== 'docker' && program !== 'podman') return { problem: 'write a docker command, such as docker ps -a' };
  if (first === 'compose') return composeWords(words.slice(2));
  if (first === 'container') return [second === 'ls' ? 'ps' : second, ...words.slice(3)];
  return words.slice(1);
}

function effectProblem({ changes }: VerbShape, verb: string, { effect }: Pick<Block, 'effect'>): BodyProblem | undefined {
  if (effect === 'read' && changes) return { problem: `${verb} changes something: make it a <Remediation>` };
  if (effect !== 'read' && !changes) return { problem: `${verb} changes nothing: make it a <Diagnostic>` };
}

function meaningProblem(command: Command): BodyProblem | undefined {
  const { verb, command: inner } = command;
  if (verb.endsWith('exec')) {
    const objection = execObjection(inner);
    return objection ? { problem: objection } : undefined;
  }
  if (verb === 'compose up' && !hasFlag(command, 'detach'))
    return { problem: 'compose up without -d stays with its output for ever: write compose up -d' };
  if (verb === 'update' && !hasFlag(command, 'memory')) return { problem: 'write update --memory 512m NAME' };
  if (hasFlag(command, 'follow') && hasFlag(command, 'until')) return { problem: 'what is followed has no until' };
}

/** Asked again once inputs are filled in. */
export const dockerProblem = (command: Command): BodyProblem | undefined =>
  checkCommand(command, DOCKER_VERBS[command.verb] as VerbShape) ?? meaningProblem(command);

/** The command of a body, its inputs not yet filled in; one that its effect does not allow is a problem. */
export function readDocker(body: string, block: Pick<Block, 'effect'>): Command | BodyProblem {
  const split = splitBody(body);
  if ('problem' in split) return split;
  const { line } = split;
  if (split.below.replace(/^\s*#.*$/gm, '').trim()) return { problem: 'a block runs one command', line: split.belowLine };
  const words = verbOf(split.words);
  if ('problem' in words) return { ...words, line };
  const [verb = '', ...rest] = words;
  const shape = Object.hasOwn(DOCKER_VERBS, verb) ? DOCKER_VERBS[verb] : undefined;
  if (!shape) {
    const instead = Object.hasOwn(DOCKER_INSTEAD, verb) ? DOCKER_INSTEAD[verb] : undefined;
    return { problem: instead ?? `docker ${verb} is not known here; known are ${Object.keys(DOCKER_VERBS).join(', ')}`, line };
  }
  const command = readCommand(verb, rest, shape);
  const problem = 'problem' in command ? command : (effectProblem(shape, verb, block) ?? meaningProblem(command));
  return problem ? { ...problem, line } : command;
}

/** One command of docker or docker compose. */
export const docker: KindFormat = {
  aliases: ['docker-compose'],
  changes: true,
  targets: ['docker'],
  ...IN_BRACES,
  fields: [
    ...['reachable', 'rows', 'count', 'running', 'value', 'status', 'exitCode', 'oomKilled', 'restartCount', 'health', 'memoryLimitBytes'],
    ...['image', 'stdout', 'stderr', 'memory_used_pct', 'cpu_pct', 'lines', 'errorLines', 'bounded', 'truncated', 'changed', 'problems'],
    'error',
  ],
  read: readDocker,
};
