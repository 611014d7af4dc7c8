import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { readTcp } from '@/domain/runbooks/kinds/tcp';
import { endpointText, readEndpoint, targetEndpoint } from '../egress';
import { fillWords } from '../fill-in';
import { errored, stoppedEarly } from '../outcome-errors';
import type { Runner } from '../schema';
import { ms, rounded } from './one-line';
import { greet } from './tcp/greet';
import type { Greeting } from './tcp/greetings';
import { openSocket } from './tcp/open-socket';

const greetingLine = (expected: string | null, { speaks, product, version, says }: Greeting) =>
  `${expected} ${speaks ? 'is spoken' : 'is not spoken'}: ${[product, version, says].filter(Boolean).join(', ')}\n`;

/**
 * Connects to `host:port` (else to the target's own address), greets what is expected there, and hangs up. Data: connected, host, port, address, timings
 * {dnsMs, connectMs}, error {code, message}; with `expect` also expected, speaks, product, version, says.
 */
export const tcp: Runner = async (request) => {
  const { block, target, signal, emit } = request;
  const body = readTcp(block.body);
  if (isProblem(body)) return errored('body', `${body.problem}.`);
  const [line] = fillWords(request, body.address ? [body.address] : []);
  const endpoint = line ? readEndpoint(line) : targetEndpoint(target);
  if (!endpoint) return errored('body', line ? `"${line}" is not host:port` : `the target ${target.name} has no address; write host:port`);
  const where = endpointText(endpoint);
  const opened = await openSocket(target, endpoint, signal);
  if (signal.aborted) {
    if ('socket' in opened) opened.socket.destroy();
    return stoppedEarly();
  }
  if ('error' in opened) {
    await emit('stderr', `${opened.error.message}\n`);
    if (opened.error.code === 'egress') return errored(opened.error.code, opened.error.message);
    return { status: 'completed', data: { connected: false, ...endpoint, error: opened.error } };
  }
  const greeting = body.expected ? await greet(opened.socket, body.expected, signal) : null;
  opened.socket.destroy();
  if (signal.aborted) return stoppedEarly();
  await emit('stdout', `${where} (${opened.address}) connected in ${ms(opened.timings.connectMs)}\n`);
  if (greeting) await emit('stdout', greetingLine(body.expected, greeting));
  return {
    status: 'completed',
    data: {
      connected: true,
      ...endpoint,
      address: opened.address,
      timings: rounded(opened.timings),
      ...(greeting ? { expected: body.expected, ...greeting } : {}),
      error: null,
    },
  };
};
