import { expect, test } from 'vitest';
import { verifyAudit } from '@/domain/audit/verify-audit';
import { systemContext } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { getIncident } from '@/domain/incidents/get-incident';
import { loadRunbook } from '@/domain/runbooks/load-runbook';
import { useTestDatabase } from '@/test/database';
import { makeRun } from '@/test/make-run';
import { person } from '@/test/people';
import { finishStep } from './finish-step';
import { startProcedure } from './start-procedure';

useTestDatabase();
const ana = person('Ana', 'responder');
const bo = person('Bo', 'responder');
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error) => (error instanceof DomainError ? error.code : String(error)),
  );

async function begin(slug: string, facts: object) {
  const { number } = await declareIncident(ana, { title: 'Broken', severity: 'P0', ...facts });
  const procedure = (await loadRunbook(slug))?.procedures[0];
  if (!procedure) throw new Error(`${slug} has no procedure`);
  return { number, begun: await startProcedure(ana, { number, runbook: slug, id: procedure.id, contentHash: procedure.contentHash }) };
}

test('S3-78: data loss is five steps, each with an owner, who did it, when and on what evidence; two wait for a diagnostic', async () => {
  const runbook = 'general/data-loss';
  const { number, begun } = await begin(runbook, {});
  expect(begun.steps.map(({ id, owner }) => [id, Boolean(owner)])).toEqual(
    ['stop-writes', 'measure', 'restore', 'prove', 'resume'].map((step) => [step, true]),
  );
  const at = (step: string) => ({ procedure: begun.id, step, evidence: 'seen' });
  for (const step of ['stop-writes', 'measure', 'restore']) await finishStep(ana, at(step));
  for (const [step, block] of [
    ['prove', 'integrity'],
    ['resume', 'writes-arrive'],
  ] as const) {
    expect(await codeOf(finishStep(bo, at(step)))).toBe('conflict');
    await makeRun(number, { runbook, block, verdict: 'ok' });
    await finishStep(bo, at(step));
  }
});

test('S3-79: a breach is known to those who take part alone, its five steps stand in a chain that verifies', async () => {
  const runbook = 'general/security-breach';
  const { number, begun } = await begin(runbook, { kind: 'security_breach' });
  expect(await getIncident(ana, number)).toMatchObject({ restricted: true });
  expect(await codeOf(getIncident(bo, number))).toBe('not_found');
  expect(await codeOf(finishStep(bo, { procedure: begun.id, step: 'isolate' }))).toBe('not_found');
  for (const { id: step, gate } of begun.steps) {
    if (gate) await makeRun(number, { runbook, block: gate, verdict: 'ok' });
    await finishStep(ana, { procedure: begun.id, step, evidence: `${step}: written down` });
  }
  expect(begun.steps).toHaveLength(5);
  expect(await verifyAudit(systemContext())).toMatchObject({ firstBroken: null });
});
