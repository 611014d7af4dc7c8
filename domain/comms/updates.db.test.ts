import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { systemContext } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { listTimeline } from '@/domain/incidents/list-timeline';
import { resolveIncident } from '@/domain/incidents/resolve-incident';
import { db } from '@/lib/db';
import type { Audience, ChannelKind } from '@/prisma/generated/enums';
import { makeKeyOf, makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { approveUpdate } from './approve-update';
import { cancelUpdate } from './cancel-update';
import { changeDraft } from './change-draft';
import { draftUpdate } from './draft-update';
import { listUpdates } from './list-updates';
import { previewUpdate } from './preview-update';
import { requestUpdateApproval } from './request-update-approval';
import { returnUpdate } from './return-update';
import { scheduleUpdate } from './schedule-update';
import { sendDueUpdates } from './send-due-updates';
import { sendUpdate } from './send-update';

useTestDatabase();
const ana = person('Ana', 'responder');
const bo = person('Bo', 'responder');
const cy = person('Cy', 'commander');
const viewer = person('Vi', 'viewer');

const declared = async (facts = {}) =>
  (await declareIncident(ana, { title: 'Reports fail', severity: 'P1', service: 'oatie-reports', impact: 'No reports.', ...facts })).number;
const written = (number: number, audience: Audience = 'internal') => ({
  number,
  purpose: 'update' as const,
  audience,
  subject: '[{{severity}}] {{title}}',
  body: 'On {{service}}: {{status}}.',
  variables: {},
});
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
const typesOf = async (number: number) => (await listTimeline(ana, { number })).items.map(({ type }) => type);
const channel = (kind: ChannelKind, audiences: Audience[], recipients: string[] = []) =>
  db().channel.create({
    data: {
      id: randomUUID(),
      kind,
      name: `${kind} ${randomUUID()}`,
      audiences,
      recipients,
      ...(kind === 'email' ? {} : { sealedUrl: Buffer.from('x') }),
    },
  });

test('a message is sent: filled in, recorded, and queued to the channels of its audience alone', async () => {
  const number = await declared();
  const mail = await channel('email', ['stakeholders'], ['a@example.com', 'b@example.com']);
  const slack = await channel('slack', ['stakeholders', 'internal']);
  await channel('email', ['customers'], ['c@example.com']);
  const sent = await sendUpdate(ana, { number, audience: 'stakeholders', body: 'On {{service}}: {{status}}.' });
  expect(sent).toMatchObject({
    state: 'sent',
    subject: '[P1] Reports fail',
    body: 'On oatie-reports: Reported.',
    sentBy: 'Ana',
    notice: null,
    deliveries: { total: 3, queued: 3, delivered: 0, failed: 0 },
  });
  const { items } = await listTimeline(viewer, { number });
  expect(items.at(-1)).toMatchObject({ type: 'update_sent', actor: { name: 'Ana' }, data: { audience: 'stakeholders', recipients: 3 } });
  const queued = await db().delivery.findMany({ where: { updateId: sent.id }, orderBy: { recipient: 'asc' } });
  expect(queued.map(({ recipient, channelId, body }) => [recipient, channelId, body])).toEqual([
    ['a@example.com', mail.id, sent.body],
    ['b@example.com', mail.id, sent.body],
    [slack.name, slack.id, sent.body],
  ]);
  await db().channel.deleteMany({ where: { NOT: { deliveries: { some: {} } } } });
  await db().channel.updateMany({ data: { enabled: false } });
});

test('without a channel it is recorded all the same, and the answer says so', async () => {
  const sent = await sendUpdate(cy, { number: await declared(), audience: 'customers', body: 'We know.' });
  expect(sent).toMatchObject({ deliveries: { total: 0 }, notice: expect.stringContaining('No channel takes messages for customers') });
});

test('missing and unknown variables block it, by name, and leave nothing', async () => {
  const number = await declared({ impact: undefined });
  const sending = sendUpdate(ana, { number, audience: 'internal', subject: '{{bar}}', body: '{{impact}} {{nextSteps}} {{foo}} {{' });
  await expect(sending).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('Next steps is not known yet'),
    details: [
      { field: 'subject', message: expect.stringContaining('{{bar}}') },
      { field: 'body', message: expect.stringContaining('{{foo}}') },
      { field: 'body', message: expect.stringContaining('{{ without }}') },
      { field: 'variables.impact', message: expect.stringContaining('not known yet') },
      { field: 'variables.nextSteps', message: expect.stringContaining('not known yet') },
    ],
  });
  expect((await listUpdates(ana, { number })).items).toEqual([]);
  const said = { impact: '{{severity}} for all', nextSteps: 'Look' };
  const sent = await sendUpdate(ana, { number, audience: 'internal', body: '{{impact}} {{nextSteps}}', variables: said });
  expect(sent.body).toBe('{{severity}} for all Look');
});

