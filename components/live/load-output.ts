import type { OutputChunk } from '@/domain/diagnostics/schema';
import { eventStreamParser } from './event-stream';

/** Of more than this the beginning and the end are fetched, and the middle is left on the server. */
const HEAD_BYTES = 4 * 1024 * 1024;
const TAIL_BYTES = 12 * 1024 * 1024;

/** Fetches the kept output of a run, bounded; throws when it cannot be had. */
export async function loadOutput(run: string, onChunk: (chunk: OutputChunk) => void): Promise<void> {
  const abort = new AbortController();
  const answer = await fetch(`/api/v1/runs/${run}/output`, { headers: { accept: 'text/event-stream' }, signal: abort.signal });
  if (!answer.ok || !answer.body) throw new Error(`The output of run ${run} answered ${answer.status}`);
  let seen = 0;
  const feed = eventStreamParser(({ type, data }) => {
    if (type !== 'output' || seen > HEAD_BYTES) return;
    const chunk = JSON.parse(data) as OutputChunk;
    seen = chunk.offset + chunk.text.length;
    onChunk(chunk);
  });
  const decoder = new TextDecoder();
  const reader = answer.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    feed(decoder.decode(value, { stream: true }));
    if (seen <= HEAD_BYTES) continue;
    abort.abort();
    return loadTail(run, onChunk);
  }
}

async function loadTail(run: string, onChunk: (chunk: OutputChunk) => void): Promise<void> {
  const answer = await fetch(`/api/v1/runs/${run}/output.txt`, { headers: { range: `bytes=-${TAIL_BYTES}` } });
  if (!answer.ok || !answer.body) throw new Error(`The end of the output of run ${run} answered ${answer.status}`);
  let offset = Number(/^bytes (\d+)-/.exec(answer.headers.get('content-range') ?? '')?.[1] ?? 0);
  let first = true;
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  const reader = answer.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const start = first ? value.findIndex((byte) => (byte & 0xc0) !== 0x80) : 0;
    if (first) offset += Math.max(0, start);
    const text = decoder.decode(first ? value.subarray(Math.max(0, start)) : value, { stream: true });
    first = false;
    if (!text) continue;
    onChunk({ offset, stream: 'stdout', text });
    offset += encoder.encode(text).length;
  }
}
