import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { db } from '@/lib/db';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { previewUpdate } from './preview-update';
import { sendUpdate } from './send-update';

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
