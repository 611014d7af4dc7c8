import { expect, test } from 'vitest';
import { db } from '@/lib/db';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { listTemplates } from './list-templates';

useTestDatabase();

test('lists templates by purpose and name, to whoever may read contacts', async () => {
  const template = (id: string, purpose: string, name: string) => ({ id, purpose, name, subject: 'About {{title}}', body: '{{summary}}' });
  await db().template.deleteMany();
  await db().template.createMany({ data: [template('c', 'zeta', 'A'), template('b', 'alpha', 'B'), template('a', 'alpha', 'A')] });
  expect((await listTemplates(person('Vi', 'viewer'))).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  await expect(listTemplates({ actor: { kind: 'user', id: null, name: '' }, roles: new Set(), requestId: 't' })).rejects.toThrow(
    'Sign in first',
  );
});
