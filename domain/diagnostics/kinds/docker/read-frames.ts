import type { IncomingMessage } from 'node:http';
import { OutsideRefusal } from '../api/api-peer';
import { LineCutter, type SourceLine } from '../api/follow-lines';

const HEADER_BYTES = 8;
const LARGEST_FRAME = 16 * 1024 * 1024;
const STDERR = 2;

/** The pieces of a stream in which stdout and stderr take turns, each piece behind eight bytes that say whose and how long it is. */
async function* readFrames(response: AsyncIterable<Buffer>): AsyncGenerator<{ stream: SourceLine['stream']; bytes: Buffer }> {
  let held: Buffer[] = [];
  let bytes = 0;
  let wanted = HEADER_BYTES;
  for await (const chunk of response) {
    held.push(chunk);
    bytes += chunk.length;
    // Put together only when there is something to take: of a frame that comes in crumbs, not with each of them.
    if (bytes < wanted) continue;
    let rest = Buffer.concat(held);
    for (wanted = HEADER_BYTES; rest.length >= HEADER_BYTES; wanted = HEADER_BYTES) {
      wanted += frameBytes(rest);
      if (rest.length < wanted) break;
      yield { stream: rest[0] === STDERR ? 'stderr' : 'stdout', bytes: rest.subarray(HEADER_BYTES, wanted) };
      rest = rest.subarray(wanted);
    }
    held = [rest];
    bytes = rest.length;
  }
}

function frameBytes(header: Buffer): number {
  const size = header.readUInt32BE(4);
  if (size > LARGEST_FRAME || (header[0] as number) > STDERR)
    throw new OutsideRefusal({ code: 'answer', message: 'the engine sent no frames of output: is this a terminal?' }, true);
  return size;
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
