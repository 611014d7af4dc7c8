import { type BodyLine, type BodyProblem, isProblem, readLines } from './body-lines';
import { IN_BRACES, type KindFormat } from './kind-format';

/** Where variables are looked for. */
export type EnvSource = { from: 'console' } | { from: 'file'; path: string } | { from: 'process'; name: string };
/** One variable, or all that begin so (`DB_*`), and what their values must be like. */
export type EnvWanted = {
  name: string;
  required: boolean;
  shape?: 'url' | 'int' | 'bool';
  /** Of an address: it must name its port. */
  port: boolean;
  leastLength?: number;
  mostLength?: number;
  options?: string[];
};

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
const PREFIX = /^[A-Za-z_][A-Za-z0-9_]+\*$/;

function readRules(name: string, words: readonly string[], line: number): EnvWanted | BodyProblem {
  const wanted: EnvWanted = { name, required: true, port: false };
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === 'required' || word === 'optional') wanted.required = word === 'required';
    else if (word === 'url' || word === 'int' || word === 'bool') wanted.shape = word;
    else if (word === 'port') wanted.port = true;
    else if (word === 'min' || word === 'max') {
      const length = Number(words[++at]);
      if (!Number.isInteger(length) || length < 0) return { problem: `${word} takes a number of characters`, line };
      wanted[word === 'min' ? 'leastLength' : 'mostLength'] = length;
    } else if (word === 'one-of') {
      wanted.options = words.slice(at + 1);
      return wanted.options.length ? wanted : { problem: 'one-of takes the values that are allowed', line };
    } else
      return {
        problem: `"${word}" says nothing of a variable; known are required, optional, url, port, int, bool, min, max, one-of`,
        line,
      };
  }
  return wanted;
}

function readSource({ words: [word, value, ...rest], line }: BodyLine): EnvSource | BodyProblem {
  if (!value || rest.length) return { problem: `${word} takes one ${word === 'file' ? 'path' : 'name'}`, line };
  return word === 'file' ? { from: 'file', path: value } : { from: 'process', name: value };
}

/** `file PATH` or `process NAME`, then a line for each variable. */
export function readEnv(body: string): { source: EnvSource; wanted: EnvWanted[] } | BodyProblem {
  const lines = readLines(body);
  if (isProblem(lines)) return lines;
  let source: EnvSource = { from: 'console' };
  const wanted: EnvWanted[] = [];
  for (const each of lines) {
    const [name = '', ...rules] = each.words;
    const isSource = name === 'file' || name === 'process';
    if (isSource && (source.from !== 'console' || wanted.length))
      return { problem: 'where to look stands once, on the first line', line: each.line };
    if (!isSource && !VARIABLE.test(name) && !PREFIX.test(name))
      return { problem: `"${name}" is no name of a variable, nor the beginning of one such as DB_*`, line: each.line };
    const read = isSource ? readSource(each) : readRules(name, rules, each.line);
    if (isProblem(read)) return read;
    if (isSource) source = read as EnvSource;
    else wanted.push(read as EnvWanted);
  }
  return wanted.length ? { source, wanted } : { problem: 'write the names of the variables, one a line' };
}

/** Whether variables are set and what they are like; never what they are. */
export const env: KindFormat = {
  changes: false,
  ...IN_BRACES,
  fields: ['found', 'source', 'rows', 'set', 'missing', 'empty', 'problems'],
  read: readEnv,
};
