'use server';

import { addActionItem as add } from '@/domain/action-items/add-action-item';
import { changeActionItem as change } from '@/domain/action-items/change-action-item';
import { changeTracker as track } from '@/domain/action-items/change-tracker';
import { finishActionItem as finish } from '@/domain/action-items/finish-action-item';
import { reopenActionItem as reopen } from '@/domain/action-items/reopen-action-item';
import {
  AddActionItem,
  ChangeActionItem,
  ChangeTracker,
  OnActionItem,
  ReopenActionItem,
  VerifyActionItem,
} from '@/domain/action-items/schema';
import { verifyActionItem as verify } from '@/domain/action-items/verify-action-item';
import { act } from './act';

export async function addActionItem(raw: unknown) {
  return act(AddActionItem, raw, (ctx, input) => add(ctx, input));
}
export async function changeActionItem(raw: unknown) {
  return act(ChangeActionItem, raw, change);
}
export async function finishActionItem(raw: unknown) {
  return act(OnActionItem, raw, finish);
}
export async function verifyActionItem(raw: unknown) {
  return act(VerifyActionItem, raw, verify);
}
export async function reopenActionItem(raw: unknown) {
  return act(ReopenActionItem, raw, reopen);
}
export async function changeTracker(raw: unknown) {
  return act(ChangeTracker, raw, track);
}
