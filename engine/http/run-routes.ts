import { z } from 'zod';
import { compareWithHealthy } from '@/domain/diagnostics/baselines/compare-with-healthy';
import { cancelRun } from '@/domain/diagnostics/cancel-run';
import { decideApproval } from '@/domain/diagnostics/decide-approval';
import { getRun } from '@/domain/diagnostics/get-run';
import { listApprovals } from '@/domain/diagnostics/list-approvals';
import { listRuns } from '@/domain/diagnostics/list-runs';
import { readOutput } from '@/domain/diagnostics/read-output';
import { requestApproval } from '@/domain/diagnostics/request-approval';
import { requestRun } from '@/domain/diagnostics/request-run';
import { resolveRemediation } from '@/domain/diagnostics/resolve-remediation';
import { DecideApproval, RequestApproval, RequestRun } from '@/domain/diagnostics/schema';
import { listSeenBefore } from '@/domain/diagnostics/seen-before/list-seen-before';
import { listSeenInIncident } from '@/domain/diagnostics/seen-before/list-seen-in-incident';
import { RunOrigin } from '@/prisma/generated/enums';
import { type Route, route } from './route';

const params = z.strictObject({ id: z.uuid() });
const Nothing = z.strictObject({}).optional();
const ListRuns = z.strictObject({
  runbook: z.string().max(200).optional(),
  block: z.string().max(64).optional(),
  incident: z.coerce.number().int().positive().optional(),
  origin: z.enum(RunOrigin).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
});
const OMITTED = '\n… the middle is not shown here …\n';

export const RUN_ROUTES: Route[] = [
  route({
    method: 'POST',
    path: '/api/v1/runs',
    summary: 'Run a block of a runbook',
    verb: 'requestRun',
    body: RequestRun,
    status: 202,
    run: (ctx, { body, idempotencyKey }) => requestRun(ctx, body, { idempotencyKey }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/runs',
    summary: 'The newest runs',
    verb: 'listRuns',
    query: ListRuns,
    run: async (ctx, { query }) => ({ items: await listRuns(ctx, query), nextCursor: null }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/runs/:id',
    summary: 'One run with its output (head and tail when truncated)',
    verb: 'getRun',
    params,
    run: async (ctx, { params: { id } }) => {
      const run = await getRun(ctx, id);
      const { head, tail, sha256 } = await readOutput(ctx, id);
      return { ...run, output: tail ? head + OMITTED + tail : head, outputSha256: sha256 };
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/runs/:id/comparison',
    summary: 'Its result beside the last healthy one; null when there is none',
    verb: 'compareWithHealthy',
    params,
    run: async (ctx, { params: onRun }) => ({ comparison: await compareWithHealthy(ctx, onRun) }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/runs/:id/seen-before',
    summary: 'Earlier incidents in which a run failed in the same way, and what fixed them',
    verb: 'listSeenBefore',
    params,
    run: async (ctx, { params: onRun }) => ({ items: await listSeenBefore(ctx, onRun), nextCursor: null }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/seen-before',
    summary: 'Which of its failures were seen in earlier incidents, and what fixed those',
    verb: 'listSeenInIncident',
    params: z.strictObject({ number: z.coerce.number().int().positive().max(2_147_483_647) }),
    run: async (ctx, { params: onIncident }) => ({ items: await listSeenInIncident(ctx, onIncident), nextCursor: null }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/runs/:id/cancel',
    summary: 'Cancel a run',
    verb: 'cancelRun',
    params,
    body: Nothing,
    status: 202,
    run: (ctx, { params: { id } }) => cancelRun(ctx, { id }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/runs/resolve',
    summary: 'What a remediation would do, with its parameters resolved',
    verb: 'resolveRemediation',
    body: RequestRun,
    run: (ctx, { body }) => resolveRemediation(ctx, body),
  }),
  route({
    method: 'POST',
    path: '/api/v1/approvals',
    summary: 'Request approval for something destructive',
    verb: 'requestApproval',
    body: RequestApproval,
    status: 201,
    run: (ctx, { body }) => requestApproval(ctx, body),
  }),
  route({
    method: 'GET',
    path: '/api/v1/approvals',
    summary: 'Requests of an incident that can be decided or used',
    verb: 'listApprovals',
    query: z.strictObject({ incident: z.coerce.number().int().positive() }),
    run: async (ctx, { query }) => ({ items: await listApprovals(ctx, query), nextCursor: null }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/approvals/:id/decide',
    summary: "Approve or reject another person's request",
    verb: 'decideApproval',
    params,
    body: DecideApproval.omit({ id: true }),
    run: (ctx, { params: { id }, body }) => decideApproval(ctx, { id, ...body }),
  }),
];
