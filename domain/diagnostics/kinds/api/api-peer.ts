import { log } from '@/lib/log';
import { networkError, type OutsideError } from '../../outcome-errors';

/** A server that is asked over HTTP: where its sockets lead was looked up and checked before. */
export type ApiPeer = {
  /** For messages. */
  where: string;
  at: { socketPath: string } | { url: URL; addresses: readonly { address: string; family: 4 | 6 }[] };
  headers: Record<string, string>;
  tls?: { ca?: string; cert?: string; key?: string; servername?: string; rejectUnauthorized?: boolean };
  /** What may be sent at all; of a peer that is only read, nothing that changes something. */
  allows: (method: string, path: string) => boolean;
};

/** Something outside that could not be reached or would not do it; becomes the run's `error`. */
export class OutsideRefusal extends Error {
  constructor(
    readonly outside: OutsideError,
    /** The peer itself refused; otherwise it was never reached. */
    readonly answered = false,
  ) {
    super(outside.message);
  }
}

const isUnreadable = (error: unknown) => error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;

/**
 * An error met while a peer was asked, as a refusal: a connection that broke in the middle of an answer, or an answer that is not made as
 * the interface says. Anything else is ours, and thrown.
 */
export function asRefusal(error: unknown, where: string): OutsideRefusal {
  if (error instanceof OutsideRefusal) return error;
  if (isUnreadable(error)) {
    log.warn({ err: error, where }, 'an answer could not be read');
    const message = `${where} answered in another form than it should: is the address right? (${(error as Error).message.slice(0, 200)})`;
    return new OutsideRefusal({ code: 'answer', message }, true);
  }
  if (typeof (error as NodeJS.ErrnoException)?.code === 'string') return new OutsideRefusal(networkError(error, where), true);
  throw error;
}
