import { expect, test } from 'vitest';
import { DomainError } from '@/domain/errors';
import { db } from '@/lib/db';
import { auditOf } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { archiveTemplate } from './archive-template';
import { changeTemplate } from './change-template';
import { createTemplate } from './create-template';
import { getTemplate } from './get-template';
import { listTemplates } from './list-templates';

useTestDatabase();
const ada = person('Ada', 'admin');
const bo = person('Bo', 'admin');
const cy = person('Cy', 'commander');
const facts = (id: string) => ({
  id,
  purpose: 'update' as const,
  audience: 'internal' as const,
  name: `Template ${id}`,
  subject: '{{title}}',
  body: 'Now: {{status}}',
});
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );

test('a template is added, changed and put back as it was; every version is kept and recorded', async () => {
  await createTemplate(ada, facts('one'));
  expect(await changeTemplate(bo, { ...facts('one'), body: 'Then: {{status}}', version: 1 })).toEqual({ id: 'one', version: 2 });
  const { versions } = await getTemplate(cy, 'one');
  expect(versions.map(({ version, body, changedBy }) => [version, body, changedBy])).toEqual([
    [2, 'Then: {{status}}', 'Bo'],
    [1, 'Now: {{status}}', 'Ada'],
  ]);
  await changeTemplate(ada, { ...facts('one'), body: versions[1]?.body ?? '', version: 2 });
  expect(await getTemplate(cy, 'one')).toMatchObject({ version: 3, body: 'Now: {{status}}' });
  expect((await auditOf('one')).map(({ action, actorName }) => [action, actorName])).toEqual([
    ['template_created', 'Ada'],
    ['template_changed', 'Bo'],
    ['template_changed', 'Ada'],
  ]);
  await expect(db().templateVersion.updateMany({ data: { body: 'never' } })).rejects.toThrow('append-only');
});

test('of two who change it at once the second learns who was first', async () => {
  await createTemplate(ada, facts('two'));
  const results = await Promise.allSettled(
    [ada, bo].map((who) => changeTemplate(who, { ...facts('two'), body: who.actor.name, version: 1 })),
  );
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as DomainError] : []));
  expect(refused.map(({ code }) => code)).toEqual(['conflict']);
  expect(refused[0]?.message).toMatch(/(Ada|Bo) has saved version 2 since/);
});

test('an unknown variable, a taken id and a missing template are refused', async () => {
  await expect(createTemplate(ada, { ...facts('three'), body: '{{foo}} {{' })).rejects.toMatchObject({
    code: 'invalid',
    details: [
      { field: 'body', message: 'has {{foo}}, which is no variable; write \\{{ for two braces' },
      { field: 'body', message: expect.stringContaining('{{ without }}') },
    ],
  });
  await createTemplate(ada, facts('three'));
  expect(await refusal(createTemplate(ada, facts('three')))).toBe('conflict');
  expect(await refusal(changeTemplate(ada, { ...facts('three'), subject: '{{bar}}', version: 1 }))).toBe('invalid');
  expect(await refusal(changeTemplate(ada, { ...facts('nowhere'), version: 1 }))).toBe('not_found');
  expect(await refusal(getTemplate(ada, 'nowhere'))).toBe('not_found');
  expect(await refusal(archiveTemplate(ada, { id: 'nowhere', archived: true }))).toBe('not_found');
});

test('an archived template is listed no more, and comes back; once each', async () => {
  await createTemplate(ada, facts('four'));
  const listed = async () => (await listTemplates(cy)).map(({ id }) => id);
  await archiveTemplate(ada, { id: 'four', archived: true });
  expect(await listed()).not.toContain('four');
  expect((await listTemplates(cy, { archived: true })).map(({ id }) => id)).toContain('four');
  expect(await refusal(archiveTemplate(ada, { id: 'four', archived: true }))).toBe('conflict');
  await archiveTemplate(ada, { id: 'four', archived: false });
  expect(await listed()).toContain('four');
  expect((await auditOf('four')).map(({ action }) => action)).toEqual(['template_created', 'template_archived', 'template_restored']);
});

test('only admins write templates', async () => {
  await createTemplate(ada, facts('five'));
  for (const asked of [
    createTemplate(cy, facts('six')),
    changeTemplate(cy, { ...facts('five'), version: 1 }),
    archiveTemplate(cy, { id: 'five', archived: true }),
  ].map(refusal))
    expect(await asked).toBe('forbidden');
  expect(await getTemplate(cy, 'five')).toMatchObject({ version: 1, archived: false });
});
