'use server';

import { z } from 'zod';
import { cancelRun as cancel } from '@/domain/diagnostics/cancel-run';
import { decideApproval as decide } from '@/domain/diagnostics/decide-approval';
import { listApprovals as approvals } from '@/domain/diagnostics/list-approvals';
import { requestApproval as askApproval } from '@/domain/diagnostics/request-approval';
import { requestRun } from '@/domain/diagnostics/request-run';
import { resolveRemediation as resolve } from '@/domain/diagnostics/resolve-remediation';
import { DecideApproval, OnRun, RequestApproval, RequestRun } from '@/domain/diagnostics/schema';
import { act } from './act';

const Run = RequestRun.extend({ idempotencyKey: z.string().min(8).max(100).optional() });

/** Starts a run and answers with its id at once; output and verdict come by the page's live stream. */
export async function runDiagnostic(raw: unknown) {
  return act(Run, raw, (ctx, { idempotencyKey, ...input }) => requestRun(ctx, input, { idempotencyKey }));
}
export async function cancelRun(raw: unknown) {
  return act(OnRun, raw, cancel);
}
export async function resolveRemediation(raw: unknown) {
  return act(RequestRun, raw, resolve);
}
export async function requestApproval(raw: unknown) {
  return act(RequestApproval, raw, askApproval);
}
export async function decideApproval(raw: unknown) {
  return act(DecideApproval, raw, decide);
}
export async function listApprovals(raw: unknown) {
  return act(z.strictObject({ incident: z.int().positive() }), raw, approvals);
}