test('a person does not say otherwise what the incident knows', async () => {
  const number = await declared();
  const sent = await sendUpdate(ana, { number, audience: 'internal', body: '{{severity}}', variables: { severity: 'P3' } });
  expect(sent.body).toBe('P1');
});

test('the same key sends once, whatever is pressed twice; with other words it is a conflict', async () => {
  const number = await declared();
  const one = { number, audience: 'internal' as const, body: 'once' };
  const both = await Promise.all([1, 2].map(() => sendUpdate(ana, one, { idempotencyKey: 'key-00000001' })));
  expect(both[0]?.id).toBe(both[1]?.id);
  expect((await typesOf(number)).filter((type) => type === 'update_sent')).toHaveLength(1);
  expect(await refusal(sendUpdate(ana, { ...one, body: 'other' }, { idempotencyKey: 'key-00000001' }))).toBe('conflict');

  const draft = await draftUpdate(bo, written(number));
  const press = { number, update: draft.id, revision: draft.revision, audience: 'internal' as const };
  const twice = await Promise.all([1, 2].map(() => sendUpdate(ana, press, { idempotencyKey: 'key-00000002' })));
  expect(twice[0]?.id).toBe(twice[1]?.id);
  expect(await refusal(sendUpdate(ana, press))).toBe('conflict');
  expect((await typesOf(number)).filter((type) => type === 'update_sent')).toHaveLength(2);
});

test('a responder drafts for customers, another person approves, the responder sends', async () => {
  const number = await declared();
  const draft = await draftUpdate(ana, written(number, 'customers'));
  const on = (revision: number) => ({ number, update: draft.id, revision });
  expect(await refusal(sendUpdate(ana, { ...on(1), audience: 'customers' }))).toBe('forbidden');
  await requestUpdateApproval(ana, on(1));
  expect(await refusal(approveUpdate(bo, on(2)))).toBe('forbidden');
  expect(await approveUpdate(cy, on(2))).toMatchObject({ state: 'draft', approvedBy: 'Cy', revision: 3 });
  await expect(approveUpdate(cy, on(2))).rejects.toThrow('Cy has approved it already.');
  expect(await sendUpdate(ana, { ...on(3), audience: 'customers' })).toMatchObject({ state: 'sent', approvedBy: 'Cy', sentBy: 'Ana' });
  expect((await typesOf(number)).slice(1)).toEqual(['update_drafted', 'update_approval_requested', 'update_approved', 'update_sent']);
});

test('nobody approves their own words, and other words need another approval', async () => {
  const number = await declared();
  const commander = await makePerson(['commander']);
  const byScript = await draftUpdate(await makeKeyOf(commander), written(number, 'customers'));
  await requestUpdateApproval(commander, { number, update: byScript.id, revision: 1 });
  expect(await refusal(approveUpdate(commander, { number, update: byScript.id, revision: 2 }))).toBe('forbidden');
  const draft = await draftUpdate(cy, written(number, 'customers'));
  await requestUpdateApproval(cy, { number, update: draft.id, revision: 1 });
  expect(await refusal(approveUpdate(cy, { number, update: draft.id, revision: 2 }))).toBe('forbidden');

  const theirs = await draftUpdate(ana, written(number, 'customers'));
  await requestUpdateApproval(ana, { number, update: theirs.id, revision: 1 });
  await approveUpdate(cy, { number, update: theirs.id, revision: 2 });
  const other = { number, update: theirs.id, revision: 3, audience: 'customers' as const, body: 'Something else.' };
  expect(await refusal(sendUpdate(ana, other))).toBe('forbidden');
  const changed = await changeDraft(ana, { ...written(number, 'customers'), update: theirs.id, revision: 3, body: 'Something else.' });
  expect(changed).toMatchObject({ state: 'draft', approvedBy: null });
  expect((await listTimeline(ana, { number })).items.at(-1)).toMatchObject({
    type: 'update_returned',
    data: { reason: 'It was changed after Cy had approved it.' },
  });
});

