import { z } from 'zod';
import { listClocks } from '@/domain/incidents/clocks/list-clocks';
import { pauseClock } from '@/domain/incidents/clocks/pause-clock';
import { resumeClock } from '@/domain/incidents/clocks/resume-clock';
import { PauseClock, ResumeClock, TellStatusPage } from '@/domain/incidents/clocks/schema';
import { tellStatusPage } from '@/domain/incidents/clocks/tell-status-page';
import { getWorkflow } from '@/domain/incidents/workflow/get-workflow';
import { type Route, route } from './route';

const params = z.strictObject({ number: z.coerce.number().int().positive().max(2_147_483_647) });

export const CLOCK_ROUTES: Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/clocks',
    summary: 'Its clocks, the most urgent first, with the time by which they are read',
    verb: 'listClocks',
    params,
    run: (ctx, { params: { number } }) => listClocks(ctx, { number }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/workflow',
    summary: 'Where it is in the workflow, step by step',
    verb: 'getWorkflow',
    params,
    run: async (ctx, { params: { number } }) => ({ items: await getWorkflow(ctx, { number }), nextCursor: null }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/clocks/pause',
    summary: 'Pause a clock, for a reason',
    verb: 'pauseClock',
    params,
    body: PauseClock.omit({ number: true }),
    status: 201,
    run: (ctx, { params: { number }, body }) => pauseClock(ctx, { number, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/clocks/resume',
    summary: 'Let a paused clock go on',
    verb: 'resumeClock',
    params,
    body: ResumeClock.omit({ number: true }),
    status: 201,
    run: (ctx, { params: { number }, body }) => resumeClock(ctx, { number, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/status-page',
    summary: 'Say that the status page tells of it',
    verb: 'tellStatusPage',
    params,
    body: TellStatusPage.omit({ number: true }).optional(),
    status: 201,
    run: (ctx, { params: { number }, body }) => tellStatusPage(ctx, { number, ...body }),
  }),
];
