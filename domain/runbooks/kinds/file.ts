import { parseDuration } from '../durations';
import { type BodyLine, type BodyProblem, isProblem, readLines } from './body-lines';
import { IN_BRACES, type KindFormat } from './kind-format';

/** One file or folder as it is; what lies in a folder; or what lies anywhere below it. */
export type FileBody = {
  look: 'stat' | 'list' | 'find';
  path: string;
  /** Of names, with * and ?. */
  name?: string;
  olderThanMs?: number;
  newerThanMs?: number;
  largerThanBytes?: number;
  type?: 'file' | 'folder' | 'link';
};

const LOOKS = ['stat', 'list', 'find'];
const TYPES = ['file', 'folder', 'link'];
const UNITS: Record<string, number> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };
const DAY_MS = 86_400_000;

const ageOf = (text: string): number | null => (/^\d{1,5}d$/.test(text) ? Number(text.slice(0, -1)) * DAY_MS : parseDuration(text));

function readFilter(filter: Partial<FileBody>, word: string, value: string): string | undefined {
  if (word === 'name') filter.name = value;
  else if (word === 'older' || word === 'newer') {
    const age = ageOf(value);
    if (age === null) return `${word} takes an age such as 30d, 12h or 5m`;
    filter[word === 'older' ? 'olderThanMs' : 'newerThanMs'] = age;
  } else if (word === 'larger') {
    const size = /^(\d{1,12})([kmg]?)$/i.exec(value);
    if (!size) return 'larger takes a size such as 100m';
    filter.largerThanBytes = Number(size[1]) * (UNITS[(size[2] ?? '').toLowerCase()] ?? 1);
  } else if (word === 'type' && TYPES.includes(value)) filter.type = value as FileBody['type'];
  else return `"${word} ${value}" is not known here; known are name PATTERN, older AGE, newer AGE, larger SIZE, type ${TYPES.join('|')}`;
}

function readWords({ words, line }: BodyLine): FileBody | BodyProblem {
  const hasLook = LOOKS.includes(words[0] ?? '') && words.length > 1;
  const look = (hasLook ? words[0] : 'stat') as FileBody['look'];
  const [path = '', ...rest] = hasLook ? words.slice(1) : words;
  const body: FileBody = { look, path };
  if (look === 'stat' && rest.length)
    return { problem: 'behind the path of one file nothing is expected; to look for files write find PATH …', line };
  for (let at = 0; at < rest.length; at += 2) {
    const problem = readFilter(body, rest[at] ?? '', rest[at + 1] ?? '');
    if (problem) return { problem, line };
  }
  return body;
}

/** `PATH`, `list PATH`, or `find PATH name *.log older 30d`. */
export function readFileBody(body: string): FileBody | BodyProblem {
  const lines = readLines(body);
  if (isProblem(lines)) return lines;
  const [first, second] = lines;
  if (!first) return { problem: 'write a path, list PATH, or find PATH name *.log older 30d' };
  return second ? { problem: 'a block looks at one path', line: second.line } : readWords(first);
}

/** Mode, owner, size and age of files; never what they hold. */
export const file: KindFormat = {
  changes: false,
  ...IN_BRACES,
  fields: [
    ...[
      'exists',
      'path',
      'type',
      'mode',
      'owner',
      'group',
      'sizeBytes',
      'modifiedAt',
      'ageSeconds',
      'readable',
      'writable',
      'worldWritable',
    ],
    ...['linkTo', 'entries', 'count', 'totalBytes', 'oldestAgeSeconds', 'newestAgeSeconds', 'truncated', 'unseen', 'problems', 'error'],
  ],
  read: readFileBody,
};