test('of two who edit the same draft the second learns who was first, and nothing is lost', async () => {
  const number = await declared();
  const draft = await draftUpdate(ana, written(number));
  await changeDraft(bo, { ...written(number), update: draft.id, revision: 1, body: 'By Bo' });
  await expect(changeDraft(ana, { ...written(number), update: draft.id, revision: 1, body: 'By Ana' })).rejects.toThrow(
    'Bo has changed it since',
  );
  expect((await listUpdates(ana, { number })).items[0]).toMatchObject({ body: 'By Bo', changedBy: 'Bo', revision: 2 });
});

test('a draft is returned with a reason, cancelled with or without, and only once', async () => {
  const number = await declared();
  const draft = await draftUpdate(ana, written(number, 'customers'));
  const on = (revision: number) => ({ number, update: draft.id, revision });
  expect(await refusal(returnUpdate(cy, { ...on(1), reason: 'x' }))).toBe('conflict');
  await requestUpdateApproval(ana, on(1));
  expect(await refusal(returnUpdate(ana, { ...on(2), reason: 'x' }))).toBe('forbidden');
  expect(await returnUpdate(cy, { ...on(2), reason: 'Say since when' })).toMatchObject({
    state: 'draft',
    returnReason: 'Say since when',
    returnedBy: 'Cy',
  });
  expect(await cancelUpdate(bo, on(3))).toMatchObject({ state: 'cancelled' });
  expect(await refusal(cancelUpdate(bo, on(4)))).toBe('conflict');
  expect(await refusal(sendUpdate(cy, { ...on(4), audience: 'customers' }))).toBe('conflict');
  expect((await typesOf(number)).slice(-2)).toEqual(['update_returned', 'update_cancelled']);
});

test('whoever may not, neither writes nor sends, and sees only what was sent', async () => {
  const number = await declared();
  const draft = await draftUpdate(ana, written(number));
  expect(await refusal(draftUpdate(viewer, written(number)))).toBe('forbidden');
  expect(await refusal(sendUpdate(viewer, { number, audience: 'internal', body: 'x' }))).toBe('forbidden');
  expect(await refusal(sendUpdate(ana, { number, audience: 'customers', body: 'x' }))).toBe('forbidden');
  expect((await listUpdates(viewer, { number })).items).toEqual([]);
  await sendUpdate(ana, { number, update: draft.id, revision: 1, audience: 'internal' });
  expect((await listUpdates(viewer, { number })).items).toHaveLength(1);
});

test('of a restricted incident nobody else learns anything', async () => {
  const number = await declared({ restricted: true });
  const sent = await sendUpdate(ana, { number, audience: 'internal', body: 'x' });
  const preview = { number, audience: 'internal' as const, subject: 's', body: 'b', variables: {} };
  for (const asked of [
    listUpdates(bo, { number }),
    previewUpdate(bo, preview),
    draftUpdate(bo, written(number)),
    cancelUpdate(bo, { number, update: sent.id, revision: 2 }),
  ].map(refusal))
    expect(await asked).toBe('not_found');
});

test('an update of another incident is not found through this one', async () => {
  const draft = await draftUpdate(ana, written(await declared()));
  expect(await refusal(sendUpdate(ana, { number: await declared(), update: draft.id, revision: 1, audience: 'internal' }))).toBe(
    'not_found',
  );
});

