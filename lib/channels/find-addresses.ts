import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';

export type FoundAddress = { address: string; family: 4 | 6 };

/**
 * The addresses of a host. Name servers are asked without the threads that the process shares with its files: one that hangs would
 * take them all. Only when they answer "not here" may the hosts file know it. Rejects as lookup does.
 */
export async function findAddresses(host: string, limitMs: number): Promise<FoundAddress[]> {
  const literal = isIP(host);
  if (literal) return [{ address: host, family: literal as 4 | 6 }];
  const resolver = new Resolver({ timeout: limitMs, tries: 1 });
  const [four, six] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  const found = [...addressesOf(four, 4), ...addressesOf(six, 6)];
  if (found.length > 0) return found;
  if ([four, six].some(hung)) throw Object.assign(new Error('the name server does not answer'), { code: 'EAI_AGAIN' });
  const listed = await lookup(host, { all: true, verbatim: true });
  return listed.map(({ address, family }) => ({ address, family: family as 4 | 6 }));
}

const addressesOf = (answer: PromiseSettledResult<string[]>, family: 4 | 6): FoundAddress[] =>
  answer.status === 'fulfilled' ? answer.value.map((address) => ({ address, family })) : [];

const hung = (answer: PromiseSettledResult<string[]>): boolean =>
  answer.status === 'rejected' && (answer.reason as NodeJS.ErrnoException).code === 'ETIMEOUT';
