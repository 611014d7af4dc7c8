import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { contextFromRequest } from '@/auth/context-from-request';
import type { Context } from '@/domain/context';
import { DomainError, notFound } from '@/domain/errors';
import { readInput } from '@/domain/read-input';
import { ACTION_ITEM_ROUTES } from './action-item-routes';
import { ANALYTICS_ROUTES } from './analytics-routes';
import { CLOCK_ROUTES } from './clock-routes';
import { COMMS_ROUTES } from './comms-routes';
import { DELIVERY_ROUTES } from './delivery-routes';
import { DRAFT_ROUTES } from './draft-routes';
import { INCIDENT_ROUTES } from './incident-routes';
import { INVESTIGATION_ROUTES } from './investigation-routes';
import { ONCALL_ROUTES } from './oncall-routes';
import { checkOrigin } from './origin';
import { PEOPLE_ROUTES } from './people-routes';
import { POLICY_ROUTES } from './policy-routes';
import { PROCEDURE_ROUTES } from './procedure-routes';
import { REHEARSAL_ROUTES } from './rehearsal-routes';
import { REVIEW_PART_ROUTES } from './review-part-routes';
import { REVIEW_ROUTES } from './review-routes';
import type { Route } from './route';
import { RUN_ROUTES } from './run-routes';
import { RUNBOOK_ROUTES } from './runbook-routes';
import { SCHEDULE_ROUTES } from './schedule-routes';
import { STAKEHOLDER_ROUTES } from './stakeholder-routes';
import { TEMPLATE_ROUTES } from './template-routes';
import { TIMELINE_ROUTES } from './timeline-routes';

export const ROUTES: Route[] = [
  ...RUNBOOK_ROUTES,
  ...RUN_ROUTES,
  ...SCHEDULE_ROUTES,
  ...REHEARSAL_ROUTES,
  ...INCIDENT_ROUTES,
  ...PEOPLE_ROUTES,
  ...DELIVERY_ROUTES,
  ...ONCALL_ROUTES,
  ...STAKEHOLDER_ROUTES,
  ...TIMELINE_ROUTES,
  ...INVESTIGATION_ROUTES,
  ...PROCEDURE_ROUTES,
  ...CLOCK_ROUTES,
  ...POLICY_ROUTES,
  ...COMMS_ROUTES,
  ...DRAFT_ROUTES,
  ...TEMPLATE_ROUTES,
  ...ANALYTICS_ROUTES,
  ...ACTION_ITEM_ROUTES,
  ...REVIEW_ROUTES,
  ...REVIEW_PART_ROUTES,
];
const KEY_CHARS = 200;

/** Who asks, or unauthenticated. A cookie's write must come from the console's own pages. */
export async function contextOf(request: FastifyRequest): Promise<Context> {
  const { cookie, authorization } = request.headers;
  const ctx = await contextFromRequest({ cookie, authorization, requestId: request.id });
  if (!ctx) throw new DomainError('unauthenticated', 'Sign in, or send a valid API key as "Authorization: Bearer KEY".');
  if (authorization === undefined) checkOrigin(request);
  return ctx;
}

/** Registers every REST door. Bodies are checked by zod, strictly; the first failing part answers 422 with its fields. */
export function registerRest(app: FastifyInstance): void {
  for (const route of ROUTES)
    app.route({
      method: route.method,
      url: route.path,
      ...(route.bodyBytes ? { bodyLimit: route.bodyBytes } : {}),
      schema: openApi(route),
      validatorCompiler: () => () => true,
      handler: async (request, reply) => {
        // What one person may see is kept by nobody on the way, and not by a browser that another one uses next.
        reply.header('cache-control', 'no-store');
        const ctx = await contextOf(request);
        const result = await route.run(ctx, {
          params: pathOf(route, request),
          query: checked(route.query, request.query),
          body: checked(route.body, request.body ?? undefined),
          idempotencyKey: idempotencyKey(request),
          request,
          reply,
        });
        return reply.code(route.status ?? 200).send(result);
      },
    });
}

/** An address that could not name anything is not found, not misspelt. */
function pathOf(route: Route, request: FastifyRequest): unknown {
  if (!route.params) return undefined;
  const read = readInput(route.params, request.params);
  if (!read.ok) throw notFound(request.url.split('?')[0] ?? 'This');
  return read.input;
}

/** Parses with the schema, or throws invalid with one detail a field. */
export function checked<S extends z.ZodType>(schema: S | undefined, value: unknown): z.output<S> {
  if (!schema) return undefined as z.output<S>;
  const read = readInput(schema, value);
  if (read.ok) return read.input;
  const { details } = read;
  throw new DomainError('invalid', details.map(({ field, message }) => `${field || 'body'}: ${message}`).join('; '), details);
}

function idempotencyKey(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || key.length === 0 || key.length > KEY_CHARS)
    throw new DomainError('invalid', 'Idempotency-Key must have 1 to 200 characters.', [
      { field: 'Idempotency-Key', message: 'must have 1 to 200 characters' },
    ]);
  return key;
}

const json = (schema: z.ZodType | undefined) =>
  schema ? { ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), $schema: undefined } : undefined;

function openApi(route: Route) {
  return {
    summary: route.summary,
    operationId: route.verb,
    tags: [route.path.split('/')[3] ?? 'console'],
    ...(route.params ? { params: json(route.params) } : {}),
    ...(route.query ? { querystring: json(route.query) } : {}),
    ...(route.body ? { body: json(route.body) } : {}),
  };
}
