import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { listTimeline } from '@/domain/incidents/list-timeline';
import { findBlock } from '@/domain/runbooks/find-block';
import { db } from '@/lib/db';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { cancelRun } from './cancel-run';
import { claimRun } from './claim-run';
import { decideApproval } from './decide-approval';
import { executeRun } from './execute-run';
import { getRun } from './get-run';
import { interruptLost, interruptOrphans } from './interrupt-orphans';
import { closeSandboxes } from './kinds/bash';
import { readOutput } from './read-output';
import { requestApproval } from './request-approval';
import { requestRun } from './request-run';
import { MAX_WAITING_PER_PERSON } from './rules';
import type { InputValue, RequestRun } from './schema';

const root = mkdtempSync(path.join(tmpdir(), 'sitrep-runs-'));
const RUNBOOK = `---
title: Practice
summary: Blocks for the tests.
service: practice
owner: tests
inputs:
  word: { type: string, label: Word }
  token: { type: secret, label: Token }
---
<Diagnostic id="say" title="Say" target="local" exports="said=stdout">
\`\`\`bash
echo "said $INPUT_WORD"; echo aside >&2
\`\`\`
</Diagnostic>

<Diagnostic id="fails" title="Fails" target="local" fail="exit_code == 3">
\`\`\`bash
exit 3
\`\`\`
</Diagnostic>

<Diagnostic id="keeps-secret" title="Keeps a secret" target="local">
\`\`\`bash
echo "token is $INPUT_TOKEN"
\`\`\`
</Diagnostic>

<Diagnostic id="ends-with-secret" title="Cannot go on" target="local">
\`\`\`bash
echo "token is $INPUT_TOKEN"; exit 69
\`\`\`
</Diagnostic>

<Diagnostic id="whole" title="All of it" target="local">
\`\`\`health
say keeps-secret
\`\`\`
</Diagnostic>

<Diagnostic id="slow" title="Slow" target="local" timeout="30s">
\`\`\`bash
echo begun; sleep 30
\`\`\`
</Diagnostic>

<Diagnostic id="short" title="Short" target="local" timeout="1s">
\`\`\`bash
sleep 30
\`\`\`
</Diagnostic>

<Remediation id="change" title="Change" target="local" effect="mutating">
\`\`\`bash
echo changed
\`\`\`
</Remediation>

<Remediation id="change-production" title="Change production" target="prod" effect="mutating">
\`\`\`bash
echo changed
\`\`\`
</Remediation>

<Remediation id="destroy" title="Destroy" target="local" effect="destructive">
\`\`\`bash
echo "destroyed $INPUT_WORD"
\`\`\`
</Remediation>
`;
mkdirSync(path.join(root, 'practice'));
writeFileSync(path.join(root, 'practice', 'blocks.mdx'), RUNBOOK);
writeFileSync(path.join(root, 'targets.yaml'), 'targets:\n  - name: prod\n    kind: host\n    environment: production\n');
process.env.RUNBOOKS_DIR = root;
process.env.TARGETS_FILE = path.join(root, 'targets.yaml');
process.env.LAB = 'off';
useTestDatabase();
const responder = person('Ana', 'responder');
const commander = person('Bo', 'commander', 'responder');
const viewer = person('Vi', 'viewer');
const ENGINE = 'test-engine';
const sink = { started: () => {}, ended: () => {}, elsewhere: () => {} };

beforeAll(async () => {
  await db().engine.create({ data: { id: ENGINE, host: 'here', startedAt: new Date(), beatAt: new Date() } });
});
afterAll(closeSandboxes);

async function asked(block: string, inputs: Record<string, InputValue> = {}, more: Partial<RequestRun> = {}): Promise<RequestRun> {
  const found = await findBlock('practice/blocks', block);
  return { runbook: 'practice/blocks', block, contentHash: found?.contentHash ?? '', inputs, ...more };
}
async function run(ctx: Context, request: RequestRun, stop = new AbortController()) {
  const { id } = await requestRun(ctx, request);
  await executeRun(id, ENGINE, stop, sink);
  return getRun(ctx, id);
}
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error) => (error instanceof DomainError ? error.code : String(error)),
  );
const incident = () => declareIncident(responder, { title: 'Practice', severity: 'P2' });

test('a diagnostic runs with its input, and its output, verdict and exports are kept', async () => {
  const view = await run(responder, await asked('say', { word: 'hello' }));
  expect(view).toMatchObject({ state: 'passed', verdict: 'ok', data: { exit_code: 0 }, requestedBy: 'Ana', truncated: false });
  expect(String(view.exports?.said)).toMatch(/^said hello/);
  const output = await readOutput(responder, view.id);
  expect(output.head).toMatch(/said hello\n/);
  expect(output.head).toMatch(/aside\n/);
  expect(new Set(output.switches.map(([, stream]) => stream))).toEqual(new Set(['stdout', 'stderr']));
});

