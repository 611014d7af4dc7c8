import { z } from 'zod';
import { addSchedule } from '@/domain/diagnostics/schedules/add-schedule';
import { endSchedule } from '@/domain/diagnostics/schedules/end-schedule';
import { getScheduleHistory } from '@/domain/diagnostics/schedules/get-schedule-history';
import { listSchedules } from '@/domain/diagnostics/schedules/list-schedules';
import { pauseSchedule } from '@/domain/diagnostics/schedules/pause-schedule';
import { resumeSchedule } from '@/domain/diagnostics/schedules/resume-schedule';
import { AddSchedule, OnSchedule, PauseSchedule, ResumeSchedule } from '@/domain/diagnostics/schedules/schema';
import { type Route, route } from './route';

const Nothing = z.strictObject({}).optional();
const ListSchedules = z.strictObject({
  runbook: z.string().max(200).optional(),
  ended: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
});

export const SCHEDULE_ROUTES: Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/schedules',
    summary: 'What runs by itself',
    verb: 'listSchedules',
    query: ListSchedules,
    run: async (ctx, { query }) => ({ items: await listSchedules(ctx, query), nextCursor: null }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/schedules',
    summary: 'Run a diagnostic by itself',
    verb: 'addSchedule',
    body: AddSchedule,
    status: 201,
    run: (ctx, { body }) => addSchedule(ctx, body),
  }),
  route({
    method: 'GET',
    path: '/api/v1/schedules/:id',
    summary: 'A schedule and its newest results',
    verb: 'getScheduleHistory',
    params: OnSchedule,
    run: (ctx, { params }) => getScheduleHistory(ctx, params),
  }),
  route({
    method: 'POST',
    path: '/api/v1/schedules/:id/pause',
    summary: 'Stop it until someone resumes it',
    verb: 'pauseSchedule',
    params: OnSchedule,
    body: PauseSchedule.omit({ id: true }),
    run: (ctx, { params, body }) => pauseSchedule(ctx, { ...params, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/schedules/:id/resume',
    summary: 'Let it go on, with the block as it is now',
    verb: 'resumeSchedule',
    params: OnSchedule,
    body: ResumeSchedule.omit({ id: true }),
    run: (ctx, { params, body }) => resumeSchedule(ctx, { ...params, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/schedules/:id/end',
    summary: 'End it for good',
    verb: 'endSchedule',
    params: OnSchedule,
    body: Nothing,
    run: (ctx, { params }) => endSchedule(ctx, params),
  }),
];
