import type { Socket } from 'node:net';
import type { Spoken } from '@/domain/runbooks/kinds/tcp';
import { type Greeting, LANGUAGES, type Language } from './greetings';

const ANSWER_LIMIT_MS = 5_000;
const MOST_BYTES = 128 * 1024;

const unlike = (says: string): Greeting => ({ speaks: false, product: null, version: null, says });

/** Says what a server of that sort is greeted with, and reads what it is; signs nobody in. Ends with the answer, silence, or the signal. */
export function greet(socket: Socket, expected: Spoken, signal: AbortSignal): Promise<Greeting> {
  const { opening, read }: Language = LANGUAGES[expected];
  return new Promise((resolve) => {
    let bytes = Buffer.alloc(0);
    const settle = (greeting: Greeting) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      socket.removeAllListeners('data');
      resolve(greeting);
    };
    const timer = setTimeout(() => settle(unlike(`it said nothing for ${ANSWER_LIMIT_MS / 1_000} s`)), ANSWER_LIMIT_MS);
    const stop = () => settle(unlike('stopped'));
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    socket.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      try {
        const greeting = read(bytes);
        if (greeting) settle(greeting);
        else if (bytes.length > MOST_BYTES) settle(unlike('it said too much'));
      } catch {
        settle(unlike('what it said cannot be read'));
      }
    });
    socket.once('close', () => settle(unlike('it closed the connection without a word')));
    if (opening) socket.write(opening);
  });
}
