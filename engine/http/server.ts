import { randomUUID } from 'node:crypto';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance } from 'fastify';
import type { RunDispatcher } from '../jobs/run-dispatcher';
import { replyWithError } from './errors';
import { registerFrontDoor, registerGuards } from './front-door';
import { registerHealth, type Web } from './health';
import { type LiveParts, registerLive } from './live-routes';
import { registerMetrics } from './metrics';
import { registerOutput } from './output-routes';
import { registerRest } from './rest';

const BODY_BYTES = 1024 * 1024;

export type ServerParts = LiveParts & { dispatcher: RunDispatcher; web: Web };

/** The front door: everything that listens on PORT. */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_BYTES,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
  });
  app.setErrorHandler((error, request, reply) => replyWithError(error, request, reply));
  registerGuards(app);
  registerMetrics(app, parts);
  await app.register(swagger, {
    openapi: {
      info: { title: 'Sitrep', version: '1', description: 'Runbooks that run, incidents, and their evidence.' },
      components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
      security: [{ key: [] }],
    },
  });
  await app.register(async (api) => {
    // An action without a body is a POST all the same, whatever its content type says.
    api.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => parseJson(String(body), done));
    registerHealth(api, parts.web);
    registerRest(api);
    registerOutput(api, parts);
    registerLive(api, parts);
    api.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => app.swagger());
    api.all('/api/v1/*', { schema: { hide: true } }, async (request, reply) =>
      reply.code(404).send({
        error: {
          code: 'not_found',
          message: 'There is nothing at this address; see /api/v1/openapi.json.',
          path: request.url.split('?')[0],
        },
      }),
    );
  });
  registerFrontDoor(app, parts.web);
  return app;
}

function parseJson(body: string, done: (error: Error | null, value?: unknown) => void): void {
  if (body.trim() === '') return done(null, undefined);
  try {
    done(null, JSON.parse(body));
  } catch {
    done(Object.assign(new Error('The body is not valid JSON.'), { statusCode: 400 }));
  }
}
