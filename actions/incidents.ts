'use server';

import { z } from 'zod';
import { acknowledgeIncident as acknowledge } from '@/domain/incidents/acknowledge-incident';
import { addNote as add } from '@/domain/incidents/add-note';
import { changeSeverity as severity } from '@/domain/incidents/change-severity';
import { changeStatus as status } from '@/domain/incidents/change-status';
import { declareIncident as declare } from '@/domain/incidents/declare-incident';
import { reopenIncident as reopen } from '@/domain/incidents/reopen-incident';
import { resolveIncident as resolve } from '@/domain/incidents/resolve-incident';
import { AddNote, ChangeSeverity, ChangeStatus, DeclareIncident, OnIncident, ReopenIncident, ResolveIncident } from '@/domain/incidents/schema';
import { act } from './act';

const Declare = DeclareIncident.extend({ idempotencyKey: z.string().min(8).max(100).optional() });

export async function declareIncident(raw: unknown) {
  return act(Declare, raw, (ctx, { idempotencyKey, ...input }) => declare(ctx, input, { idempotencyKey }));
}
export async function acknowledgeIncident(raw: unknown) {
  return act(OnIncident, raw, acknowledge);
}
export async function changeStatus(raw: unknown) {
  return act(ChangeStatus, raw, status);
}
export async function changeSeverity(raw: unknown) {
  return act(ChangeSeverity, raw, severity);
}
export async function addNote(raw: unknown) {
  return act(AddNote, raw, add);
}
export async function resolveIncident(raw: unknown) {
  return act(ResolveIncident, raw, resolve);
}
export async function reopenIncident(raw: unknown) {
  return act(ReopenIncident, raw, reopen);
}
