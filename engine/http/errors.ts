import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, type ErrorCode } from '@/domain/errors';
import { log } from '@/lib/log';

const STATUS: Record<ErrorCode, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  unavailable: 503,
};
const RETRY_AFTER_SECONDS = 5;
/** Prisma's and the driver's ways to say that the database cannot be reached. */
const DATABASE_GONE = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'P2037',
  'ECONNREFUSED',
  'ECONNRESET',
  '57P01',
  '57P03',
  '53300',
]);

const MIB = 1024 * 1024;

/** Maps every error once: known ones with their message, unknown ones with nothing but the request's id. */
export function replyWithError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = error instanceof DomainError ? error : (fromFastify(error as FastifyError, request) ?? fromDatabase(error));
  if (!known) log.error({ err: error, requestId: request.id, url: request.url.slice(0, 200) }, 'request failed');
  const code = known?.code ?? 'internal';
  const message = known?.message ?? `Something went wrong on the server. Look for request ${request.id} in the log.`;
  const status = known ? STATUS[known.code] : 500;
  if (status === 503) reply.header('retry-after', String(RETRY_AFTER_SECONDS));
  if (reply.raw.headersSent) {
    reply.raw.destroy();
    return reply;
  }
  const path = request.url.split('?')[0];
  return reply
    .code((error as FastifyError).statusCode === 413 ? 413 : status)
    .send({ error: { code, message, path, requestId: request.id, ...(known?.details ? { details: known.details } : {}) } });
}

function fromFastify(error: FastifyError, { routeOptions }: FastifyRequest): DomainError | null {
  const status = error.statusCode;
  if (!status || status >= 500) return null;
  if (status === 404) return new DomainError('not_found', 'There is nothing at this address.');
  if (status === 413)
    return new DomainError('invalid', `The body is larger than ${routeOptions.bodyLimit / MIB} MiB, the most that is taken here at once.`);
  return new DomainError('invalid', error.message);
}

function fromDatabase(error: unknown): DomainError | null {
  const codes = [error, (error as { cause?: unknown })?.cause].map((part) => (part as { code?: string })?.code);
  const gone =
    codes.some((code) => code && DATABASE_GONE.has(code)) ||
    /can't reach database|connection terminated|timeout exceeded when trying to connect/i.test(String((error as Error)?.message));
  return gone
    ? new DomainError('unavailable', 'The database cannot be reached right now. Nothing was changed; try again in a moment.')
    : null;
}
