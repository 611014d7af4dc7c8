import type { OutsideError } from '../../outcome-errors';

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
