import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { networkError } from '../../outcome-errors';
import type { RunnerRequest } from '../../schema';
import { type ApiPeer, OutsideRefusal } from '../api/api-peer';
import { connectionOf, explanation, pathOf, readAnswer } from '../api/ask-api';

const PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];
const HANDSHAKE_MS = 10_000;
const KEPT_CHARACTERS = 64 * 1024;
const LARGEST_MESSAGE = 4 * 1024 * 1024;
/** The first byte of a message says whose it is. */
const CHANNELS: Record<number, 'stdout' | 'stderr' | 'status'> = { 1: 'stdout', 2: 'stderr', 3: 'status' };

export type RanInPod = { stdout: string; stderr: string; exitCode: number };
type Status = { status?: string; message?: string; reason?: string; details?: { causes?: { reason?: string; message?: string }[] } };

function exitCodeOf({ status, message, reason, details }: Status, where: string): number {
  if (status === 'Success') return 0;
  const code = details?.causes?.find((cause) => cause.reason === 'ExitCode')?.message;
  if (reason === 'NonZeroExitCode' && code !== undefined && /^\d{1,3}$/.test(code)) return Number(code);
  throw new OutsideRefusal({ code: 'exec', message: `${where}: ${message ?? reason ?? 'the command could not be started'}` }, true);
}

/** Why the server would not open the channel: it answers as it answers everything. */
async function refusal(peer: ApiPeer, response: IncomingMessage): Promise<OutsideRefusal> {
  const text = await readAnswer(peer, response).catch(() => '');
  const code = response.statusCode === 403 ? 'forbidden' : response.statusCode === 404 ? 'not_found' : 'status';
  return new OutsideRefusal({ code, message: `${peer.where} answered ${response.statusCode}: ${explanation(text).slice(0, 500)}` }, true);
}

/** Runs a command in a pod over the server's channel for it; nothing is sent to its input. */
export async function runInPod(
  peer: ApiPeer,
  of: { path: string; container: string; argv: readonly string[] },
  { signal, emit }: RunnerRequest,
): Promise<RanInPod> {
  if (!('url' in peer.at)) throw new Error('a cluster is reached over an address');
  const { WebSocket } = await import('ws');
  const query = new URLSearchParams([
    ...of.argv.map((word) => ['command', word]),
    ['container', of.container],
    ['stdout', 'true'],
    ['stderr', 'true'],
  ]);
  const path = `${pathOf(peer, { path: of.path })}?${query}`;
  const { protocol, hostname, port, path: _, ...connection } = connectionOf(peer);
  const address = new URL(path, peer.at.url);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const options = {
    ...connection,
    headers: peer.headers,
    handshakeTimeout: HANDSHAKE_MS,
    maxPayload: LARGEST_MESSAGE,
    followRedirects: false,
  };
  const socket: WebSocket = new WebSocket(address, PROTOCOLS, options);
  const abort = () => socket.terminate();
  signal.addEventListener('abort', abort, { once: true });
  const ran: RanInPod = { stdout: '', stderr: '', exitCode: 0 };
  try {
    return await new Promise<RanInPod>((resolve, reject) => {
      let ended = false;
      socket.on('unexpected-response', (_request, response) => void refusal(peer, response).then(reject, reject));
      socket.on('error', (error) => reject(new OutsideRefusal(networkError(error, peer.where))));
      socket.on('message', (message: Buffer) => {
        const channel = CHANNELS[message[0] ?? 0];
        const text = message.subarray(1).toString('utf8');
        if (!channel || !text) return;
        if (channel !== 'status') {
          if (ran[channel].length < KEPT_CHARACTERS) ran[channel] += text;
          return void emit(channel, text);
        }
        ended = true;
        try {
          ran.exitCode = exitCodeOf(JSON.parse(text) as Status, peer.where);
          resolve(ran);
        } catch (error) {
          reject(error);
        }
      });
      socket.on('close', () => {
        if (!ended) reject(new OutsideRefusal({ code: 'reset', message: `${peer.where} closed the channel before the command ended` }));
      });
    });
  } finally {
    signal.removeEventListener('abort', abort);
    socket.on('error', () => {});
    socket.terminate();
  }
}
