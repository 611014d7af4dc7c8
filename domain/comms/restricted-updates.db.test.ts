import { expect, test } from 'vitest';
import { systemContext } from '@/domain/context';
import { changeRestriction } from '@/domain/incidents/change-restriction';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { db } from '@/lib/db';
import { makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { draftUpdate } from './draft-update';
import { scheduleUpdate } from './schedule-update';
import { sendDueUpdates } from './send-due-updates';

useTestDatabase();

test('a scheduled update is not sent from an incident that was restricted since; scheduled again, it is', async () => {
  const commander = await makePerson(['commander']);
  const { number } = await declareIncident(commander, { title: 'Keys leak', severity: 'P1' });
  const said = { purpose: 'update', audience: 'internal', subject: 'Keys', body: 'We look into it.', variables: {} } as const;
  const { id } = await draftUpdate(commander, { number, ...said });
  for (const [revision, state] of [
    [1, 'draft'],
    [3, 'sent'],
  ] as const) {
    await scheduleUpdate(commander, { number, update: id, revision, at: new Date(Date.now() + 3_600_000).toISOString() });
    if (revision === 1) await changeRestriction(commander, { number, restricted: true, reason: 'a leak' });
    await db().incidentUpdate.update({ where: { id }, data: { scheduledAt: new Date(Date.now() - 1_000) } });
    await sendDueUpdates(systemContext());
    expect(await db().incidentUpdate.findUniqueOrThrow({ where: { id } })).toMatchObject({ state });
  }
});
