import { isProblem } from '../../kinds/body-lines';
import { readPromql } from '../../kinds/promql';
import { shapeOf } from '../../kinds/promql-tree';
import { readRedis } from '../../kinds/redis';
import { MARK } from '../shell/marks';
import { type Recognised, type Recogniser, readOptions, type Unproven, unproven } from './recognised';

/** redis-cli with one command: what counts is the command. A password or a database in its arguments is none of it. */
export const recogniseRedis: Recogniser = (args) => {
  const at = args.findIndex((arg, index) => !arg.startsWith('-') && !/^-[hp]$/.test(args[index - 1] ?? ''));
  if (at === -1) return unproven('It opens a prompt.');
  const read = readOptions(args.slice(0, at), { flags: '', valued: 'hp', long: ['raw', 'no-raw', 'no-auth-warning'] });
  if ('unknown' in read) return unproven(`What redis-cli does with ${read.unknown.slice(0, 40)} is not known here.`);
  const words = args.slice(at);
  if (words.some((word) => /[\s"'{}]/.test(word.replace(MARK, '')))) return unproven('A word of it cannot be written as one word.');
  const body = words.join(' ');
  const found = readRedis(body.replace(MARK, '{value}'), { effect: 'read' });
  if (isProblem(found)) return unproven(`It is no command that is known to only read: ${found.problem}.`);
  return { kind: 'redis', body, effect: 'read', peer: { kind: 'redis' }, why: `${words[0]?.toUpperCase()} is a command that only reads.` };
};

/** One expression of PromQL. Prometheus cannot be changed by a query. */
export function recognisePromql(text: string): Recognised | Unproven {
  const body = text.trim();
  if (MARK.test(body)) return unproven('Values are to be filled in where the kind promql takes none.');
  if (shapeOf(body).errorAt !== null) return unproven('It is not one whole query.');
  const read = readPromql(body);
  if (isProblem(read)) return unproven(`It is no query that can be read: ${read.problem}.`);
  return {
    kind: 'promql',
    body,
    effect: 'read',
    peer: { kind: 'http', called: 'prometheus' },
    why: 'A query cannot change anything in Prometheus.',
  };
}
