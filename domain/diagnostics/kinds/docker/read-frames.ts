import type { IncomingMessage } from 'node:http';
import { LineCutter, type SourceLine } from '../api/follow-lines';

const HEADER_BYTES = 8;
const LARGEST_FRAME = 16 * 1024 * 1024;
const STDERR = 2;

/** The pieces of a stream in which stdout and stderr take turns, each piece behind eight bytes that say whose and how long it is. */
async function* readFrames(response: AsyncIterable<Buffer>): AsyncGenerator<{ stream: SourceLine['stream']; bytes: Buffer }> {
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of response) {
    held = held.length ? Buffer.concat([held, chunk]) : chunk;
    while (held.length >= HEADER_BYTES) {
      const size = held.readUInt32BE(4);
      if (size > LARGEST_FRAME || (held[0] as number) > STDERR) throw new Error('the engine sent no frames of output: is this a terminal?');
      if (held.length < HEADER_BYTES + size) break;
      yield { stream: held[0] === STDERR ? 'stderr' : 'stdout', bytes: held.subarray(HEADER_BYTES, HEADER_BYTES + size) };
      held = held.subarray(HEADER_BYTES + size);
    }
  }
}

async function* wholeOf(response: AsyncIterable<Buffer>): AsyncGenerator<{ stream: SourceLine['stream']; bytes: Buffer }> {
  for await (const bytes of response) yield { stream: 'stdout', bytes };
}

/** The lines of a container's output; with a terminal it is one stream without frames. */
export async function* containerLines(response: IncomingMessage, hasTerminal: boolean): AsyncGenerator<SourceLine> {
  const cutters = { stdout: new LineCutter(), stderr: new LineCutter() };
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  const frames = hasTerminal ? wholeOf(response) : readFrames(response);
  for await (const { stream, bytes } of frames)
    for (const text of cutters[stream].cut(decoders[stream].decode(bytes, { stream: true }))) yield { stream, text };
  for (const stream of ['stdout', 'stderr'] as const) for (const text of cutters[stream].end()) yield { stream, text };
}
