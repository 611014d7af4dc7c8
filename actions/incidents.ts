'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { acknowledgeIncident as acknowledge } from '@/domain/incidents/acknowledge-incident';
import { addLink as link } from '@/domain/incidents/add-link';
import { addNote as add } from '@/domain/incidents/add-note';
import { changeRestriction as restriction } from '@/domain/incidents/change-restriction';
import { changeSeverity as severity } from '@/domain/incidents/change-severity';
import { changeStatus as status } from '@/domain/incidents/change-status';
import { declareIncident as declare } from '@/domain/incidents/declare-incident';
import { editDetails as details } from '@/domain/incidents/edit-details';
import { mergeIncident as merge } from '@/domain/incidents/merge-incident';
import { addParticipant as bringIn } from '@/domain/incidents/people/add-participant';
import { assignRole as assign } from '@/domain/incidents/people/assign-role';
import { endRole as end } from '@/domain/incidents/people/end-role';
import { removeParticipant as takeOut } from '@/domain/incidents/people/remove-participant';
import { AddParticipant, AssignRole, EndRole, RemoveParticipant } from '@/domain/incidents/people/schema';
import { removeLink as unlink } from '@/domain/incidents/remove-link';
import { reopenIncident as reopen } from '@/domain/incidents/reopen-incident';
import {
  AddLink,
  AddNote,
  ChangeRestriction,
  ChangeSeverity,
  ChangeStatus,
  DeclareIncident,
  EditDetails,
  MergeIncident,
  OnIncident,
  OnLink,
  ReopenIncident,
} from '@/domain/incidents/schema';
import { editNote as edit } from '@/domain/incidents/timeline/edit-note';
import { pinEvent as pin } from '@/domain/incidents/timeline/pin-event';
import { EditNote, PinEvent, UnpinEvent } from '@/domain/incidents/timeline/schema';
import { unpinEvent as unpin } from '@/domain/incidents/timeline/unpin-event';
import { resolveWithReview as resolve } from '@/domain/reviews/resolve-with-review';
import { ResolveWithReview } from '@/domain/reviews/schema';
import { act } from './act';
import type { ActionError } from './result';

/** What the form shows after it was refused: why, and what was typed. */
export type DeclareState = { error: ActionError; typed: Record<string, string | undefined> } | null;

const TYPED = ['title', 'severity', 'service', 'summary', 'runbook', 'kind', 'impact', 'startedAt', 'customerVisible', 'restricted'];
const Declare = DeclareIncident.extend({ idempotencyKey: z.string().min(8).max(100).optional() });

export async function declareIncident(raw: unknown) {
  return act(Declare, raw, (ctx, { idempotencyKey, ...input }) => declare(ctx, input, { idempotencyKey }));
}
/** The same for a browser without scripts: answers what was wrong, or goes to the incident. */
export async function declareByForm(_before: DeclareState, form: FormData): Promise<DeclareState> {
  const typed = Object.fromEntries(TYPED.map((name) => [name, String(form.get(name) ?? '') || undefined]));
  const { startedAt, customerVisible, restricted, ...said } = typed;
  const input = {
    ...said,
    title: said.title ?? '',
    // Without scripts the field is in UTC, as its label says.
    ...(startedAt ? { startedAt: `${startedAt}Z` } : {}),
    ...(customerVisible ? { customerVisible: true } : {}),
    ...(restricted ? { restricted: true } : {}),
  };
  const result = await act(DeclareIncident, input, (ctx, asked) => declare(ctx, asked));
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
  return act(ResolveWithReview, raw, resolve);
}
export async function reopenIncident(raw: unknown) {
  return act(ReopenIncident, raw, reopen);
}
export async function editDetails(raw: unknown) {
  return act(EditDetails, raw, details);
}
export async function addLink(raw: unknown) {
  return act(AddLink, raw, link);
}
export async function removeLink(raw: unknown) {
  return act(OnLink, raw, unlink);
}
export async function mergeIncident(raw: unknown) {
  return act(MergeIncident, raw, merge);
}
export async function changeRestriction(raw: unknown) {
  return act(ChangeRestriction, raw, restriction);
}
export async function assignRole(raw: unknown) {
  return act(AssignRole, raw, assign);
}
export async function endRole(raw: unknown) {
  return act(EndRole, raw, end);
}
export async function addParticipant(raw: unknown) {
  return act(AddParticipant, raw, bringIn);
}
export async function removeParticipant(raw: unknown) {
  return act(RemoveParticipant, raw, takeOut);
}
