import { z } from 'zod';
import { listDeliveries } from '@/domain/comms/list-deliveries';
import { retryDelivery } from '@/domain/comms/retry-delivery';
import { addChannel } from '@/domain/deliveries/add-channel';
import { changeChannel } from '@/domain/deliveries/change-channel';
import { disableChannel } from '@/domain/deliveries/disable-channel';
import { enableChannel } from '@/domain/deliveries/enable-channel';
import { listChannels } from '@/domain/deliveries/list-channels';
import { rotateChannelKey } from '@/domain/deliveries/rotate-channel-key';
import { AddChannel, ChangeChannel } from '@/domain/deliveries/schema';
import { testChannel } from '@/domain/deliveries/test-channel';
import { type Route, route } from './route';

const onIncident = z.strictObject({ number: z.coerce.number().int().positive().max(2_147_483_647) });
const params = z.strictObject({ id: z.uuid() });
const Nothing = z.strictObject({}).optional();

export const DELIVERY_ROUTES: Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/deliveries',
    summary: 'What was sent about it, to whom, and how far that is',
    verb: 'listDeliveries',
    params: onIncident,
    run: (ctx, { params: { number } }) => listDeliveries(ctx, { number }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/deliveries/:id/retry',
    summary: 'Try a delivery again now',
    verb: 'retryDelivery',
    params,
    body: Nothing,
    run: (ctx, { params: { id } }) => retryDelivery(ctx, { id }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/channels',
    summary: 'The channels; of a webhook the host alone',
    verb: 'listChannels',
    run: async (ctx) => ({ items: await listChannels(ctx) }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/channels',
    summary: 'Add a channel',
    verb: 'addChannel',
    body: AddChannel,
    status: 201,
    run: (ctx, { body }) => addChannel(ctx, body),
  }),
  route({
    method: 'POST',
    path: '/api/v1/channels/:id',
    summary: 'Change a channel',
    verb: 'changeChannel',
    params,
    body: ChangeChannel.omit({ id: true }),
    run: (ctx, { params: { id }, body }) => changeChannel(ctx, { id, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/channels/:id/disable',
    summary: 'Disable a channel',
    verb: 'disableChannel',
    params,
    body: Nothing,
    run: (ctx, { params: { id } }) => disableChannel(ctx, { id }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/channels/:id/enable',
    summary: 'Enable a channel',
    verb: 'enableChannel',
    params,
    body: Nothing,
    run: (ctx, { params: { id } }) => enableChannel(ctx, { id }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/channels/:id/rotate-key',
    summary: 'Make a new signing key; it is answered once',
    verb: 'rotateChannelKey',
    params,
    body: Nothing,
    run: (ctx, { params: { id } }) => rotateChannelKey(ctx, { id }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/channels/:id/test',
    summary: 'Send a test message now',
    verb: 'testChannel',
    params,
    body: Nothing,
    run: (ctx, { params: { id } }) => testChannel(ctx, { id }),
  }),
];
