import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { executeRun } from '@/domain/diagnostics/execute-run';
import { closeSandboxes } from '@/domain/diagnostics/kinds/bash';
import { requestRun } from '@/domain/diagnostics/request-run';
import { DomainError } from '@/domain/errors';
import { changeStatus } from '@/domain/incidents/change-status';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { listTimeline } from '@/domain/incidents/list-timeline';
import { mergeIncident } from '@/domain/incidents/merge-incident';
import { reopenIncident } from '@/domain/incidents/reopen-incident';
import { resolveIncident } from '@/domain/incidents/resolve-incident';
import { loadRunbook } from '@/domain/runbooks/load-runbook';
import { db } from '@/lib/db';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { failStep } from './fail-step';
import { finishStep } from './finish-step';
import { listProcedures } from './list-procedures';
import { skipStep } from './skip-step';
import { startProcedure } from './start-procedure';
import { stopProcedure } from './stop-procedure';

const root = mkdtempSync(path.join(tmpdir(), 'sitrep-procedures-'));
const SLUG = 'practice/rollback';
const ENGINE = 'test-engine';
const runbook = (title = 'Roll back') => `---
title: Rollback
summary: For the tests.
service: practice
owner: tests
inputs:
  code: { type: int, label: Exit code, required: true }
---
<Procedure id="rollback" title="${title}">
<Step id="stop" title="Stop it" owner="responder">Stop the application.</Step>
<Step id="health" title="Is it healthy?" gate="healthy">
<Diagnostic id="healthy" title="Health" target="local" fail="exit_code != 0">
\`\`\`bash
exit "$INPUT_CODE"
\`\`\`
</Diagnostic>
</Step>
<Step id="tell" title="Tell people">Write.</Step>
</Procedure>
`;

useTestDatabase();
const write = (text: string) => writeFileSync(path.join(root, 'runbooks', `${SLUG}.mdx`), text);
beforeAll(async () => {
  mkdirSync(path.join(root, 'runbooks/practice'), { recursive: true });
  writeFileSync(path.join(root, 'targets.yaml'), 'targets: []\n');
  Object.assign(process.env, { RUNBOOKS_DIR: path.join(root, 'runbooks'), TARGETS_FILE: path.join(root, 'targets.yaml'), LAB: 'off' });
  write(runbook());
  await db().engine.create({ data: { id: ENGINE, host: 'here', startedAt: new Date(), beatAt: new Date() } });
});
afterAll(async () => {
  await closeSandboxes();
  rmSync(root, { recursive: true, force: true });
});

const ana = person('Ana', 'responder');
const viewer = person('Vi', 'viewer');
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error) => (error instanceof DomainError ? error.code : String(error)),
  );

async function begin(restricted = false) {
  const { number } = await declareIncident(ana, { title: 'Broken', severity: 'P1', restricted });
  const procedure = (await loadRunbook(SLUG))?.procedures[0];
  const asked = { number, runbook: SLUG, id: 'rollback', contentHash: procedure?.contentHash ?? '' };
  return { number, asked, begun: await startProcedure(ana, asked) };
}

async function runGate(number: number, code: number): Promise<string> {
  const block = (await loadRunbook(SLUG))?.blocks[0];
  const request = { runbook: SLUG, block: 'healthy', contentHash: block?.contentHash ?? '', inputs: { code }, incident: number };
  const { id } = await requestRun(ana, request);
  await executeRun(id, ENGINE, new AbortController(), { started: () => {}, ended: () => {}, elsewhere: () => {} });
  return id;
}

const typesOf = async (number: number) => (await listTimeline(ana, { number })).items.map(({ type }) => type);

test('a procedure is carried out step by step, its gate decides, and all of it is in the timeline', async () => {
  const { number, begun } = await begin();
  const at = (step: string) => ({ procedure: begun.id, step });
  expect(begun).toMatchObject({ state: 'running', next: 'stop', startedBy: 'Ana', title: 'Roll back' });
  expect(await codeOf(finishStep(ana, at('tell')))).toBe('conflict');
  expect(await finishStep(ana, { ...at('stop'), evidence: 'unit stopped' })).toMatchObject({ next: 'health' });

  expect(await codeOf(finishStep(ana, at('health')))).toBe('conflict');
  const failed = await runGate(number, 3);
  const stands = await finishStep(ana, at('health'));
  expect(stands).toMatchObject({ state: 'running', next: 'health' });
  expect(stands.steps[1]).toMatchObject({ state: 'failed', run: failed, verdict: 'fail' });
  expect(await codeOf(finishStep(ana, at('tell')))).toBe('conflict');
  expect(await codeOf(finishStep(ana, at('health'))), 'by the run that failed it').toBe('conflict');

  const passed = await runGate(number, 0);
  expect((await finishStep(ana, at('health'))).steps[1]).toMatchObject({ state: 'done', run: passed, doneBy: 'Ana' });
  expect(await finishStep(ana, at('tell'))).toMatchObject({ state: 'completed', next: null, endedBy: 'Ana' });

  expect((await typesOf(number)).filter((type) => type.startsWith('procedure'))).toEqual([
    'procedure_started',
    'procedure_step_done',
    'procedure_step_failed',
    'procedure_step_done',
    'procedure_step_done',
    'procedure_completed',
  ]);
  expect(await listProcedures(viewer, { number })).toMatchObject([{ procedure: 'rollback', state: 'completed' }]);
});

