import { z } from 'zod';
import { approveUpdate } from '@/domain/comms/approve-update';
import { cancelUpdate } from '@/domain/comms/cancel-update';
import { changeDraft } from '@/domain/comms/change-draft';
import { draftUpdate } from '@/domain/comms/draft-update';
import { requestUpdateApproval } from '@/domain/comms/request-update-approval';
import { returnUpdate } from '@/domain/comms/return-update';
import { scheduleUpdate } from '@/domain/comms/schedule-update';
import { CancelUpdate, ChangeDraft, DraftUpdate, OnUpdate, ReturnUpdate, ScheduleUpdate } from '@/domain/comms/schema';
import { type Route, route } from './route';

const number = z.coerce.number().int().positive().max(2_147_483_647);
const onUpdate = z.strictObject({ number, update: z.uuid() });
/** The revision that was seen stands in the body. */
const NAMED = { number: true, update: true } as const;

/** What becomes of an update before it is sent. */
export const DRAFT_ROUTES: Route[] = [
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/drafts',
    summary: 'Keep an update that is not ready to be sent',
    verb: 'draftUpdate',
    params: z.strictObject({ number }),
    body: DraftUpdate.omit({ number: true }),
    status: 201,
    run: (ctx, { params: on, body }) => draftUpdate(ctx, { ...on, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/updates/:update',
    summary: 'Write a draft anew',
    verb: 'changeDraft',
    params: onUpdate,
    body: ChangeDraft.omit(NAMED),
    run: (ctx, { params: on, body }) => changeDraft(ctx, { ...on, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/updates/:update/request-approval',
    summary: 'Ask someone else to approve a draft',
    verb: 'requestUpdateApproval',
    params: onUpdate,
    body: OnUpdate.omit(NAMED),
    run: (ctx, { params: on, body }) => requestUpdateApproval(ctx, { ...on, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/updates/:update/approve',
    summary: 'Approve a draft, its words as they stand',
    verb: 'approveUpdate',
    params: onUpdate,
    body: OnUpdate.omit(NAMED),
    run: (ctx, { params: on, body }) => approveUpdate(ctx, { ...on, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/updates/:update/return',
    summary: 'Hand an update that waits or is scheduled back to its author',
    verb: 'returnUpdate',
    params: onUpdate,
    body: ReturnUpdate.omit(NAMED),
    run: (ctx, { params: on, body }) => returnUpdate(ctx, { ...on, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/updates/:update/schedule',
    summary: 'Have a draft sent at a time to come',
    verb: 'scheduleUpdate',
    params: onUpdate,
    body: ScheduleUpdate.omit(NAMED),
    run: (ctx, { params: on, body }) => scheduleUpdate(ctx, { ...on, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/updates/:update/cancel',
    summary: 'End an update that was not sent',
    verb: 'cancelUpdate',
    params: onUpdate,
    body: CancelUpdate.omit(NAMED),
    run: (ctx, { params: on, body }) => cancelUpdate(ctx, { ...on, ...body }),
  }),
];
