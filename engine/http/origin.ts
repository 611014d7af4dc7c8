import type { FastifyRequest } from 'fastify';
import { DomainError } from '@/domain/errors';
import { env } from '@/lib/env';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The address people use: PUBLIC_URL, or what their browser says it asked for. */
export function publicOrigin(request: FastifyRequest): URL {
  const { PUBLIC_URL } = env();
  if (PUBLIC_URL) return new URL(PUBLIC_URL);
  const host = request.headers.host ?? '';
  if (!URL.canParse(`http://${host}`)) throw new DomainError('invalid', 'The Host header is not an address.');
  return new URL(`http://${host}`);
}

/**
 * A page elsewhere can point a name at this machine (DNS rebinding). Listening on loopback without PUBLIC_URL, only
 * loopback names are answered.
 */
export function checkHost(request: FastifyRequest): void {
  const { HOST, PUBLIC_URL } = env();
  if (PUBLIC_URL || !LOOPBACK.has(HOST)) return;
  if (!LOOPBACK.has(publicOrigin(request).hostname))
    throw new DomainError('forbidden', `This console answers at http://${HOST}:${env().PORT}. Set PUBLIC_URL to use another name.`);
}

/** Refuses a write that did not come from the console's own pages: one over plain HTTP is another's, where PUBLIC_URL is https. */
export function checkOrigin(request: FastifyRequest): void {
  if (SAFE_METHODS.has(request.method)) return;
  const { origin } = request.headers;
  const part = env().PUBLIC_URL ? 'origin' : 'host';
  if (!origin || !URL.canParse(origin) || new URL(origin)[part] !== publicOrigin(request)[part])
    throw new DomainError('forbidden', 'This request did not come from the console. Reload the page and try again.');
}
