import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { checkRunbook } from '@/domain/runbooks/check-runbook';
import { findBlock } from '@/domain/runbooks/find-block';
import { loadTargets } from '@/domain/runbooks/load-targets';
import { parseRunbook } from '@/domain/runbooks/parse-runbook';
import { productionObjection } from '@/domain/runbooks/production-objection';
import { db } from '@/lib/db';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { requestRun } from './request-run';

const root = mkdtempSync(path.join(tmpdir(), 'sitrep-base-'));
const down = (id: string, target: string, to: string, effect = 'destructive') => `
<Remediation id="${id}" title="Go back" target="${target}" effect="${effect}">
\`\`\`bash
command -v alembic >/dev/null || { echo 'alembic is not installed here' >&2; exit 69; }
alembic downgrade ${to}
\`\`\`
</Remediation>
`;
const RUNBOOK = `---
title: Go back
summary: For tests.
service: practice
owner: tests
inputs:
  to: { type: string, label: To }
---
${down('base-prod', 'prod', 'base')}${down('to-prod', 'prod', '"$INPUT_TO"')}${down('base-staging', 'staging', 'base')}${down('mild', 'prod', '-- -1', 'mutating')}`;
mkdirSync(path.join(root, 'practice'));
writeFileSync(path.join(root, 'practice', 'back.mdx'), RUNBOOK);
writeFileSync(
  path.join(root, 'targets.yaml'),
  'targets:\n  - { name: prod, kind: host, environment: production }\n  - { name: staging, kind: host, environment: staging }\n',
);
Object.assign(process.env, { RUNBOOKS_DIR: root, TARGETS_FILE: path.join(root, 'targets.yaml'), LAB: 'off' });
useTestDatabase();
const commander = person('Bo', 'commander', 'responder');

test('S1-07: going back to base is refused at the door for production, whoever asks and confirms, and allowed elsewhere', async () => {
  await db().user.create({
    data: { id: commander.actor.id as string, name: 'Bo', email: 'bo@example.test', roles: ['commander', 'responder'] },
  });
  const { number } = await declareIncident(commander, { title: 'Migration failed', severity: 'P2', service: 'practice' } as never);
  const ask = async (block: string, target: string, inputs = {}) => {
    const contentHash = (await findBlock('practice/back', block))?.contentHash ?? '';
    const breakGlass = { reason: 'nobody else is awake' };
    return requestRun(commander, {
      runbook: 'practice/back',
      block,
      contentHash,
      inputs,
      incident: number,
      confirmation: { target },
      breakGlass,
    });
  };
  await expect(ask('base-prod', 'prod')).rejects.toMatchObject({ code: 'forbidden', message: expect.stringContaining('drops everything') });
  await expect(ask('to-prod', 'prod', { to: 'base' })).rejects.toMatchObject({ code: 'forbidden' });
  expect(await db().run.count()).toBe(0);
  expect(await ask('to-prod', 'prod', { to: 'b2c4' })).toMatchObject({ id: expect.any(String) });
  expect(await ask('base-staging', 'staging')).toMatchObject({ id: expect.any(String) });
});

test('S3-65: the doctor finds it too, and a downgrade that says less than it destroys', async () => {
  const { runbook } = parseRunbook({ slug: 'practice/back', file: 'back.mdx', syntax: 'mdx', bytes: Buffer.from(RUNBOOK) });
  const { targets } = await loadTargets();
  const rules = (await checkRunbook(runbook, targets)).map(({ rule }) => rule);
  expect(rules.filter((rule) => rule.startsWith('alembic/'))).toEqual(['alembic/base-on-production', 'alembic/understated']);
});

test('what is downgraded is found however it is written', () => {
  const onProd = (body: string) => productionObjection({ kind: 'bash', body }, { name: 'prod', environment: 'production' }) !== null;
  expect(onProd('python -m alembic -c a.ini \\\n  downgrade base')).toBe(true);
  expect(onProd('flask db downgrade base')).toBe(true);
  expect(onProd('alembic upgrade head; echo base')).toBe(false);
  expect(onProd('alembic downgrade -1')).toBe(false);
});
