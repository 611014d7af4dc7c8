import { type BodyProblem, isProblem, readLines } from './body-lines';
import { IN_BRACES, type KindFormat, REPEAT_FIELDS } from './kind-format';

export const SPOKEN = ['mysql', 'mongo', 'amqp', 'tns'] as const;
export type Spoken = (typeof SPOKEN)[number];
export type TcpBody = { address: string | null; expected: Spoken | null };

/** `host:port`, and what is expected to speak there: `expect mysql`. */
export function readTcp(body: string): TcpBody | BodyProblem {
  const lines = readLines(body);
  if (isProblem(lines)) return lines;
  const [first, second] = lines;
  if (second) return { problem: 'a block connects to one address', line: second.line };
  const words = first?.words ?? [];
  const at = words.indexOf('expect');
  const before = at < 0 ? words : words.slice(0, at);
  if (before.length > 1) return { problem: 'write host:port, or host:port expect mysql', line: first?.line };
  const named = at < 0 ? undefined : words.slice(at + 1);
  const expected = SPOKEN.find((each) => named?.length === 1 && each === named[0]?.toLowerCase()) ?? null;
  if (named && !expected) return { problem: `behind expect stands one of ${SPOKEN.join(', ')}`, line: first?.line };
  return { address: before[0] ?? null, expected };
}

/** Whether something listens, and whether it is what it should be. Nobody signs in. */
export const tcp: KindFormat = {
  changes: false,
  ...IN_BRACES,
  repeats: true,
  fields: [
    'connected',
    'host',
    'port',
    'address',
    'timings',
    'expected',
    'speaks',
    'product',
    'version',
    'says',
    'error',
    ...REPEAT_FIELDS,
  ],
  read: readTcp,
};
