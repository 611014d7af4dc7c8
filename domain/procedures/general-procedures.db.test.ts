import { expect, test } from 'vitest';
import { DomainError } from '@/domain/errors';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { getIncident } from '@/domain/incidents/get-incident';
import { listTimeline } from '@/domain/incidents/list-timeline';
import { loadRunbook } from '@/domain/runbooks/load-runbook';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { finishStep } from './finish-step';
import { startProcedure } from './start-procedure';

useTestDatabase();
const ana = person('Ana', 'responder');
const stranger = person('Sam', 'responder');

async function begin(runbook: string, restricted = false) {
  const { number } = await declareIncident(ana, { title: 'Rows are gone', severity: 'P0', restricted });
  const procedure = (await loadRunbook(runbook))?.procedures[0];
  const begun = await startProcedure(ana, { number, runbook, id: procedure?.id ?? '', contentHash: procedure?.contentHash ?? '' });
  return { number, begun, steps: procedure?.steps ?? [] };
}
const refusal = (promise: Promise<unknown>) => promise.catch((error) => (error instanceof DomainError ? error.code : String(error)));

test('S3-59 S3-78: after data loss five steps follow in order, each owned, and proving is not said but gated', async () => {
  const { number, begun, steps } = await begin('general/data-loss');
  expect(steps.map(({ id }) => id)).toEqual(['stop-writes', 'measure', 'restore', 'prove', 'resume']);
  expect(steps.every(({ owner }) => owner)).toBe(true);
  for (const step of ['stop-writes', 'measure', 'restore'])
    await finishStep(ana, { procedure: begun.id, step, evidence: `${step}: seen by two people` });
  expect(await refusal(finishStep(ana, { procedure: begun.id, step: 'prove' })), 'without its gate').toBe('conflict');
  const done = (await listTimeline(ana, { number })).items.filter(({ type }) => type === 'procedure_step_done');
  expect(done.map(({ data }) => (data as { evidence: string }).evidence)).toEqual([
    'stop-writes: seen by two people',
    'measure: seen by two people',
    'restore: seen by two people',
  ]);
});

test('S3-79: after a breach five steps follow in order, in an incident that only its people know', async () => {
  const { number, begun, steps } = await begin('general/security-breach', true);
  expect(steps.map(({ id }) => id)).toEqual(['isolate', 'secrets', 'read-logs', 'patch', 'audit']);
  await finishStep(ana, { procedure: begun.id, step: 'isolate', evidence: 'taken off the balancer' });
  expect(await refusal(getIncident(stranger, number))).toBe('not_found');
  expect(await refusal(finishStep(stranger, { procedure: begun.id, step: 'secrets' }))).toBe('not_found');
});
