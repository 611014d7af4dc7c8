'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { acknowledgeIncident as acknowledge } from '@/domain/incidents/acknowledge-incident';
import { addNote as add } from '@/domain/incidents/add-note';
import { changeSeverity as severity } from '@/domain/incidents/change-severity';
import { changeStatus as status } from '@/domain/incidents/change-status';
import { declareIncident as declare } from '@/domain/incidents/declare-incident';
import { reopenIncident as reopen } from '@/domain/incidents/reopen-incident';
import { resolveIncident as resolve } from '@/domain/incidents/resolve-incident';
import {
  AddNote,
  ChangeSeverity,
  ChangeStatus,
  DeclareIncident,
  OnIncident,
  ReopenIncident,
  ResolveIncident,
} from '@/domain/incidents/schema';
import { editNote as edit } from '@/domain/incidents/timeline/edit-note';
import { pinEvent as pin } from '@/domain/incidents/timeline/pin-event';
import { EditNote, PinEvent, UnpinEvent } from '@/domain/incidents/timeline/schema';
import { unpinEvent as unpin } from '@/domain/incidents/timeline/unpin-event';
import { act } from './act';
import type { ActionError } from './result';

/** What the form shows after it was refused: why, and what was typed. */
export type DeclareState = { error: ActionError; typed: Record<string, string | undefined> } | null;

const Declare = DeclareIncident.extend({ idempotencyKey: z.string().min(8).max(100).optional() });

export async function declareIncident(raw: unknown) {
  return act(Declare, raw, (ctx, { idempotencyKey, ...input }) => declare(ctx, input, { idempotencyKey }));
}
/** The same for a browser without scripts: answers what was wrong, or goes to the incident. */
export async function declareByForm(_before: DeclareState, form: FormData): Promise<DeclareState> {
  const typed = Object.fromEntries(
    ['title', 'severity', 'service', 'summary', 'runbook'].map((name) => [name, String(form.get(name) ?? '') || undefined]),
  );
  const result = await act(DeclareIncident, { ...typed, title: typed.title ?? '' }, (ctx, input) => declare(ctx, input));
  if (!result.ok) return { error: result.error, typed };
  redirect(`/incidents/${result.value.number}`);
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
export async function editNote(raw: unknown) {
  return act(EditNote, raw, edit);
}
export async function pinEvent(raw: unknown) {
  return act(PinEvent, raw, pin);
}
export async function unpinEvent(raw: unknown) {
  return act(UnpinEvent, raw, unpin);
}
export async function resolveIncident(raw: unknown) {
  return act(ResolveIncident, raw, resolve);
}
export async function reopenIncident(raw: unknown) {
  return act(ReopenIncident, raw, reopen);
}
