import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { systemContext } from '@/domain/context';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { listTimeline } from '@/domain/incidents/list-timeline';
import { db } from '@/lib/db';
import { makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { previewUpdate } from './preview-update';
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
