import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LabEngine } from './engine';

const BODY_BYTES = 1024 * 1024;

export type Exchange = {
  engine: LabEngine;
  query: URLSearchParams;
  body: Record<string, unknown>;
  request: IncomingMessage;
  response: ServerResponse;
};
/** `parts` are the captures of the route's pattern, decoded. */
export type DockerRoute = { method: string; pattern: RegExp; answer: (exchange: Exchange, parts: string[]) => void };

/** What the engine refuses, in its own form. */
export class EngineRefusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export function send({ response }: Pick<Exchange, 'response'>, status: number, body?: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'api-version': '1.47', server: 'Docker/27.0.0 (linux)' });
  response.end(body === undefined ? undefined : `${JSON.stringify(body)}\n`);
}

/** Reads a body of JSON; none is an empty one. */
export async function readBody(request: AsyncIterable<Buffer>): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES) throw new EngineRefusal(400, 'request body too large');
    chunks.push(chunk);
  }
  if (bytes === 0) return {};
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
  } catch {
    throw new EngineRefusal(400, 'invalid JSON');
  }
}

/** A piece of output as it travels: eight bytes that say whose it is and how long, then the piece. */
export function frame(stream: 'stdout' | 'stderr', text: string): Buffer {
  const payload = Buffer.from(text, 'utf8');
  const header = Buffer.alloc(8);
  header[0] = stream === 'stderr' ? 2 : 1;
  header.writeUInt32BE(payload.length, 4);
  return Buffer.concat([header, payload]);
}
