import { z } from 'zod';
import { addActionItem } from '@/domain/action-items/add-action-item';
import { changeActionItem } from '@/domain/action-items/change-action-item';
import { changeTracker } from '@/domain/action-items/change-tracker';
import { finishActionItem } from '@/domain/action-items/finish-action-item';
import { getActionItem } from '@/domain/action-items/get-action-item';
import { getTracker } from '@/domain/action-items/get-tracker';
import { listActionItems } from '@/domain/action-items/list-action-items';
import { proposeActionItems } from '@/domain/action-items/propose-action-items';
import { reopenActionItem } from '@/domain/action-items/reopen-action-item';
import {
  AddActionItem,
  ChangeOfActionItem,
  ChangeTracker,
  ListActionItems,
  ReopenActionItem,
  VerifyActionItem,
} from '@/domain/action-items/schema';
import { verifyActionItem } from '@/domain/action-items/verify-action-item';
import { type Route, route } from './route';

const byNumber = z.strictObject({ number: z.coerce.number().int().positive().max(2_147_483_647) });
const Nothing = z.strictObject({}).optional();

export const ACTION_ITEM_ROUTES: Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/action-items',
    summary: 'Action items, open ones first, then by when they are due',
    verb: 'listActionItems',
    query: ListActionItems,
    run: (ctx, { query }) => listActionItems(ctx, query),
  }),
  route({
    method: 'POST',
    path: '/api/v1/action-items',
    summary: 'Say what is to be different from now on, after an incident or about a runbook',
    verb: 'addActionItem',
    body: AddActionItem,
    status: 201,
    run: (ctx, { body, idempotencyKey }) => addActionItem(ctx, body, { idempotencyKey }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/action-items/:number',
    summary: 'One action item',
    verb: 'getActionItem',
    params: byNumber,
    run: (ctx, { params: { number } }) => getActionItem(ctx, number),
  }),
  route({
    method: 'POST',
    path: '/api/v1/action-items/:number',
    summary: 'Change an action item; give the revision you read',
    verb: 'changeActionItem',
    params: byNumber,
    body: ChangeOfActionItem,
    run: (ctx, { params: { number }, body }) => changeActionItem(ctx, { item: number, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/action-items/:number/done',
    summary: 'Say that it is done; it still waits to be verified',
    verb: 'finishActionItem',
    params: byNumber,
    body: Nothing,
    run: (ctx, { params: { number } }) => finishActionItem(ctx, { item: number }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/action-items/:number/verify',
    summary: 'Say that it works; by a run of its diagnostic where it names one',
    verb: 'verifyActionItem',
    params: byNumber,
    body: VerifyActionItem.omit({ item: true }).optional(),
    run: (ctx, { params: { number }, body }) => verifyActionItem(ctx, { item: number, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/action-items/:number/reopen',
    summary: 'Take it up again',
    verb: 'reopenActionItem',
    params: byNumber,
    body: ReopenActionItem.omit({ item: true }).optional(),
    run: (ctx, { params: { number }, body }) => reopenActionItem(ctx, { item: number, ...body }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/proposed-action-items',
    summary: "What the resolution's words on prevention come to, without what is an action item already",
    verb: 'proposeActionItems',
    params: byNumber,
    run: async (ctx, { params: { number } }) => ({ items: await proposeActionItems(ctx, number), nextCursor: null }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/issue-tracker',
    summary: 'The address of a new issue in the tracker outside',
    verb: 'getTracker',
    run: (ctx) => getTracker(ctx),
  }),
  route({
    method: 'POST',
    path: '/api/v1/issue-tracker',
    summary: 'Change that address; give the version you read',
    verb: 'changeTracker',
    body: ChangeTracker,
    run: (ctx, { body }) => changeTracker(ctx, body),
  }),
];
