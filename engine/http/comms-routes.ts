import { z } from 'zod';
import { listPromises } from '@/domain/comms/list-promises';
import { listUpdates } from '@/domain/comms/list-updates';
import { previewUpdate } from '@/domain/comms/preview-update';
import { PreviewUpdate, SendUpdate, WithdrawPromise } from '@/domain/comms/schema';
import { sendUpdate } from '@/domain/comms/send-update';
import { withdrawPromise } from '@/domain/comms/withdraw-promise';
import { type Route, route } from './route';

const number = z.coerce.number().int().positive().max(2_147_483_647);
const params = z.strictObject({ number });

export const COMMS_ROUTES: Route[] = [
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
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/promises/:promise/withdraw',
    summary: 'Take an open promise back, with the reason',
    verb: 'withdrawPromise',
    params: z.strictObject({ number, promise: z.uuid() }),
    body: WithdrawPromise.pick({ reason: true }),
    run: (ctx, { params: on, body }) => withdrawPromise(ctx, { ...on, ...body }),
  }),
];
