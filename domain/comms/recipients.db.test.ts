import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { systemContext } from '@/domain/context';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { listTimeline } from '@/domain/incidents/list-timeline';
import { db } from '@/lib/db';
import { makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { draftUpdate } from './draft-update';
import { previewUpdate } from './preview-update';
import { scheduleUpdate } from './schedule-update';
import { sendDueUpdates } from './send-due-updates';
import { sendUpdate } from './send-update';
import { sweepPromises } from './sweep-promises';

useTestDatabase();
const ana = person('Ana', 'responder');

const mail = (name: string, recipients: string[], enabled = true) =>
  db().channel.create({ data: { id: randomUUID(), kind: 'email', name, audiences: ['stakeholders'], recipients, enabled } });

test('an address in two channels is counted once before and written to once after', async () => {
  await mail('A all', ['both@example.com', 'one@example.com']);
  await mail('B board', ['both@example.com', 'two@example.com']);
  await mail('C closed', ['closed@example.com'], false);
  const { number } = await declareIncident(ana, { title: 'Reports fail', severity: 'P1' });
  const words = { number, purpose: 'update' as const, audience: 'stakeholders' as const, subject: 'Now', body: 'All know.', variables: {} };
  expect(await previewUpdate(ana, words)).toMatchObject({ recipients: 3, channels: ['A all', 'B board'] });
  const sent = await sendUpdate(ana, words);
  const queued = await db().delivery.findMany({ where: { updateId: sent.id }, orderBy: { recipient: 'asc' } });
  expect(queued.map(({ recipient }) => recipient)).toEqual(['both@example.com', 'one@example.com', 'two@example.com']);
});

test('without a mail server nobody is said to have been told of a broken promise; the team’s channels are', async () => {
  const kim = await makePerson(['commander'], { name: 'Kim' });
  const { number } = await declareIncident(kim, { title: 'Reports fail', severity: 'P1' });
  await sendUpdate(ana, { number, audience: 'stakeholders', body: 'Next update in 20 minutes.' });
  await db().channel.createMany({
    data: [
      { id: randomUUID(), kind: 'slack', name: 'Team chat', audiences: ['internal'], sealedUrl: Buffer.from('x') },
      { id: randomUUID(), kind: 'email', name: 'Team list', audiences: ['internal'], recipients: ['ops@example.com'] },
    ],
  });
  await db().updatePromise.updateMany({ where: { incident: { number } }, data: { dueAt: new Date(Date.now() - 600_000) } });
  await sweepPromises(systemContext());
  const { items } = await listTimeline(ana, { number });
  expect(items.at(-1)).toMatchObject({ type: 'promise_broken', data: { told: null } });
  expect(await db().delivery.findMany({ where: { incident: { number }, dedupKey: { startsWith: 'promise:' } } })).toMatchObject([
    { kind: 'slack', recipient: 'Team chat', subject: `#${number}: an update for stakeholders is overdue` },
  ]);
});

test('whoever leads is told of a scheduled update that could not be sent', async () => {
  const { number } = await declareIncident(ana, { title: 'Reports fail', severity: 'P1', impact: 'No reports' });
  const words = { number, audience: 'stakeholders' as const, subject: 'Now', body: '{{impact}}', variables: {} };
  const { id } = await draftUpdate(ana, { ...words, purpose: 'update' });
  await scheduleUpdate(ana, { number, update: id, revision: 1, at: new Date(Date.now() + 60_000).toISOString() });
  await db().incident.update({ where: { number }, data: { impact: null } });
  await db().incidentUpdate.update({ where: { id }, data: { scheduledAt: new Date(Date.now() - 1_000) } });
  await sendDueUpdates(systemContext());
  await sendDueUpdates(systemContext());
  const told = await db().delivery.findMany({ where: { incident: { number } } });
  expect(told).toMatchObject([{ kind: 'slack', subject: `#${number}: a scheduled update for stakeholders was not sent` }]);
  expect(told[0]?.body).toContain('**Now** is a draft again.');
});

test('what no channel takes for the team is not said to be shown outside', async () => {
  await db().channel.updateMany({ data: { enabled: false } });
  const { number } = await declareIncident(ana, { title: 'Reports fail', severity: 'P1' });
  const { notice } = await sendUpdate(ana, { number, audience: 'internal', body: 'We look.' });
  expect(notice).toMatch(/shown in the room;/);
  expect(await sendUpdate(ana, { number, audience: 'stakeholders', body: 'We look.' })).toMatchObject({
    notice: expect.stringContaining('with a link;'),
  });
});
