import type { RunOutput } from '@/domain/diagnostics/run-output';
import { type EventStream, frame } from './event-stream';

const PIECE_BYTES = 64 * 1024;
/** After so much, a page is told at a pace that a person can follow, and is shown the end when it falls behind: */
const FLOOD_BYTES = 1024 * 1024;
const FLOOD_PACE_MS = 50;
const FLOOD_LAG_BYTES = 256 * 1024;
const FLOOD_TAIL_BYTES = 128 * 1024;
/** of a finished output, this much of the end. What is between is kept, and can be fetched. */
const LAST_BYTES = 1024 * 1024;

export type OutputReaderOptions = {
  run: string;
  /** Pages jump ahead when they fall behind; scripts get every byte. */
  mayJump: boolean;
  onEnd?: () => void;
};

/** Sends a run's output to one reader, at the reader's pace, from the beginning. Returns how to stop. */
export function sendOutput(stream: EventStream, output: RunOutput, { run, mayJump, onEnd }: OutputReaderOptions): () => void {
  let offset = 0;
  let scheduled: 'soon' | NodeJS.Timeout | null = null;
  let waiting = false;
  let ended = false;

  function pump(): void {
    scheduled = null;
    if (stream.closed || ended || waiting) return;
    if (mayJump) jump();
    for (;;) {
      if (stream.full) return waitForReader();
      const piece = output.read(offset, PIECE_BYTES);
      if (!piece) break;
      offset = piece.offset + piece.buffer.length;
      stream.send(frame('output', { run, offset: piece.offset, stream: piece.stream, text: piece.buffer.toString('utf8') }));
    }
    if (output.closed) {
      ended = true;
      stop();
      onEnd?.();
    }
  }

  function jump(): void {
    if (offset < FLOOD_BYTES) return;
    const [lag, tail] = output.closed ? [LAST_BYTES, LAST_BYTES] : [FLOOD_LAG_BYTES, FLOOD_TAIL_BYTES];
    if (output.bytes - offset > lag) offset = output.bytes - tail;
  }

  function waitForReader(): void {
    waiting = true;
    stream.whenDrained(() => {
      waiting = false;
      pump();
    });
  }

  const stop = output.onGrow(() => {
    if (scheduled === 'soon' || (scheduled && !output.closed)) return;
    if (scheduled) clearTimeout(scheduled);
    const flood = mayJump && offset >= FLOOD_BYTES && !output.closed;
    scheduled = flood ? setTimeout(pump, FLOOD_PACE_MS) : 'soon';
    if (!flood) setImmediate(pump);
  });
  stream.onClose(stop);
  pump();
  return stop;
}
