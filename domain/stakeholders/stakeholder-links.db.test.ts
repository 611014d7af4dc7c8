import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { DomainError } from '@/domain/errors';
import { addNote } from '@/domain/incidents/add-note';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { listTimeline } from '@/domain/incidents/list-timeline';
import { db } from '@/lib/db';
import type { Audience } from '@/prisma/generated/enums';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { createStakeholderLink } from './create-stakeholder-link';
import { getSharedIncident } from './get-shared-incident';
import { listStakeholderLinks } from './list-stakeholder-links';
import { revokeStakeholderLink } from './revoke-stakeholder-link';
import { CreateStakeholderLink } from './schema';

useTestDatabase();
const cy = person('Cy', 'commander');
const admin = person('Ada', 'admin');
const ana = person('Ana', 'responder');

const declare = async () =>
  (await declareIncident(cy, { title: 'Reports fail', severity: 'P1', impact: 'No reports', summary: 'pool leak' })).number;
const share = (number: number, ctx = cy) => createStakeholderLink(ctx, CreateStakeholderLink.parse({ number, label: 'The board' }));
const open = (path: string) => getSharedIncident({ token: path.replace('/share/', '') });
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
const say = async (number: number, audience: Audience, state: 'sent' | 'draft', subject: string) => {
  const { id: incidentId } = await db().incident.findUniqueOrThrow({ where: { number } });
  const sentAt = state === 'sent' ? new Date() : null;
  const id = randomUUID();
  const words = { purpose: 'update', subject, body: `${subject}.`, createdByName: 'Cora' } as const;
  await db().incidentUpdate.create({ data: { id, incidentId, audience, state, sentAt, ...words } });
  return { id, incidentId };
};

test('a link shows what was said to those outside, and nothing else', async () => {
  const number = await declare();
  await addNote(ana, { number, body: 'internal suspicion' });
  await say(number, 'internal', 'sent', 'For the team');
  await say(number, 'stakeholders', 'draft', 'Not yet said');
  const { id: updateId, incidentId } = await say(number, 'customers', 'sent', 'We are on it');
  const dueAt = new Date('2026-11-26T15:00:00Z');
  await db().updatePromise.create({ data: { id: randomUUID(), incidentId, updateId, words: 'at 15:00', audience: 'customers', dueAt } });
  const { path, expiresAt } = await share(number);
  const seen = await open(path);
  expect(seen).toMatchObject({
    title: 'Reports fail',
    severity: 'P1',
    status: 'triggered',
    impact: 'No reports',
    commander: null,
    nextUpdateAt: dueAt.toISOString(),
    updates: [{ subject: 'We are on it', body: 'We are on it.' }],
    expiresAt,
  });
  expect(seen?.updates).toHaveLength(1);
  for (const secret of ['suspicion', 'For the team', 'Not yet', 'pool leak', 'Cora', 'Ana', incidentId])
    expect(JSON.stringify(seen)).not.toContain(secret);
});

test('the token is in the answer alone: neither in the row nor in any record', async () => {
  const number = await declare();
  const { id, path } = await share(number);
  const token = path.replace('/share/', '');
  expect(token).toMatch(/^[\w-]{43}$/);
  const kept = JSON.stringify([await db().stakeholderLink.findUnique({ where: { id } }), (await listTimeline(cy, { number })).items]);
  expect(kept).not.toContain(token);
  expect((await listTimeline(cy, { number })).items.at(-1)).toMatchObject({
    type: 'stakeholder_link_created',
    data: { link: id, label: 'The board' },
  });
  await open(path);
  expect((await listStakeholderLinks(cy, { number })).items).toMatchObject([
    { id, state: 'active', createdBy: 'Cy', lastSeenAt: expect.any(String) },
  ]);
});

test('revoked, run out and unknown look the same', async () => {
  const number = await declare();
  const [revoked, old] = [await share(number), await share(number)];
  await revokeStakeholderLink(cy, { id: revoked.id });
  expect((await listTimeline(cy, { number })).items.at(-1)).toMatchObject({ type: 'stakeholder_link_revoked', data: { link: revoked.id } });
  await db()
    .$executeRaw`UPDATE stakeholder_link SET "createdAt" = now() - interval '2 days', "expiresAt" = now() - interval '1 second' WHERE id = ${old.id}::uuid`;
  const unknown = `/share/${'x'.repeat(43)}`;
  expect(await Promise.all([revoked.path, old.path, unknown].map(open))).toEqual([null, null, null]);
  const { items } = await listStakeholderLinks(cy, { number });
  expect(items.map(({ state }) => state).toSorted()).toEqual(['expired', 'revoked']);
  expect(await refusal(revokeStakeholderLink(cy, { id: revoked.id }))).toBe('conflict');
});

test('only commanders and admins make, list and revoke links', async () => {
  const number = await declare();
  const { id } = await share(number);
  expect(await refusal(share(number, ana))).toBe('forbidden');
  expect(await refusal(listStakeholderLinks(ana, { number }))).toBe('forbidden');
  expect(await refusal(revokeStakeholderLink(ana, { id }))).toBe('forbidden');
  expect(await refusal(share(999_999))).toBe('not_found');
});

test('a restricted incident is shared by an admin alone; a link from before shows nothing any more', async () => {
  const number = await declare();
  const before = await share(number);
  await db().incident.update({ where: { number }, data: { restricted: true } });
  expect(await open(before.path)).toBeNull();
  expect(await refusal(share(number))).toBe('forbidden');
  expect(await refusal(share(number, person('Col', 'commander')))).toBe('not_found');
  const { path } = await share(number, admin);
  expect(await open(path)).toMatchObject({ title: 'Reports fail' });
});

test('there is an end to the number of links', async () => {
  const number = await declare();
  for (let made = 0; made < 20; made++) await share(number);
  expect(await refusal(share(number))).toBe('conflict');
});

test.each([[{ label: '' }], [{ hours: 0 }], [{ hours: 721 }], [{ label: 'x\u202e' }], [{ label: 'x'.repeat(81) }]])(
  '%o is refused at the door',
  (change) => {
    expect(CreateStakeholderLink.safeParse({ number: 1, label: 'x', ...change }).success).toBe(false);
  },
);
