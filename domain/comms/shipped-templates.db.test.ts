import { beforeAll, expect, test } from 'vitest';
import { systemContext } from '@/domain/context';
import { addNote } from '@/domain/incidents/add-note';
import { changeStatus } from '@/domain/incidents/change-status';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { recordEvent } from '@/domain/incidents/record-event';
import { resolveIncident } from '@/domain/incidents/resolve-incident';
import { db } from '@/lib/db';
import { parseEnv } from '@/lib/env';
import { seed } from '@/prisma/seed';
import { makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { listPromises } from './list-promises';
import { previewUpdate } from './preview-update';
import { sendUpdate } from './send-update';

useTestDatabase();
const ana = person('Ana', 'responder');
const cy = person('Cy', 'commander');

beforeAll(async () => {
  await seed(parseEnv({}));
});

const declared = async () =>
  (await declareIncident(ana, { title: 'Reports *fail*', severity: 'P0', service: 'oatie-reports', impact: 'No reports at all.' })).number;

async function withHistory(): Promise<number> {
  const number = await declared();
  const { id } = await db().incident.findUniqueOrThrow({ where: { number } });
  const kim = await makePerson(['commander'], { name: 'Kim' });
  await changeStatus(ana, { number, status: 'investigating' });
  const as = { id, role: 'commander' as const };
  await db().roleAssignment.create({
    data: { id: crypto.randomUUID(), incidentId: id, role: as.role, userId: kim.userId, userName: 'Kim', assignedByName: 'Ana' },
  });
  await db().$transaction(async (tx) => {
    await recordEvent(tx, ana, id, { type: 'note_added', data: { body: 'Roll back to 1.4', decision: true } });
    await recordEvent(tx, systemContext(), id, {
      type: 'run_ended',
      data: {
        ...{ run: crypto.randomUUID(), runbook: 'a/b', block: 'end', title: 'End idle sessions', kind: 'sql', effect: 'mutating' },
        ...{
          target: 'oatie-db',
          environment: 'production',
          state: 'passed',
          verdict: null,
          reason: null,
          durationMs: 1,
          outputSha256: null,
        },
      },
    });
    await tx.task.create({
      data: { id: crypto.randomUUID(), incidentId: id, title: 'Raise max_connections', ownerName: 'Bo', createdByName: 'Ana' },
    });
  });
  return number;
}

test('S2-84: the incident notification says all that the guide asks, from the incident', async () => {
  const number = await withHistory();
  await addNote(ana, { number, body: 'just a note' });
  const sent = await sendUpdate(ana, { number, template: 'incident-notification', audience: 'stakeholders' });
  expect(sent.subject).toBe('[P0] Reports *fail*');
  const clocks = sent.body.replace(/\d\d:\d\d UTC/g, '<clock>').replace(/\d+ \w{3} \d{4}/g, '<day>');
  for (const said of [
    'P0 incident on oatie-reports',
    '**What users notice:** No reports at all.',
    '**Since:** <day>, <clock>',
    '**Where we are:** Investigating',
    '**Expected to be over:** not known yet',
    '- <clock> Status: Investigating',
    '- <clock> Decided: Roll back to 1.4',
    '- <clock> End idle sessions on oatie-db: done',
    '- Raise max\\_connections (Bo)',
    '**Incident commander:** Kim',
    `**War room:** <http://localhost:3000/incidents/${number}>`,
    '**Next update:** updates every 30 minutes',
  ])
    expect(clocks).toContain(said);
  expect(sent.body).not.toContain('just a note');
});

test('S2-85: its cadence line becomes a promise that is due in 30 minutes', async () => {
  const number = await withHistory();
  const sent = await sendUpdate(ana, { number, template: 'incident-notification', audience: 'stakeholders' });
  const [promise] = (await listPromises(ana, { number })).items;
  expect(promise).toMatchObject({
    state: 'open',
    audience: 'stakeholders',
    cadenceMinutes: 30,
    words: expect.stringContaining('every 30 minutes'),
  });
  expect(Date.parse(promise?.dueAt ?? '') - Date.parse(sent.sentAt ?? '')).toBe(30 * 60_000);
  expect(sent.promise?.dueAt).toBe(promise?.dueAt);
});

test('S2-86: the resolution notification computes how long it lasted', async () => {
  const number = await declared();
  await resolveIncident(ana, { number, rootCause: 'A leak of sessions', resolution: 'Ended them', prevention: 'A limit per role' });
  const at = (time: string) => new Date(`2026-11-20T${time}:00.000Z`);
  await db().incident.update({ where: { number }, data: { startedAt: at('14:30'), declaredAt: at('14:35'), resolvedAt: at('15:15') } });
  const said = { reviewAt: '27 Nov 2026, 10:00 UTC', reviewLink: 'https://meet.example/review' };
  const { body } = await sendUpdate(cy, { number, template: 'incident-resolution', audience: 'customers', variables: said });
  for (const words of ['lasted 45 minutes, 14:30–15:15 UTC', 'A leak of sessions', 'Ended them', 'A limit per role'])
    expect(body).toContain(words);
});

test('S2-87: the resolution notification carries the time and the link of the review, and is not sent without', async () => {
  const number = await declared();
  await resolveIncident(ana, { number, rootCause: 'x', resolution: 'y', prevention: 'z' });
  const one = { number, template: 'incident-resolution', audience: 'customers' as const };
  await expect(sendUpdate(cy, one)).rejects.toMatchObject({
    details: [{ field: 'variables.reviewAt' }, { field: 'variables.reviewLink' }],
  });
  const said = { reviewAt: '27 Nov 2026, 10:00 UTC', reviewLink: 'https://meet.example/review' };
  expect((await sendUpdate(cy, { ...one, variables: said })).body).toContain(
    '**Review:** 27 Nov 2026, 10:00 UTC\n**Join:** <https://meet.example/review>',
  );
});

test('S2-88: with an ETA it is said, without one it is not known yet', async () => {
  const number = await withHistory();
  const { body: template, subject } = await db().template.findUniqueOrThrow({ where: { id: 'incident-notification' } });
  const preview = (variables: object) => previewUpdate(ana, { number, audience: 'stakeholders', subject, body: template, variables });
  expect(await preview({})).toMatchObject({ missing: [], body: expect.stringContaining('over:** not known yet') });
  expect((await preview({ eta: '16:00 UTC' })).body).toContain('over:** 16:00 UTC');
});

test('customers are told nothing of the team by itself', async () => {
  const number = await withHistory();
  const preview = await previewUpdate(ana, {
    number,
    audience: 'customers',
    subject: 's',
    body: '{{actionsTaken}} {{nextSteps}}',
    variables: {},
  });
  expect(preview.missing).toEqual(['nextSteps']);
  expect(preview.body).toContain('Status: Investigating');
  expect(preview.body).not.toMatch(/oatie-db|Roll back|max/);
});

test('a preview shows each way out, and sends nothing', async () => {
  const number = await withHistory();
  const before = await db().incidentUpdate.count();
  const preview = await previewUpdate(ana, {
    number,
    audience: 'internal',
    subject: '{{title}}',
    body: '**{{title}}** next update in 20 minutes',
    variables: {},
  });
  expect(preview).toMatchObject({ subject: 'Reports *fail*', used: ['title'], recipients: 0, promise: { cadenceMinutes: null } });
  expect(preview.email.html).toContain('<strong>Reports *fail*</strong>');
  expect(preview.teams[1]).toBe('**Reports \\*fail\\*** next update in 20 minutes');
  expect(await db().incidentUpdate.count()).toBe(before);
});

test('every shipped template is complete once the incident tells what it can and a person the rest', async () => {
  const number = await declared();
  await resolveIncident(ana, { number, rootCause: 'A leak', resolution: 'Ended the sessions', prevention: 'A limit' });
  const said = { nextSteps: 'Watch it', reviewAt: '27 Nov 2026, 10:00 UTC', reviewLink: 'https://meet.example/review' };
  for (const { id, audience } of await db().template.findMany())
    expect(await sendUpdate(cy, { number, template: id, audience, variables: said })).toMatchObject({ state: 'sent', template: id });
});
