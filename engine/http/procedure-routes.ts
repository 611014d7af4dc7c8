import { z } from 'zod';
import { failStep } from '@/domain/procedures/fail-step';
import { finishStep } from '@/domain/procedures/finish-step';
import { listProcedures } from '@/domain/procedures/list-procedures';
import { FailStep, FinishStep, SkipStep, StartProcedure, StopProcedure } from '@/domain/procedures/schema';
import { skipStep } from '@/domain/procedures/skip-step';
import { startProcedure } from '@/domain/procedures/start-procedure';
import { stopProcedure } from '@/domain/procedures/stop-procedure';
import { type Route, route } from './route';

const OfIncident = z.strictObject({ number: z.coerce.number().int().positive().max(2_147_483_647) });
const OfProcedure = z.strictObject({ procedure: z.uuid() });
const OfStep = z.strictObject({ procedure: z.uuid(), step: z.string().min(1).max(64) });
const WHERE_STEP = { procedure: true, step: true } as const;

export const PROCEDURE_ROUTES: Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/procedures',
    summary: 'The procedures carried out in it',
    verb: 'listProcedures',
    params: OfIncident,
    run: async (ctx, { params }) => ({ items: await listProcedures(ctx, params), nextCursor: null }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/procedures',
    summary: 'Begin a procedure of a runbook in it',
    verb: 'startProcedure',
    params: OfIncident,
    body: StartProcedure.omit({ number: true }),
    status: 201,
    run: (ctx, { params, body }) => startProcedure(ctx, { ...params, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/procedures/:procedure/steps/:step/finish',
    summary: 'Say that a step is done; its gate decides where it has one',
    verb: 'finishStep',
    params: OfStep,
    body: FinishStep.omit(WHERE_STEP).optional(),
    run: (ctx, { params, body }) => finishStep(ctx, { ...params, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/procedures/:procedure/steps/:step/fail',
    summary: 'Say that a step did not work',
    verb: 'failStep',
    params: OfStep,
    body: FailStep.omit(WHERE_STEP),
    run: (ctx, { params, body }) => failStep(ctx, { ...params, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/procedures/:procedure/steps/:step/skip',
    summary: 'Go past a step, with a reason',
    verb: 'skipStep',
    params: OfStep,
    body: SkipStep.omit(WHERE_STEP),
    run: (ctx, { params, body }) => skipStep(ctx, { ...params, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/procedures/:procedure/stop',
    summary: 'End it before its last step',
    verb: 'stopProcedure',
    params: OfProcedure,
    body: StopProcedure.omit({ procedure: true }).optional(),
    run: (ctx, { params, body }) => stopProcedure(ctx, { ...params, ...body }),
  }),
];
