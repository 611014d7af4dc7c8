import { z } from 'zod';
import { listPromises } from '@/domain/comms/list-promises';
import { listTemplates } from '@/domain/comms/list-templates';
import { listUpdates } from '@/domain/comms/list-updates';
import { previewUpdate } from '@/domain/comms/preview-update';
import { PreviewUpdate, SendUpdate } from '@/domain/comms/schema';
import { sendUpdate } from '@/domain/comms/send-update';
import { type Route, route } from './route';

const params = z.strictObject({ number: z.coerce.number().int().positive().max(2_147_483_647) });

export const COMMS_ROUTES: Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/templates',
    summary: 'The message templates in use',
    verb: 'listTemplates',
    run: async (ctx) => ({ items: await listTemplates(ctx), nextCursor: null }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/updates',
    summary: 'What was told to whom, and who was reached',
    verb: 'listUpdates',
    params,
    run: (ctx, { params: { number } }) => listUpdates(ctx, { number }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/updates',
    summary: 'Send an update',
    verb: 'sendUpdate',
    params,
    body: SendUpdate.omit({ number: true }),
    status: 201,
    run: (ctx, { params: { number }, body, idempotencyKey }) => sendUpdate(ctx, { number, ...body }, { idempotencyKey }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/updates/preview',
    summary: 'What an update would say in each channel; sends nothing',
    verb: 'previewUpdate',
    params,
    body: PreviewUpdate.omit({ number: true }),
    run: (ctx, { params: { number }, body }) => previewUpdate(ctx, { number, ...body }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/promises',
    summary: 'The promised updates, and what became of them',
    verb: 'listPromises',
    params,
    run: (ctx, { params: { number } }) => listPromises(ctx, { number }),
  }),
];
