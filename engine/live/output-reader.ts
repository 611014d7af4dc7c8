import type { RunOutput } from '@/domain/diagnostics/run-output';
import { type EventStream, frame } from './event-stream';

const PIECE_BYTES = 64 * 1024;
/** A page this far behind is shown the end; the middle can be fetched. */
const PAGE_LAG_BYTES = 4 * 1024 * 1024;
const PAGE_TAIL_BYTES = 1024 * 1024;

export type OutputReaderOptions = {
  run: string;
  /** Pages jump ahead when they fall behind; scripts get every byte. */
  mayJump: boolean;
  onEnd?: () => void;
};

/** Sends a run's output to one reader, at the reader's pace, from the beginning. Returns how to stop. */
export function sendOutput(stream: EventStream, output: RunOutput, { run, mayJump, onEnd }: OutputReaderOptions): () => void {
  let offset = 0;
  let scheduled = false;
  let waiting = false;
  let ended = false;

  function pump(): void {
    scheduled = false;
    if (stream.closed || ended || waiting) return;
    if (mayJump && output.bytes - offset > PAGE_LAG_BYTES) offset = output.bytes - PAGE_TAIL_BYTES;
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

  function waitForReader(): void {
    waiting = true;
    stream.whenDrained(() => {
      waiting = false;
      pump();
    });
  }

  const stop = output.onGrow(() => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(pump);
  });
  stream.onClose(stop);
  pump();
  return stop;
}
