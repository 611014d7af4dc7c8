import { z } from 'zod';
import { changeRehearsal } from '@/domain/diagnostics/rehearsal/change-rehearsal';
import { getRehearsal } from '@/domain/diagnostics/rehearsal/get-rehearsal';
import { ChangeRehearsal } from '@/domain/diagnostics/rehearsal/schema';
import { startRehearsal } from '@/domain/diagnostics/rehearsal/start-rehearsal';
import { type Route, route } from './route';

const Nothing = z.strictObject({}).optional();

export const REHEARSAL_ROUTES: Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/rehearsal',
    summary: 'When diagnostics are rehearsed, the last result, and what stopped working',
    verb: 'getRehearsal',
    run: (ctx) => getRehearsal(ctx),
  }),
  route({
    method: 'POST',
    path: '/api/v1/rehearsal',
    summary: 'Say when diagnostics are rehearsed and against what',
    verb: 'changeRehearsal',
    body: ChangeRehearsal,
    run: (ctx, { body }) => changeRehearsal(ctx, body),
  }),
  route({
    method: 'POST',
    path: '/api/v1/rehearsal/start',
    summary: 'Rehearse now',
    verb: 'startRehearsal',
    body: Nothing,
    status: 202,
    run: (ctx) => startRehearsal(ctx),
  }),
];
