import { beforeAll, beforeEach, expect, test } from 'vitest';
import { addChannel } from '@/domain/deliveries/add-channel';
import { AddChannel } from '@/domain/deliveries/schema';
import { DomainError } from '@/domain/errors';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { listTimeline } from '@/domain/incidents/list-timeline';
import { resolveIncident } from '@/domain/incidents/resolve-incident';
import { DeclareIncident } from '@/domain/incidents/schema';
import { db } from '@/lib/db';
import { parseEnv } from '@/lib/env';
import { seed } from '@/prisma/seed';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { escalateIncident } from './escalate-incident';
import { getEscalation } from './get-escalation';
import { EscalateIncident } from './schema';

process.env.SMTP_URL = 'smtp://127.0.0.1:1';
useTestDatabase();
const ana = person('Ana', 'responder');
const admin = person('Ada', 'admin');
const viewer = person('Vi', 'viewer');
const NOTE = 'The *pool* is full and we cannot free it.';

beforeAll(async () => {
  await seed(parseEnv({}));
  const slack = { kind: 'slack', name: 'Operations', audiences: ['internal'], url: 'https://hooks.slack.com/x' };
  await addChannel(admin, AddChannel.parse(slack));
});
beforeEach(() => db().delivery.deleteMany({}));

const declare = async (title = 'Reports fail') => (await declareIncident(ana, { title, severity: 'P1', service: 'oatie-reports' })).number;
const escalate = (number: number, asked: object, ctx = ana) =>
  escalateIncident(ctx, EscalateIncident.parse({ number, note: NOTE, ...asked }));
const contact = async (role: string) => (await db().contact.findUniqueOrThrow({ where: { role } })).id;
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );

test('S3-82: a level is asked: recorded with who and why, and sent to all who have an address', async () => {
  const number = await declare('Reports fail <for> all');
  await escalate(number, { level: 2 });
  const { items } = await listTimeline(viewer, { number });
  expect(items.at(-1)).toMatchObject({ type: 'escalated', actor: { name: 'Ana' }, data: { level: 2, note: NOTE } });
  const deliveries = await db().delivery.findMany({ orderBy: { recipient: 'asc' } });
  expect(deliveries.map(({ recipient }) => recipient)).toEqual([
    'database@dotmac.example',
    'lead@oatie.ai',
    'platform-lead@dotmac.example',
    'security@dotmac.example',
  ]);
  expect(deliveries[0]).toMatchObject({ kind: 'email', subject: `[P1] #${number} Reports fail <for> all: you are asked to help` });
  for (const part of [`/incidents/${number}`, NOTE, 'oatie\\-reports', 'Reports fail \\<for\\> all'])
    expect(deliveries[0]?.body).toContain(part);
  expect(await getEscalation(viewer, { number })).toMatchObject({ standing: { level: 2, next: { level: 3 } } });
});

test('one contact is asked, and the team’s channels are told when wanted', async () => {
  const number = await declare();
  await escalate(number, { contact: await contact('team-lead'), tellChannels: true });
  const deliveries = await db().delivery.findMany({ orderBy: { kind: 'asc' }, select: { kind: true, recipient: true } });
  expect(deliveries).toEqual([
    { kind: 'email', recipient: 'lead@oatie.ai' },
    { kind: 'slack', recipient: 'Operations' },
  ]);
  const { items } = await listTimeline(viewer, { number });
  expect(items.at(-1)?.data).toMatchObject({ level: null, contacts: [{ role: 'team-lead' }], ways: ['lead@oatie.ai', 'Operations'] });
  expect(await getEscalation(viewer, { number })).toMatchObject({ standing: { level: 1 } });
});

test('who has no address is asked by hand: recorded, and nothing is sent', async () => {
  const number = await declare();
  await escalate(number, { contact: await contact('on-call-engineer') });
  expect(await db().delivery.count()).toBe(0);
});

test('two presses ask nobody twice', async () => {
  const number = await declare();
  const results = await Promise.allSettled([escalate(number, { level: 3 }), escalate(number, { level: 3 }, person('Bo', 'responder'))]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await db().delivery.count()).toBe(1);
  expect(await refusal(escalate(number, { level: 2 }))).toBe('done');
});

test('nobody is asked by who may not, about what is over, or at a level without anyone', async () => {
  const number = await declare();
  expect(await refusal(escalate(number, { level: 2 }, viewer))).toBe('forbidden');
  expect(await refusal(escalate(number, { level: 4 }))).toBe('invalid');
  expect(await refusal(escalate(number, { contact: crypto.randomUUID() }))).toBe('invalid');
  await resolveIncident(ana, { number, rootCause: 'x', resolution: 'y' });
  expect(await refusal(escalate(number, { level: 2 }))).toBe('conflict');
  expect(await db().delivery.count()).toBe(0);
});

test('of a restricted incident a contact learns the number alone, channels nothing, and strangers not even that', async () => {
  const number = await declare('Leak of keys');
  await db().incident.update({ where: { number }, data: { restricted: true, impact: 'keys are out' } });
  expect(await refusal(escalate(number, { level: 2, tellChannels: true }))).toBe('invalid');
  expect(await refusal(escalate(number, { level: 2 }, person('Stan', 'responder')))).toBe('not_found');
  expect(await refusal(getEscalation(person('Stan', 'responder'), { number }))).toBe('not_found');
  await escalate(number, { level: 2, note: 'bring the vault key' });
  const [sent] = await db().delivery.findMany();
  expect(sent?.subject).toBe(`[P1] Incident #${number} needs you`);
  for (const secret of ['Leak', 'keys are out', 'vault', 'oatie']) expect(sent?.body).not.toContain(secret);
});

test.each([[{ level: 2, contact: crypto.randomUUID() }], [{}], [{ level: 2, note: '  ' }], [{ level: 2, note: 'x\u202ey' }]])(
  '%o is refused at the door',
  (change) => {
    expect(EscalateIncident.safeParse({ number: 1, note: NOTE, ...change }).success).toBe(false);
  },
);

test('a break in a title, also in one kept from before, keeps no mail from anyone', async () => {
  const { title } = DeclareIncident.parse({ title: 'Reports\r\nBcc: a@b.example', severity: 'P1' });
  expect(title).toBe('Reports Bcc: a@b.example');
  const number = await declare('Reports\r\nBcc: a@b.example');
  await escalate(number, { level: 2 });
  expect((await db().delivery.findFirstOrThrow({})).subject).toBe(`[P1] #${number} ${title}: you are asked to help`);
});
