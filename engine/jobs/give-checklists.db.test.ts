import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { listTasks } from '@/domain/investigation/list-tasks';
import { db } from '@/lib/db';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { checklists } from './give-checklists';

useTestDatabase();

test('two engines that look at once give each incident its checklist once', async () => {
  const ana = person('Ana', 'responder');
  const words = { label: 'Critical', definition: '', response: '', escalation: '', communication: '' };
  await db().severityPolicy.create({ data: { severity: 'P0', ...words } });
  await db().checklistItem.create({ data: { id: randomUUID(), severity: 'P0', title: 'Open the war room', dueMinutes: 5, position: 0 } });
  const incidents = await Promise.all(['One', 'Two'].map((title) => declareIncident(ana, { title, severity: 'P0' })));
  await Promise.all([checklists.run(), checklists.run()]);
  await checklists.run();
  for (const { number } of incidents) expect(await listTasks(ana, number)).toMatchObject([{ title: 'Open the war room', state: 'open' }]);
});
