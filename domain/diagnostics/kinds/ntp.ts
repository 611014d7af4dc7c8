import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { NTP_PORT, readNtp } from '@/domain/runbooks/kinds/ntp';
import { type Endpoint, endpointText, reach, readEndpoint, targetEndpoint } from '../egress';
import { fillWords } from '../fill-in';
import { errored, networkError, type OutsideError, stoppedEarly } from '../outcome-errors';
import type { Runner, RunnerRequest } from '../schema';
import { type Concern, concernLines, failing, warning } from './concern';
import { readSntp, type SntpSample, sntpRequest } from './ntp/sntp';
import { ms } from './one-line';

const SAMPLES = 4;
const ANSWER_LIMIT_MS = 2_000;
const UNSYNCHRONISED_STRATUM = 16;
const LEAP_ALARM = 3;
/** Beyond it signed tokens, certificates and replicas begin to fail. */
const FAR_OFF_MS = 1_000;
const TOLERATED_MS = 100;

export type NtpData = {
  answered: boolean;
  host: string;
  port: number;
  address?: string;
  /** How far the server is ahead of this machine. */
  offsetMs?: number;
  absOffsetMs?: number;
  delayMs?: number;
  stratum?: number;
  leap?: number;
  referenceId?: string;
  rootDelayMs?: number;
  rootDispersionMs?: number;
  serverTime?: string;
  samples: { offsetMs: number; delayMs: number }[];
  problems: Concern[];
  error: OutsideError | null;
};

/** One question over a socket that hears only the server. */
function askOnce(address: string, family: 4 | 6, port: number, signal: AbortSignal): Promise<SntpSample> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
    const token = randomBytes(8);
    let sentMs = 0;
    let sentAt = 0;
    const fail = (code: string, message: string) => settle(() => reject(Object.assign(new Error(message), { code })));
    const timer = setTimeout(() => fail('ETIMEDOUT', 'no answer'), ANSWER_LIMIT_MS);
    const abort = () => fail('ABORTED', 'stopped');
    let isOpen = true;
    function settle(run: () => void) {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      if (isOpen) socket.close();
      isOpen = false;
      run();
    }
    signal.addEventListener('abort', abort, { once: true });
    socket.once('error', (error) => settle(() => reject(error)));
    socket.on('message', (packet) => {
      const read = readSntp(packet, token, sentMs, sentMs + performance.now() - sentAt);
      if (!('problem' in read)) settle(() => resolve(read));
      else if (read.code === 'kiss_of_death') fail(read.code, read.problem);
    });
    socket.connect(port, address, () => {
      sentMs = Date.now();
      sentAt = performance.now();
      socket.send(sntpRequest(token));
    });
  });
}

function concernsOf(sample: SntpSample): Concern[] {
  const problems: Concern[] = [];
  if (sample.stratum >= UNSYNCHRONISED_STRATUM || sample.leap === LEAP_ALARM)
    problems.push(failing('unsynchronised', 'the server itself is not synchronised: its time cannot be relied on'));
  const off = Math.abs(sample.offsetMs);
  const direction = sample.offsetMs > 0 ? 'behind' : 'ahead';
  if (off >= FAR_OFF_MS) problems.push(failing('offset', `this machine's clock is ${ms(off)} ${direction}`));
  else if (off >= TOLERATED_MS) problems.push(warning('offset', `this machine's clock is ${ms(off)} ${direction}`));
  return problems;
}

function endpointOf({ block, target, inputs }: RunnerRequest): Endpoint | { problem: string } {
  const read = readNtp(block.body);
  if (isProblem(read)) return { problem: read.problem };
  const [server] = fillWords({ block, inputs }, read.server ? [read.server] : []);
  const found = server ? (readEndpoint(server) ?? readEndpoint(`${server}:${NTP_PORT}`)) : targetEndpoint(target);
  return (
    found ?? {
      problem: server ? `"${server}" is not host or host:port` : `the target ${target.name} has no address; write the server's name`,
    }
  );
}

const round = (value: number) => Math.round(value * 1_000) / 1_000;

async function measure(addresses: { address: string; family: 4 | 6 }[], port: number, signal: AbortSignal) {
  const [first] = addresses;
  const samples: SntpSample[] = [];
  let last: unknown;
  for (let count = 0; first && count < SAMPLES && !signal.aborted; count += 1) {
    try {
      samples.push(await askOnce(first.address, first.family, port, signal));
    } catch (error) {
      last = error;
      if (samples.length === 0) break;
    }
  }
  // Of several answers the one that travelled shortest is the most exact.
  const best = [...samples].sort((a, b) => a.delayMs - b.delayMs)[0];
  return { best, samples, last, address: first?.address };
}

/**
 * Asks a time server (SNTP, four times, keeping the quickest answer). Data: answered, offsetMs (the server's clock less ours), absOffsetMs, delayMs,
 * stratum, leap, referenceId, rootDelayMs, rootDispersionMs, serverTime, samples, problems, error {code, message}.
 */
export const ntp: Runner = async (request) => {
  const { target, signal, emit } = request;
  const endpoint = endpointOf(request);
  if ('problem' in endpoint) return errored('body', endpoint.problem);
  const where = endpointText(endpoint);
  const reached = await reach(target, endpoint, signal);
  if ('error' in reached && reached.error.code === 'egress') return errored(reached.error.code, reached.error.message);
  const { best, samples, last, address } =
    'error' in reached
      ? { best: undefined, samples: [], last: undefined, address: undefined }
      : await measure(reached.addresses, endpoint.port, signal);
  if (signal.aborted) return stoppedEarly();
  if (!best) {
    const error = 'error' in reached ? reached.error : networkError(last, where);
    await emit('stderr', `${error.message}\n`);
    return {
      status: 'completed',
      data: { answered: false, ...endpoint, samples: [], problems: [failing(error.code, error.message)], error } satisfies NtpData,
    };
  }
  const problems = concernsOf(best);
  const { serverTimeMs, ...sample } = best;
  const data: NtpData = {
    answered: true,
    ...endpoint,
    address,
    ...sample,
    ...Object.fromEntries(
      Object.entries(sample)
        .filter(([name]) => name.endsWith('Ms'))
        .map(([name, value]) => [name, round(Number(value))]),
    ),
    absOffsetMs: round(Math.abs(best.offsetMs)),
    serverTime: new Date(serverTimeMs).toISOString(),
    samples: samples.map(({ offsetMs, delayMs }) => ({ offsetMs: round(offsetMs), delayMs: round(delayMs) })),
    problems,
    error: null,
  };
  await emit(
    'stdout',
    `${where} stratum ${best.stratum} (${best.referenceId})\noffset ${ms(best.offsetMs)}, round trip ${ms(best.delayMs)}\n${concernLines(problems)}`,
  );
  return { status: 'completed', data };
};
