import { type Recognised, readOptions, type Unproven, unproven } from './recognised';
import { recogniseSql } from './sql';

/** Options of psql that only say where to connect, or how to print. */
const OPTIONS = {
  flags: 'AtxqwWXEe1',
  valued: 'hpUdcvPF',
  long: 'no-align tuples-only expanded quiet no-password password no-psqlrc echo-queries csv html'.split(' '),
  longValued: 'host port username dbname command set variable pset'.split(' '),
};

/** psql -c "…": what counts is the statement. */
export async function recognisePsql(args: string[]): Promise<Recognised | Unproven> {
  const read = readOptions(args, OPTIONS);
  if ('unknown' in read) return unproven(`What psql does with ${read.unknown.slice(0, 40)} is not known here.`);
  const statements = [...(read.options.get('c') ?? []), ...(read.options.get('command') ?? [])];
  const [statement = ''] = statements;
  if (statements.length !== 1) return unproven(statements.length ? 'It runs several statements.' : 'It opens a prompt.');
  if (statement.trimStart().startsWith('\\')) return unproven('A command of psql itself, which only psql knows.');
  return recogniseSql(statement);
}
