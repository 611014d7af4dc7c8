import { expect, test } from 'vitest';
import { db } from '@/lib/db';
import type { TemplatePurpose } from '@/prisma/generated/enums';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { listTemplates } from './list-templates';

useTestDatabase();

test('lists templates by purpose and name, to whoever may read', async () => {
  const template = (id: string, purpose: TemplatePurpose, name: string) => ({
    id,
    purpose,
    audience: 'internal' as const,
    name,
    subject: 'About {{title}}',
    body: '{{summary}}',
  });
  await db().template.deleteMany();
  await db().template.createMany({
    data: [template('c', 'resolution', 'A'), template('b', 'notification', 'B'), template('a', 'notification', 'A')],
  });
  expect((await listTemplates(person('Vi', 'viewer'))).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  await expect(listTemplates({ actor: { kind: 'user', id: null, name: '' }, roles: new Set(), requestId: 't' })).rejects.toThrow(
    'Sign in first',
  );
});