test('what was sent stays as it was sent', async () => {
  const { id } = await sendUpdate(ana, { number: await declared(), audience: 'internal', body: 'said' });
  await expect(db().incidentUpdate.update({ where: { id }, data: { body: 'never said' } })).rejects.toThrow('does not change');
});

const later = () => new Date(Date.now() + 3_600_000).toISOString();
const itsTime = (id: string) => db().incidentUpdate.update({ where: { id }, data: { scheduledAt: new Date(Date.now() - 1_000) } });

test('a scheduled update is sent at its time, once, by several engines, as the incident is then', async () => {
  const number = await declared();
  const draft = await draftUpdate(ana, written(number));
  const scheduled = await scheduleUpdate(ana, { number, update: draft.id, revision: 1, at: later() });
  expect(scheduled).toMatchObject({ state: 'scheduled', scheduledBy: 'Ana' });
  await sendDueUpdates(systemContext());
  expect((await listUpdates(ana, { number })).items[0]).toMatchObject({ state: 'scheduled' });
  await db().incident.update({ where: { number }, data: { status: 'monitoring' } });
  await itsTime(draft.id);
  await Promise.all([1, 2, 3].map(() => sendDueUpdates(systemContext())));
  await sendDueUpdates(systemContext());
  expect((await listUpdates(ana, { number })).items[0]).toMatchObject({
    state: 'sent',
    sentBy: 'Ana',
    body: 'On oatie-reports: Fixed, being watched.',
  });
  expect((await typesOf(number)).filter((type) => type === 'update_sent')).toHaveLength(1);
});

test('a scheduled update that lacks something by then comes back as a draft that says why', async () => {
  const number = await declared();
  const draft = await draftUpdate(ana, { ...written(number), body: '{{impact}}' });
  await scheduleUpdate(ana, { number, update: draft.id, revision: 1, at: later() });
  await db().incident.update({ where: { number }, data: { impact: null } });
  await itsTime(draft.id);
  await sendDueUpdates(systemContext());
  expect((await listUpdates(ana, { number })).items[0]).toMatchObject({
    state: 'draft',
    returnReason: expect.stringContaining('Impact'),
    scheduledAt: null,
  });
  expect((await typesOf(number)).at(-1)).toBe('update_returned');
});

test('a scheduled update does not outlive its incident', async () => {
  const number = await declared();
  const draft = await draftUpdate(ana, written(number));
  await scheduleUpdate(ana, { number, update: draft.id, revision: 1, at: later() });
  await resolveIncident(ana, { number, rootCause: 'x', resolution: 'y' });
  await itsTime(draft.id);
  await sendDueUpdates(systemContext());
  expect((await listUpdates(ana, { number })).items[0]).toMatchObject({
    state: 'draft',
    returnReason: expect.stringContaining('resolved by now'),
  });
});

test('what lacks something is neither scheduled nor put up for approval', async () => {
  const number = await declared();
  const draft = await draftUpdate(ana, { ...written(number), subject: 'About {{service}}', body: '{{nextSteps}}' });
  const on = { number, update: draft.id, revision: 1 };
  await expect(scheduleUpdate(ana, { ...on, at: later() })).rejects.toThrow('Nothing was scheduled. Next steps is not known yet');
  await expect(requestUpdateApproval(ana, on)).rejects.toThrow('Nothing was asked for. Next steps is not known yet');
  const { items } = await listTimeline(ana, { number });
  expect(items.at(-1), 'the subject as it would be read').toMatchObject({ data: { subject: 'About oatie-reports' } });
});

test('a schedule in the past, too far, with an unknown variable or without leave is refused', async () => {
  const number = await declared();
  const draft = await draftUpdate(ana, { ...written(number, 'customers'), body: '{{foo}}' });
  const on = { number, update: draft.id, revision: 1 };
  expect(await refusal(scheduleUpdate(ana, { ...on, at: later() }))).toBe('forbidden');
  for (const at of ['2020-01-01T00:00:00Z', '2090-01-01T00:00:00Z', later()])
    expect(await refusal(scheduleUpdate(cy, { ...on, at }))).toBe('invalid');
});