test('a rule decides: exit code 3 is fail, and the state says failed', async () => {
  expect(await run(responder, await asked('fails'))).toMatchObject({
    state: 'failed',
    verdict: 'fail',
    reason: expect.stringContaining('exit_code == 3'),
  });
});

test('in an incident the timeline has the request before the end', async () => {
  const { number } = await incident();
  const view = await run(responder, await asked('say', { word: 'x' }, { incident: number }));
  const { items } = await listTimeline(responder, { number });
  expect(items.map((item) => item.type)).toEqual(['incident_declared', 'run_requested', 'run_ended']);
  expect(items[2]?.data).toMatchObject({
    run: view.id,
    verdict: 'ok',
    block: 'say',
    outputSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test('a secret is kept from the data of a run that could not finish, too', async () => {
  const view = await run(responder, await asked('ends-with-secret', { token: 'correct-horse-battery' }));
  expect(view).toMatchObject({ state: 'errored', data: { stdout: 'token is [redacted]' } });
});

test('a health check runs its parts with what each of them asks for', async () => {
  const view = await run(responder, await asked('whole', { word: 'hello', token: 'correct-horse-battery' }));
  expect(view).toMatchObject({ verdict: 'ok', data: { status: 'healthy', okCount: 2 } });
});

test('a secret reaches the script and nothing else: not the row, the output, the data or the audit', async () => {
  const secret = 'correct-horse-battery';
  const { id } = await requestRun(responder, await asked('keeps-secret', { token: secret }));
  const dump = async () =>
    JSON.stringify(
      await db()
        .$queryRaw`SELECT (SELECT jsonb_agg(to_jsonb(r)) FROM run r) AS runs, (SELECT jsonb_agg(to_jsonb(a)) FROM audit_entry a) AS audit`,
    );
  expect(await dump()).not.toContain(secret);
  await executeRun(id, ENGINE, new AbortController(), sink);
  expect((await readOutput(responder, id)).head).toMatch(/^token is \S+/);
  expect(await dump()).not.toContain(secret);
  expect(await db().run.findUnique({ where: { id }, select: { sealedSecrets: true } })).toEqual({ sealedSecrets: null });
});

test('what is not offered is refused: unknown block, changed hash, bad inputs, a viewer', async () => {
  expect(await refusal(requestRun(responder, { ...(await asked('say')), block: 'nope' }))).toBe('not_found');
  expect(await refusal(requestRun(responder, { ...(await asked('say')), runbook: '../../etc/passwd' }))).toBe('not_found');
  expect(await refusal(requestRun(responder, { ...(await asked('say')), contentHash: 'stale' }))).toBe('conflict');
  expect(await refusal(requestRun(responder, await asked('say', { other: 'x' })))).toBe('invalid');
  expect(await refusal(requestRun(responder, await asked('say', { word: '-rf' })))).toBe('invalid');
  expect(await refusal(requestRun(responder, await asked('say', { word: 'a\u0000b' })))).toBe('invalid');
  expect(await refusal(requestRun(viewer, await asked('say', { word: 'x' })))).toBe('forbidden');
  expect(await refusal(requestRun(responder, await asked('say', { word: 'x' }, { incident: 999_999 })))).toBe('not_found');
});

test('quotes and substitutions in an input stay text', async () => {
  const word = `"; $(touch /tmp/owned) \`id\` '' & | > x`;
  const view = await run(responder, await asked('say', { word }));
  expect((await readOutput(responder, view.id)).head).toContain(`said ${word}`);
});

test('the same idempotency key is one run; with other inputs a conflict', async () => {
  const request = await asked('say', { word: 'once' });
  const both = await Promise.all([1, 2].map(() => requestRun(responder, request, { idempotencyKey: 'double-click' })));
  expect(both[0]?.id).toBe(both[1]?.id);
  expect(await refusal(requestRun(responder, await asked('say', { word: 'twice' }), { idempotencyKey: 'double-click' }))).toBe('conflict');
  expect(await db().run.count({ where: { idempotencyKey: 'double-click' } })).toBe(1);
});

test('of two engines one claims a run', async () => {
  const { id } = await requestRun(responder, await asked('say', { word: 'x' }));
  const claims = await Promise.all([claimRun(id, ENGINE), claimRun(id, 'another')]);
  expect(claims.filter(Boolean)).toHaveLength(1);
});

test('a run is cancelled, timed out or interrupted, and keeps what it printed', async () => {
  const stop = new AbortController();
  const { id } = await requestRun(responder, await asked('slow'));
  const done = executeRun(id, ENGINE, stop, { ...sink, started: (_view, output) => output.onGrow(() => stop.abort('cancelled')) });
  await done;
  expect(await getRun(responder, id)).toMatchObject({ state: 'cancelled', verdict: null });
  expect((await readOutput(responder, id)).head).toContain('begun');
  expect(await refusal(cancelRun(responder, { id }))).toBe('conflict');
  expect(await run(responder, await asked('short'))).toMatchObject({ state: 'timed_out', verdict: null });
});

test('a cancelled run that never started ends as cancelled', async () => {
  const { id } = await requestRun(responder, await asked('say', { word: 'x' }));
  await cancelRun(responder, { id });
  expect(await claimRun(id, ENGINE)).toBeNull();
  await interruptOrphans();
  expect(await getRun(responder, id)).toMatchObject({ state: 'cancelled' });
});

test("a dead engine's run is interrupted once, and never ends again", async () => {
  const { id } = await requestRun(responder, await asked('say', { word: 'x' }));
  await claimRun(id, 'dead-engine');
  await interruptOrphans();
  expect(await getRun(responder, id)).toMatchObject({ state: 'interrupted', reason: expect.stringContaining('not run again') });
  await expect(db().run.update({ where: { id }, data: { state: 'passed', verdict: 'ok' } })).rejects.toThrow(/has ended as interrupted/);
});

test('a run that this engine lost hold of is interrupted, one that it holds goes on', async () => {
  const [lost, held] = await Promise.all([1, 2].map(async () => requestRun(responder, await asked('say', { word: 'x' }))));
  for (const run of [lost, held]) await claimRun(run?.id ?? '', 'forgetful');
  expect(await interruptLost('forgetful', (id) => id === held?.id)).toBe(1);
  expect((await getRun(responder, lost?.id ?? '')).state).toBe('interrupted');
  expect((await getRun(responder, held?.id ?? '')).state).toBe('running');
});

test('a change asks for confirmation, an open incident for a responder, and the typed name on production', async () => {
  const confirmation = { target: 'local' };
  expect(await refusal(requestRun(responder, await asked('change', {}, { confirmation })))).toBe('forbidden');
  const { number } = await incident();
  expect(await refusal(requestRun(responder, await asked('change', {}, { incident: number })))).toBe('invalid');
  expect(await run(responder, await asked('change', {}, { incident: number, confirmation }))).toMatchObject({ state: 'passed' });
  expect(await run(commander, await asked('change', {}, { confirmation }))).toMatchObject({ state: 'passed' });
  expect(await refusal(requestRun(commander, await asked('change-production', {}, { confirmation })))).toBe('invalid');
  expect(await run(commander, await asked('change-production', {}, { confirmation: { target: 'prod' } }))).toMatchObject({
    state: 'passed',
  });
});

test('something destructive needs an approval by another, for these inputs, once', async () => {
  const { number } = await incident();
  const confirmation = { target: 'local' };
  const request = await asked('destroy', { word: 'a' }, { incident: number, confirmation });
  expect(await refusal(requestRun(responder, request))).toBe('forbidden');
  const { confirmation: _, ...wish } = request;
  const { id: approval } = await requestApproval(commander, { ...wish, incident: number, reason: 'must go' });
  expect(await refusal(decideApproval(commander, { id: approval, decision: 'approved' }))).toBe('forbidden');
  expect(await refusal(requestRun(commander, { ...request, approval }))).toBe('conflict');
  await decideApproval(person('Cy', 'commander'), { id: approval, decision: 'approved' });
  expect(await refusal(requestRun(commander, { ...request, approval, inputs: { word: 'b' } }))).toBe('conflict');
  expect(await refusal(requestRun(responder, { ...request, approval }))).toBe('conflict');
  expect(await run(commander, { ...request, approval })).toMatchObject({ state: 'passed', approvedBy: 'Cy', brokenGlass: null });
  expect(await refusal(requestRun(commander, { ...request, approval }))).toBe('conflict');
});

test('beyond the limit of waiting runs a person is asked to wait', async () => {
  const busy = person('Busy', 'responder');
  const request = await asked('say', { word: 'x' });
  await Promise.all(Array.from({ length: MAX_WAITING_PER_PERSON }, () => requestRun(busy, request)));
  expect(await refusal(requestRun(busy, request))).toBe('unavailable');
});
