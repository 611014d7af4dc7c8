import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Context } from '@/domain/context';
import { spoolDir } from '@/domain/diagnostics/execute-run';
import { getRun } from '@/domain/diagnostics/get-run';
import { readOutput, type StoredOutput } from '@/domain/diagnostics/read-output';
import { streamAt, wholeCharacters } from '@/domain/diagnostics/run-output';
import { hasEnded, type RunView } from '@/domain/diagnostics/schema';
import { Spool } from '@/lib/spool';
import { EventStream, frame } from '../live/event-stream';
import type { LiveStreams } from '../live/live-streams';
import { sendOutput } from '../live/output-reader';
import type { RunHub } from '../live/run-hub';
import { contextOf } from './rest';

/** The doors of a run's output with what they ask for; the access test reads this. */
export const OUTPUT_DOORS = [
  { path: '/api/v1/runs/:id/output', permission: 'run.read' },
  { path: '/api/v1/runs/:id/output.txt', permission: 'run.read' },
] as const;

const PIECE_BYTES = 64 * 1024;
const WAIT_ELSEWHERE_MS = 500;

type Piece = { offset: number; buffer: Buffer };

/** What is kept of an ended run's output, in pieces: the spool of this engine's disk, or the database's head and tail. */
function* storedPieces(id: string, { head, tail, bytes }: StoredOutput): Generator<Piece> {
  const spool = tail ? Spool.open(spoolDir(id), bytes) : null;
  if (!spool) {
    if (head) yield { offset: 0, buffer: Buffer.from(head) };
    if (tail) yield { offset: bytes - Buffer.byteLength(tail), buffer: Buffer.from(tail) };
    return;
  }
  try {
    for (let offset = 0; offset < bytes; ) {
      const piece = spool.read(offset, PIECE_BYTES);
      const buffer = wholeCharacters(piece.buffer);
      if (buffer.length === 0) break;
      yield { offset: piece.offset, buffer };
      offset = piece.offset + buffer.length;
    }
  } finally {
    spool.close();
  }
}

/** Sends an ended run's stored output as `output` events. */
export async function sendStoredOutput(ctx: Context, stream: EventStream, run: string): Promise<void> {
  const stored = await readOutput(ctx, run);
  const { switches } = stored;
  for (const { offset, buffer } of storedPieces(run, stored))
    for (let at = 0; at < buffer.length; ) {
      const from = offset + at;
      const until = switches.find(([start]) => start > from)?.[0] ?? Number.POSITIVE_INFINITY;
      const piece = buffer.subarray(at, Math.min(buffer.length, at + PIECE_BYTES, until - offset));
      const whole = wholeCharacters(piece);
      const sent = whole.length > 0 ? whole : piece;
      stream.send(frame('output', { run, offset: from, stream: streamAt(switches, from), text: sent.toString('utf8') }));
      at += sent.length;
      if (stream.full) await new Promise<void>((resolve) => stream.whenDrained(resolve));
      if (stream.closed) return;
    }
}

/** Registers the run's output as a stream of events and as plain text. */
export function registerOutput(app: FastifyInstance, { hub, streams }: { hub: RunHub; streams: LiveStreams }): void {
  app.get<{ Params: { id: string } }>('/api/v1/runs/:id/output', async (request, reply) => {
    const ctx = await contextOf(request);
    const run = await getRun(ctx, request.params.id);
    reply.hijack();
    const stream = new EventStream(reply.raw);
    streams.guard(ctx, run.incident, stream);
    await sendAll(ctx, stream, run, hub);
  });

  app.get<{ Params: { id: string } }>('/api/v1/runs/:id/output.txt', async (request, reply) => {
    const ctx = await contextOf(request);
    const run = await getRun(ctx, request.params.id);
    return sendText(ctx, run, request.headers.range, reply);
  });
}

async function sendAll(ctx: Context, stream: EventStream, run: RunView, hub: RunHub): Promise<void> {
  let now = run;
  while (!hasEnded(now.state) && !hub.find(run.id) && !stream.closed) {
    await new Promise((resolve) => setTimeout(resolve, WAIT_ELSEWHERE_MS));
    now = await getRun(ctx, run.id);
  }
  const live = hub.find(run.id);
  if (!live) await sendStoredOutput(ctx, stream, run.id);
  else if (!stream.closed)
    await new Promise<void>((resolve) => {
      stream.onClose(resolve);
      sendOutput(stream, live.output, { run: run.id, mayJump: false, onEnd: resolve });
    });
  await sendState(ctx, stream, run.id, hub);
}

/** The output ends a moment before the run's end is committed: the state is sent when it is true. */
async function sendState(ctx: Context, stream: EventStream, id: string, hub: RunHub): Promise<void> {
  const live = hub.find(id);
  const view = live ? await live.end : await getRun(ctx, id);
  const { state, verdict } = view ?? (await getRun(ctx, id));
  stream.send(frame('state', { state, verdict }));
  stream.end();
}

async function sendText(ctx: Context, run: RunView, range: string | undefined, reply: FastifyReply): Promise<FastifyReply> {
  const { from, to } = byteRange(range, run.outputBytes);
  const partial = range !== undefined && run.outputBytes > 0;
  const stored = await readOutput(ctx, run.id);
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(partial ? 206 : 200, {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'content-disposition': `inline; filename="run-${run.id}.txt"`,
    'accept-ranges': 'bytes',
    'cache-control': 'no-store',
    ...(partial ? { 'content-range': `bytes ${from}-${to}/${run.outputBytes}` } : {}),
  });
  for (const { offset, buffer } of storedPieces(run.id, stored)) {
    const part = buffer.subarray(Math.max(0, from - offset), Math.max(0, to + 1 - offset));
    if (part.length > 0 && !raw.write(part)) await new Promise((resolve) => raw.once('drain', resolve).once('close', resolve));
    if (raw.destroyed || offset > to) break;
  }
  raw.end();
  return reply;
}

/** One range of RFC 9110 §14.1.2; anything else is the whole. */
function byteRange(range: string | undefined, bytes: number): { from: number; to: number } {
  const last = Math.max(0, bytes - 1);
  const [, start, stop] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (!start && !stop) return { from: 0, to: last };
  if (!start) return { from: Math.max(0, bytes - Number(stop)), to: last };
  return { from: Math.min(Number(start), last), to: stop ? Math.min(Number(stop), last) : last };
}
