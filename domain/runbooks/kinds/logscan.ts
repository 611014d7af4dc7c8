import { parseDuration } from '../durations';
import type { Command } from './argv/read-command';
import { type BodyLine, type BodyProblem, isProblem, readLines } from './body-lines';
import { readDocker } from './docker';
import { IN_BRACES, type KindFormat } from './kind-format';
import { type KubectlCommand, readKubectl } from './kubectl';

/** What is looked for: a text, which may hold inputs, or a regular expression, which may not. */
export type LogPattern = { name: string; ignoreCase: boolean } & ({ text: string } | { expression: string });
/** How long ago, or an instant as it is written (an input, perhaps). */
export type LogTime = { agoMs: number } | { at: string };
/** Whose logs are read where they are no files: those of containers or of pods. */
export type LogOrigin = { of: 'docker'; command: Command } | { of: 'kubernetes'; command: KubectlCommand };
export type LogscanBody = {
  files: string[];
  origins: LogOrigin[];
  patterns: LogPattern[];
  since?: LogTime;
  until?: LogTime;
  examples: number;
  follow: boolean;
};

const MOST_PATTERNS = 20;
const MOST_EXAMPLES = 50;
const EXAMPLES = 5;
const LONGEST_PATTERN = 500;
const DAY_MS = 86_400_000;

function readPattern(text: string, line: number): LogPattern | BodyProblem {
  const [, name = '', what = ''] = /^([a-z][a-z0-9_]{0,62})\s+(.+)$/.exec(text) ?? [];
  if (!name) return { problem: 'write pattern NAME "text" or pattern NAME /expression/i; the name in lower case', line };
  if (what.length > LONGEST_PATTERN) return { problem: `the pattern is longer than ${LONGEST_PATTERN} characters`, line };
  const [, quoted, insensitive] = /^"((?:\\.|[^"\\])+)"\s*(i?)$/.exec(what) ?? [];
  if (quoted !== undefined) return { name, text: quoted.replace(/\\(.)/g, '$1'), ignoreCase: insensitive === 'i' };
  const [, expression, flags = ''] = /^\/(.+)\/(i?)$/.exec(what) ?? [];
  if (expression === undefined) return { problem: `"${what}" is neither "text" nor /expression/`, line };
  if (/\{[a-z][a-z0-9_]*\}/.test(expression))
    return { problem: 'an input stands only in "text", where it can mean nothing but itself', line };
  try {
    new RegExp(expression);
    return { name, expression, ignoreCase: flags === 'i' };
  } catch (error) {
    return { problem: `the expression cannot be read: ${(error as Error).message}`, line };
  }
}

function readTime(text: string): LogTime {
  const agoMs = /^\d{1,4}d$/.test(text) ? Number(text.slice(0, -1)) * DAY_MS : parseDuration(text);
  return agoMs === null ? { at: text } : { agoMs };
}

const ORIGINS = new Set(['container', 'compose', 'pods']);
const READ = { effect: 'read' } as const;
/** A word again as it is typed. */
const typed = (word: string) => (/^[\w./{}=:,-]+$/.test(word) ? word : `'${word}'`);

/** `container web`, `compose backend -p shop`, `pods app=web -n shop`: read as the logs command of the kind that it is. */
function readOrigin(word: string, rest: readonly string[], line: number): LogOrigin | BodyProblem {
  const words = rest.map(typed).join(' ');
  if (word === 'pods') {
    const [first = ''] = rest;
    const command = readKubectl(`kubectl logs ${/^[\w.-]+\/|^[^=!]*$/.test(first) ? words : `-l ${words}`}`, READ);
    return isProblem(command) ? { ...command, line } : { of: 'kubernetes', command };
  }
  const command = readDocker(`docker ${word === 'compose' ? 'compose logs' : 'logs'} ${words}`, READ);
  return isProblem(command) ? { ...command, line } : { of: 'docker', command };
}

function readLine(body: LogscanBody, { words: [word = '', ...rest], line }: BodyLine): BodyProblem | undefined {
  const [first = ''] = rest;
  if (word === 'pattern') {
    const pattern = readPattern(first, line);
    if (isProblem(pattern)) return pattern;
    if (body.patterns.some(({ name }) => name === pattern.name)) return { problem: `there are two patterns called ${pattern.name}`, line };
    body.patterns.push(pattern);
  } else if (word === 'files' && first) body.files.push(...rest);
  else if (ORIGINS.has(word) && first) {
    const origin = readOrigin(word, rest, line);
    if (isProblem(origin)) return origin;
    body.origins.push(origin);
  } else if ((word === 'since' || word === 'until') && first && rest.length === 1) {
    const time = readTime(first);
    if ('at' in time && !/[{}]/.test(first) && Number.isNaN(Date.parse(first)))
      return { problem: `"${first}" is neither a duration such as 24h nor an instant`, line };
    body[word] = time;
  } else if (word === 'examples' && /^\d{1,2}$/.test(first) && Number(first) <= MOST_EXAMPLES) body.examples = Number(first);
  else if (word === 'follow' && rest.length === 0) body.follow = true;
  else
    return {
      problem: `"${[word, ...rest].join(' ')}" is not known here; known are files, container, compose, pods, pattern, since, until, examples (at most ${MOST_EXAMPLES}), follow`,
      line,
    };
}

/** Which files, containers or pods, what is counted in them, and of which time. */
export function readLogscan(text: string): LogscanBody | BodyProblem {
  const lines = readLines(text, ['pattern']);
  if (isProblem(lines)) return lines;
  const body: LogscanBody = { files: [], origins: [], patterns: [], examples: EXAMPLES, follow: false };
  for (const line of lines) {
    const problem = readLine(body, line);
    if (problem) return problem;
  }
  if (!body.files.length && !body.origins.length)
    return {
      problem:
        'write whose logs: files PATH (* and ? may stand in its last part), container NAME, compose SERVICE -p PROJECT, or pods app=web -n NAMESPACE',
    };
  if (new Set([...body.origins.map(({ of }) => of), ...(body.files.length ? ['files'] : [])]).size > 1)
    return { problem: 'files, containers and pods lie on different targets: give each a block' };
  if (!body.patterns.length && !body.follow) return { problem: 'write what to count: pattern errors "ERROR"' };
  if (body.patterns.length > MOST_PATTERNS) return { problem: `a block counts at most ${MOST_PATTERNS} patterns` };
  return body.follow && (body.since || body.until) ? { problem: 'what is followed has no since or until' } : body;
}

/** How often patterns stand in logs: of files, containers or pods. */
export const logscan: KindFormat = {
  changes: false,
  ...IN_BRACES,
  fields: [
    'counts',
    'total',
    'patterns',
    'files',
    'fileCount',
    'scannedBytes',
    'bytesPerSecond',
    'undated',
    'lines',
    'bounded',
    'truncated',
    'problems',
    'error',
  ],
  read: readLogscan,
};
