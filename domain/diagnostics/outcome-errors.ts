import type { Outcome } from './schema';

/** Why something outside could not be reached or done: a stable code for rules, a sentence for people. */
export type OutsideError = { code: string; message: string };

const NETWORK = {
  ECONNREFUSED: ['refused', 'the connection was refused: nothing listens there, or a firewall rejects it'],
  ECONNRESET: ['reset', 'the other side closed the connection'],
  EPIPE: ['reset', 'the other side closed the connection'],
  ETIMEDOUT: ['timeout', 'no answer in time: the address is filtered, or the machine is down'],
  EHOSTUNREACH: ['unreachable', 'no route to that machine'],
  ENETUNREACH: ['unreachable', 'no route to that network'],
  EADDRNOTAVAIL: ['unreachable', 'this machine has no address to connect from'],
  ENOTFOUND: ['dns', 'the name does not exist'],
  EAI_AGAIN: ['dns', 'the name could not be looked up: the name server does not answer'],
  EAI_FAIL: ['dns', 'the name could not be looked up: the name server failed'],
  EACCES: ['forbidden', 'this machine does not allow the connection'],
  EPERM: ['forbidden', 'this machine does not allow the connection'],
  HPE_HEADER_OVERFLOW: ['answer', 'its headers are larger than 32 KiB'],
  EMFILE: ['exhausted', 'this machine has no file descriptor left for a connection'],
} satisfies Record<string, [code: string, message: string]>;

const codeOf = (error: unknown): string => {
  const { code, errors } = (error ?? {}) as { code?: unknown; errors?: unknown[] };
  return typeof code === 'string' ? code : Array.isArray(errors) ? codeOf(errors[0]) : '';
};

/** Puts a failure of the network into words; `where` is the address that was tried. */
export function networkError(error: unknown, where: string): OutsideError {
  const code = codeOf(error);
  if (code in NETWORK) {
    const [name, message] = NETWORK[code as keyof typeof NETWORK];
    return { code: name, message: `${where}: ${message}` };
  }
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO)/.test(code))
    return { code: 'tls', message: `${where}: ${(error as Error).message}` };
  if (code.startsWith('HPE_')) return { code: 'answer', message: `${where} does not answer in HTTP: ${(error as Error).message}` };
  return { code: code.toLowerCase() || 'failed', message: `${where}: ${error instanceof Error ? error.message : String(error)}` };
}

export const errored = (code: string, message: string, data?: Record<string, unknown>): Outcome => ({
  status: 'errored',
  error: { code, message },
  ...(data ? { data } : {}),
});

/** What a runner returns when it was told to stop. */
export const stoppedEarly = (data?: Record<string, unknown>): Outcome => errored('aborted', 'It was stopped before it ended.', data);

/** What a runner returns when a program or a peer that it needs is missing here. */
export const notAvailable = (why: string): Outcome => errored('not_available', `Not available here: ${why}`);
