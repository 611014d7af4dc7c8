import { randomBytes } from 'node:crypto';
import httpProxy from '@fastify/http-proxy';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { contextFromRequest } from '@/auth/context-from-request';
import { env } from '@/lib/env';
import { degradedPage } from './degraded-page';
import type { Web } from './health';
import { checkHost, checkOrigin, publicOrigin } from './origin';
import { isForm, readForm } from './read-form';

const NONCE_BYTES = 16;
/** Set by the front door alone; what a client sends under these names is dropped. */
const FORWARDED = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'x-forwarded-prefix',
  'x-real-ip',
  'content-security-policy',
  'x-middleware-subrequest',
];
const development = process.env.NODE_ENV === 'development';

/** Content security policy with a nonce for this page; sign-in may go on to the identity provider. */
function contentSecurityPolicy(nonce: string): string {
  const { OIDC_ISSUER } = env();
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self'${OIDC_ISSUER ? ` ${new URL(OIDC_ISSUER).origin}` : ''}`,
    "frame-ancestors 'none'",
  ].join('; ');
}

const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

/** What every answer carries, and which hosts and origins are answered at all. */
export function registerGuards(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(SECURITY_HEADERS);
    checkHost(request);
  });
}

/** Hands everything that is not ours to the web process, and answers by itself while that is away. */
export function registerFrontDoor(app: FastifyInstance, web: Web): void {
  app.register(httpProxy, {
    upstream: '',
    websocket: development,
    http2: false,
    undici: { connections: 256, pipelining: 1, headersTimeout: 60_000, bodyTimeout: 0 },
    preHandler: async (request, reply) => {
      checkOrigin(request);
      if (!web.origin) return sendDegraded(request, reply);
      const policy = contentSecurityPolicy(randomBytes(NONCE_BYTES).toString('base64'));
      reply.header('content-security-policy', policy);
      (request as WithPolicy).policy = policy;
      if (!isForm(request)) return;
      const form = await readForm(request);
      if ('status' in form)
        return reply.code(form.status).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send(form.message);
      request.body = form;
    },
    replyOptions: {
      getUpstream: () => web.origin ?? '',
      rewriteRequestHeaders: (request, headers) => forwardedHeaders(request as unknown as WithPolicy, headers as Record<string, string>),
      onError: (reply) => void sendDegraded(reply.request as FastifyRequest, reply as unknown as FastifyReply),
    },
  });
}

type WithPolicy = FastifyRequest & { policy?: string };

function forwardedHeaders(request: WithPolicy, headers: Record<string, string>): Record<string, string> {
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !FORWARDED.includes(name)));
  const origin = publicOrigin(request);
  return {
    ...kept,
    host: origin.host,
    'x-forwarded-host': origin.host,
    'x-forwarded-proto': origin.protocol.slice(0, -1),
    'x-forwarded-for': request.ip,
    'x-request-id': request.id,
    // Next does not tell a layout its address; signing in comes back to it.
    'x-sitrep-path': request.method === 'GET' ? request.url : '/',
    ...(request.policy ? { 'content-security-policy': request.policy } : {}),
  };
}

async function sendDegraded(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { cookie, authorization } = request.headers;
  const visitor = await contextFromRequest({ cookie, authorization, requestId: request.id }).catch(() => 'unknown' as const);
  return reply
    .code(503)
    .headers({
      'retry-after': '5',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    })
    .type('text/html; charset=utf-8')
    .send(await degradedPage(visitor));
}
