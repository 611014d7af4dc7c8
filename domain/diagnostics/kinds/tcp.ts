import { endpointText, readEndpoint, targetEndpoint } from '../egress';
import { errored, stoppedEarly } from '../outcome-errors';
import type { Runner } from '../schema';
import { ms, oneLine, rounded } from './one-line';
import { openSocket } from './tcp/open-socket';

/** Connects to `host:port` (else to the target's own address) and hangs up. Data: connected, host, port, address, timings {dnsMs, connectMs}, error {code, message}. */
export const tcp: Runner = async (request) => {
  const { target, signal, emit } = request;
  const line = oneLine(request);
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
  opened.socket.destroy();
  await emit('stdout', `${where} (${opened.address}) connected in ${ms(opened.timings.connectMs)}\n`);
  return {
    status: 'completed',
    data: { connected: true, ...endpoint, address: opened.address, timings: rounded(opened.timings), error: null },
  };
};
