'use server';

import { z } from 'zod';
import { approveUpdate as approve } from '@/domain/comms/approve-update';
import { archiveTemplate as archive } from '@/domain/comms/archive-template';
import { cancelUpdate as cancel } from '@/domain/comms/cancel-update';
import { changeDraft as change } from '@/domain/comms/change-draft';
import { changeTemplate as rewrite } from '@/domain/comms/change-template';
import { createTemplate as create } from '@/domain/comms/create-template';
import { draftUpdate as draft } from '@/domain/comms/draft-update';
import { requestUpdateApproval as askApproval } from '@/domain/comms/request-update-approval';
import { returnUpdate as giveBack } from '@/domain/comms/return-update';
import { scheduleUpdate as schedule } from '@/domain/comms/schedule-update';
import {
  ArchiveTemplate,
  CancelUpdate,
  ChangeDraft,
  ChangeTemplate,
  CreateTemplate,
  DraftUpdate,
  OnUpdate,
  ReturnUpdate,
  ScheduleUpdate,
  SendUpdate,
  WithdrawPromise,
} from '@/domain/comms/schema';
import { sendUpdate as send } from '@/domain/comms/send-update';
import { withdrawPromise as withdraw } from '@/domain/comms/withdraw-promise';
import { act } from './act';

const Send = SendUpdate.extend({ idempotencyKey: z.string().min(8).max(100).optional() });

export async function draftUpdate(raw: unknown) {
  return act(DraftUpdate, raw, draft);
}
export async function changeDraft(raw: unknown) {
  return act(ChangeDraft, raw, change);
}
export async function requestUpdateApproval(raw: unknown) {
  return act(OnUpdate, raw, askApproval);
}
export async function approveUpdate(raw: unknown) {
  return act(OnUpdate, raw, approve);
}
export async function returnUpdate(raw: unknown) {
  return act(ReturnUpdate, raw, giveBack);
}
export async function scheduleUpdate(raw: unknown) {
  return act(ScheduleUpdate, raw, schedule);
}
export async function cancelUpdate(raw: unknown) {
  return act(CancelUpdate, raw, cancel);
}
export async function sendUpdate(raw: unknown) {
  return act(Send, raw, (ctx, { idempotencyKey, ...input }) => send(ctx, input, { idempotencyKey }));
}
export async function withdrawPromise(raw: unknown) {
  return act(WithdrawPromise, raw, withdraw);
}
export async function createTemplate(raw: unknown) {
  return act(CreateTemplate, raw, create);
}
export async function changeTemplate(raw: unknown) {
  return act(ChangeTemplate, raw, rewrite);
}
export async function archiveTemplate(raw: unknown) {
  return act(ArchiveTemplate, raw, archive);
}