test('a step that did not work stays until it succeeds or is skipped with a reason', async () => {
  const { begun } = await begin();
  const at = { procedure: begun.id, step: 'stop' };
  expect((await failStep(ana, { ...at, evidence: 'unit hangs' })).steps[0]).toMatchObject({ state: 'failed', evidence: 'unit hangs' });
  expect((await skipStep(ana, { ...at, reason: 'killed by hand' })).next).toBe('health');
  expect(await codeOf(failStep(ana, { procedure: begun.id, step: 'health', evidence: 'x' }))).toBe('invalid');
});

test('it is begun once, and anew once it has ended', async () => {
  const { asked, begun } = await begin();
  expect(await codeOf(startProcedure(ana, asked))).toBe('conflict');
  expect(await stopProcedure(ana, { procedure: begun.id, reason: 'wrong one' })).toMatchObject({ state: 'stopped', next: null });
  expect(await codeOf(stopProcedure(ana, { procedure: begun.id }))).toBe('conflict');
  expect(await codeOf(finishStep(ana, { procedure: begun.id, step: 'stop' }))).toBe('conflict');
  expect(await startProcedure(ana, asked)).toMatchObject({ state: 'running' });
});

test('of two who finish one step at once, one does', async () => {
  const { begun } = await begin();
  const at = { procedure: begun.id, step: 'stop' };
  expect((await Promise.all([codeOf(finishStep(ana, at)), codeOf(finishStep(ana, at))])).sort()).toEqual(['conflict', 'done']);
});

test('what changed since it was shown is not begun, and what runs keeps its steps', async () => {
  const { number, asked, begun } = await begin();
  write(runbook('Roll back quickly'));
  await stopProcedure(ana, { procedure: begun.id });
  expect(await codeOf(startProcedure(ana, asked))).toBe('conflict');
  expect((await listProcedures(ana, { number }))[0]).toMatchObject({ title: 'Roll back' });
  write(runbook());
});

test('viewers, ended incidents and incidents that one may not know of are refused', async () => {
  const { number, asked, begun } = await begin(true);
  const stranger = person('Bo', 'responder');
  const at = { procedure: begun.id, step: 'stop' };
  expect(await codeOf(finishStep(viewer, at))).toBe('forbidden');
  const tried = [finishStep(stranger, at), startProcedure(stranger, asked), listProcedures(stranger, { number })];
  expect(await Promise.all(tried.map(codeOf))).toEqual(['not_found', 'not_found', 'not_found']);
  await resolveIncident(ana, { number, rootCause: 'x', resolution: 'y' });
  expect(await codeOf(finishStep(ana, at))).toBe('conflict');
  expect(await codeOf(startProcedure(ana, { ...asked, id: 'nothing' }))).toBe('not_found');
});

const ENDS = {
  resolved: (number: number) => resolveIncident(ana, { number, rootCause: 'x', resolution: 'y' }),
  cancelled: (number: number) => changeStatus(ana, { number, status: 'cancelled', reason: 'a test' }),
  merged: async (number: number) => {
    const { number: into } = await declareIncident(ana, { title: 'The other', severity: 'P1' });
    return mergeIncident(ana, { number, into });
  },
};

test.each(Object.keys(ENDS) as (keyof typeof ENDS)[])('it halts with an incident that is %s, and the timeline says so', async (end) => {
  const { number, begun } = await begin();
  await finishStep(ana, { procedure: begun.id, step: 'stop' });
  await ENDS[end](number);
  expect(await listProcedures(viewer, { number })).toMatchObject([{ state: 'halted', next: null, endedAt: null }]);
  const last = (await listTimeline(ana, { number })).items.findLast(({ data }) => 'procedures' in data);
  expect(last).toMatchObject({ data: { procedures: ['Roll back'] } });
});

test('what halted goes on where it stood when the incident is reopened', async () => {
  const { number, asked, begun } = await begin();
  await finishStep(ana, { procedure: begun.id, step: 'stop' });
  await ENDS.cancelled(number);
  await reopenIncident(ana, { number });
  expect((await listTimeline(ana, { number })).items.at(-1)).toMatchObject({
    type: 'incident_reopened',
    data: { procedures: ['Roll back'] },
  });
  expect(await listProcedures(ana, { number })).toMatchObject([{ state: 'running', next: 'health' }]);
  expect(await codeOf(startProcedure(ana, asked)), 'a second time').toBe('conflict');
  expect(await skipStep(ana, { procedure: begun.id, step: 'health', reason: 'seen by hand' })).toMatchObject({ next: 'tell' });
  await stopProcedure(ana, { procedure: begun.id });
  await ENDS.resolved(number);
  const resolved = (await listTimeline(ana, { number })).items.find(({ type }) => type === 'incident_resolved');
  expect(resolved?.data, 'nothing halts').not.toHaveProperty('procedures');
});
