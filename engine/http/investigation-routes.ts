import { z } from 'zod';
import { addHypothesis } from '@/domain/investigation/add-hypothesis';
import { addTask } from '@/domain/investigation/add-task';
import { changeHypothesisTest } from '@/domain/investigation/change-hypothesis-test';
import { changeStep } from '@/domain/investigation/change-step';
import { changeTask } from '@/domain/investigation/change-task';
import { decideHypothesis } from '@/domain/investigation/decide-hypothesis';
import { dropTask } from '@/domain/investigation/drop-task';
import { finishTask } from '@/domain/investigation/finish-task';
import { listHypotheses } from '@/domain/investigation/list-hypotheses';
import { listSteps } from '@/domain/investigation/list-steps';
import { listTasks } from '@/domain/investigation/list-tasks';
import { reopenHypothesis } from '@/domain/investigation/reopen-hypothesis';
import { reopenTask } from '@/domain/investigation/reopen-task';
import {
  AddTask,
  ChangeStep,
  ChangeTask,
  DecideHypothesis,
  DropTask,
  FinishTask,
  NewHypothesis,
  NewTest,
  ReopenHypothesis,
  TestHypothesis,
} from '@/domain/investigation/schema';
import { testHypothesis } from '@/domain/investigation/test-hypothesis';
import { type Route, route } from './route';

const onIncident = z.strictObject({ number: z.coerce.number().int().positive().max(2_147_483_647) });
const byId = z.strictObject({ id: z.uuid() });
const Nothing = z.strictObject({}).optional();

const TASK_ROUTES: Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/tasks',
    summary: 'Its tasks, open ones first',
    verb: 'listTasks',
    params: onIncident,
    run: async (ctx, { params: { number } }) => ({ items: await listTasks(ctx, number), nextCursor: null }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/tasks',
    summary: 'Note something that has to be done',
    verb: 'addTask',
    params: onIncident,
    body: AddTask.omit({ number: true }),
    status: 201,
    run: (ctx, { params: { number }, body }) => addTask(ctx, { number, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/tasks/:id',
    summary: "Change an open task's title, owner or due time",
    verb: 'changeTask',
    params: byId,
    body: ChangeTask.omit({ task: true }),
    run: (ctx, { params: { id }, body }) => changeTask(ctx, { task: id, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/tasks/:id/done',
    summary: 'Say that it is done',
    verb: 'finishTask',
    params: byId,
    body: FinishTask.omit({ task: true }).optional(),
    run: (ctx, { params: { id }, body }) => finishTask(ctx, { task: id, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/tasks/:id/drop',
    summary: 'Say that it will not be done',
    verb: 'dropTask',
    params: byId,
    body: DropTask.omit({ task: true }).optional(),
    run: (ctx, { params: { id }, body }) => dropTask(ctx, { task: id, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/tasks/:id/reopen',
    summary: 'Take it up again',
    verb: 'reopenTask',
    params: byId,
    body: Nothing,
    run: (ctx, { params: { id } }) => reopenTask(ctx, { task: id }),
  }),
];

const HYPOTHESIS_ROUTES: Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/hypotheses',
    summary: 'Its hypotheses, with what tests them and what the tests say',
    verb: 'listHypotheses',
    params: onIncident,
    run: async (ctx, { params: { number } }) => ({ items: await listHypotheses(ctx, number), nextCursor: null }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/hypotheses',
    summary: 'Note a supposed cause and the diagnostic that tests it',
    verb: 'addHypothesis',
    params: onIncident,
    body: NewHypothesis,
    status: 201,
    run: (ctx, { params: { number }, body }) => addHypothesis(ctx, { number, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/hypotheses/:id/diagnostic',
    summary: 'Say which diagnostic tests it, or that none does',
    verb: 'changeHypothesisTest',
    params: byId,
    body: NewTest,
    run: (ctx, { params: { id }, body }) => changeHypothesisTest(ctx, { hypothesis: id, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/hypotheses/:id/test',
    summary: 'Say which run tests it',
    verb: 'testHypothesis',
    params: byId,
    body: TestHypothesis.omit({ hypothesis: true }),
    run: (ctx, { params: { id }, body }) => testHypothesis(ctx, { hypothesis: id, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/hypotheses/:id/decide',
    summary: 'Confirm or refute it, with a run as evidence or with a reason',
    verb: 'decideHypothesis',
    params: byId,
    body: DecideHypothesis.omit({ hypothesis: true }),
    run: (ctx, { params: { id }, body }) => decideHypothesis(ctx, { hypothesis: id, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/hypotheses/:id/reopen',
    summary: 'Take it up again',
    verb: 'reopenHypothesis',
    params: byId,
    body: ReopenHypothesis.omit({ hypothesis: true }).optional(),
    run: (ctx, { params: { id }, body }) => reopenHypothesis(ctx, { hypothesis: id, ...body }),
  }),
];

const STEP_ROUTES: Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/steps',
    summary: 'The eight steps of its investigation',
    verb: 'listSteps',
    params: onIncident,
    run: async (ctx, { params: { number } }) => ({ items: await listSteps(ctx, number), nextCursor: null }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/steps',
    summary: 'Begin a step, or say that it is done, skipped or open again',
    verb: 'changeStep',
    params: onIncident,
    body: ChangeStep.omit({ number: true }),
    run: (ctx, { params: { number }, body }) => changeStep(ctx, { number, ...body }),
  }),
];

export const INVESTIGATION_ROUTES: Route[] = [...TASK_ROUTES, ...HYPOTHESIS_ROUTES, ...STEP_ROUTES];
