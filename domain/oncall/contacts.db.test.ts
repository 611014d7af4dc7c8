import { beforeAll, expect, test } from 'vitest';
import { DomainError } from '@/domain/errors';
import { fieldDetails } from '@/domain/field-details';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { db } from '@/lib/db';
import { parseEnv } from '@/lib/env';
import { seed } from '@/prisma/seed';
import { makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { addContact } from './add-contact';
import { addTeamLink } from './add-team-link';
import { changeContact } from './change-contact';
import { changeLevel } from './change-level';
import { escalateIncident } from './escalate-incident';
import { getEscalation } from './get-escalation';
import { listContacts } from './list-contacts';
import { listLevels } from './list-levels';
import { listTeamLinks } from './list-team-links';
import { removeContact } from './remove-contact';
import { removeTeamLink } from './remove-team-link';
import { findContacts } from './rules';
import { AddContact, AddTeamLink, ChangeContact } from './schema';

useTestDatabase();
const admin = person('Ada', 'admin');
const commander = person('Cy', 'commander');
beforeAll(async () => {
  await seed(parseEnv({}));
});

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
const lastAudit = () => db().auditEntry.findFirst({ orderBy: { seq: 'desc' } });
const byRole = async (role: string) => (await listContacts(commander)).find((contact) => contact.role === role);
const facts = {
  role: 'network-lead',
  name: 'Nell',
  level: 2,
  areas: ['Network', 'network', 'dns'],
  methods: [{ kind: 'phone', value: '+1-555-NET-HELP' }],
};

test('S2-83: on-call, team lead and manager can be called, mailed and found in Slack', async () => {
  for (const role of ['primary-on-call', 'team-lead', 'engineering-manager'])
    expect((await byRole(role))?.methods.map(({ kind }) => kind)).toEqual(['phone', 'email', 'slack']);
  expect((await byRole('primary-on-call'))?.methods[0]).toEqual({ kind: 'phone', value: '+15550123', display: '+1-555-0123' });
});

test('S0-81: lead, database, security and on-call are listed, the vanity number ready to dial', async () => {
  for (const role of ['platform-lead', 'database-admin', 'security-lead', 'on-call-engineer']) expect(await byRole(role)).toBeDefined();
  expect((await byRole('on-call-engineer'))?.methods).toEqual([{ kind: 'phone', value: '+15553686221', display: '+1-555-DOTMAC-1' }]);
  const found = findContacts(await listContacts(commander), 'who do I call for database at level 2');
  expect(found.map(({ role }) => role)).toEqual(['database-admin']);
});

test('S3-82: four levels, from the developers to consultants', async () => {
  const levels = await listLevels(commander);
  expect(levels.map(({ level }) => level)).toEqual([1, 2, 3, 4]);
  expect(levels.map(({ afterMinutes }) => afterMinutes)).toEqual([null, 30, 30, 60]);
});

test('S0-83: chat, dashboard and status page are one press away', async () => {
  expect(await listTeamLinks(commander)).toHaveLength(3);
  const input = AddTeamLink.parse({ label: 'Traces', url: 'https://traces.example.com/x' });
  const { id } = await addTeamLink(admin, input);
  expect(await lastAudit()).toMatchObject({ action: 'team_link_added', data: input });
  expect(await refusal(addTeamLink(admin, input))).toBe('conflict');
  expect(await refusal(addTeamLink(commander, input))).toBe('forbidden');
  expect(await refusal(removeTeamLink(commander, { id }))).toBe('forbidden');
  await removeTeamLink(admin, { id });
  expect(await lastAudit()).toMatchObject({ action: 'team_link_removed', subjectId: id });
  expect(await refusal(removeTeamLink(admin, { id }))).toBe('not_found');
  for (const url of ['javascript:alert(1)', 'ftp://x', 'status.example.com'])
    expect(AddTeamLink.safeParse({ label: 'x', url }).success).toBe(false);
});

test('a contact is added once for a role, as dialled and as written', async () => {
  const input = AddContact.parse(facts);
  const { id } = await addContact(admin, input);
  expect(await byRole('network-lead')).toMatchObject({
    id,
    areas: ['network', 'dns'],
    team: null,
    version: 1,
    methods: [{ kind: 'phone', value: '+15556384357', display: '+1-555-NET-HELP' }],
  });
  expect(await lastAudit()).toMatchObject({ action: 'contact_added', subjectId: id, actorName: 'Ada' });
  expect(await refusal(addContact(admin, input))).toBe('conflict');
  expect(await refusal(addContact(commander, input))).toBe('forbidden');
});

test('a change applies to what was shown', async () => {
  const before = await byRole('network-lead');
  const input = ChangeContact.parse({
    ...facts,
    id: before?.id,
    version: before?.version,
    name: 'Ned',
    methods: [{ kind: 'email', value: 'NED@example.com' }],
  });
  await changeContact(admin, input);
  expect(await byRole('network-lead')).toMatchObject({ name: 'Ned', version: 2, methods: [{ kind: 'email', value: 'ned@example.com' }] });
  expect(await lastAudit()).toMatchObject({ action: 'contact_changed', data: { name: 'Ned' } });
  expect(await refusal(changeContact(admin, input))).toBe('conflict');
  expect(await refusal(changeContact(commander, input))).toBe('forbidden');
  expect(await refusal(changeContact(admin, { ...input, version: 2, role: 'team-lead' }))).toBe('conflict');
});

test('a contact is removed as it was shown, once', async () => {
  const { id = '', version = 0 } = (await byRole('network-lead')) ?? {};
  expect(await refusal(removeContact(commander, { id, version }))).toBe('forbidden');
  expect(await refusal(removeContact(admin, { id, version: version - 1 }))).toBe('conflict');
  expect((await byRole('network-lead'))?.methods).toHaveLength(1);
  await removeContact(admin, { id, version });
  expect(await lastAudit()).toMatchObject({ action: 'contact_removed', data: { role: 'network-lead' } });
  expect(await refusal(removeContact(admin, { id, version }))).toBe('not_found');
});

test('a level is changed as it was shown', async () => {
  const input = { level: 3, version: 1, name: 'Architects', description: 'Who drew it.', afterMinutes: 15 };
  await changeLevel(admin, input);
  expect((await listLevels(admin))[2]).toMatchObject({ name: 'Architects', afterMinutes: 15, version: 2 });
  expect(await lastAudit()).toMatchObject({ action: 'level_changed', subjectId: '3' });
  expect(await refusal(changeLevel(admin, input))).toBe('conflict');
  expect(await refusal(changeLevel(commander, input))).toBe('forbidden');
});

test.each([
  [{ role: 'Team Lead' }, 'role'],
  [{ name: '' }, 'name'],
  [{ level: 5 }, 'level'],
  [{ methods: [] }, 'methods'],
  [{ methods: [{ kind: 'phone', value: '0123' }] }, 'methods'],
  [{ methods: [{ kind: 'email', value: 'a@b\r\nBcc: x' }] }, 'methods'],
  [{ methods: [{ kind: 'slack', value: 'javascript:alert(1)' }] }, 'methods'],
  [{ surprise: true }, ''],
])('%o is refused at the door', (change, field) => {
  const parsed = AddContact.safeParse({ ...facts, ...change });
  expect(parsed.success).toBe(false);
  if (!parsed.success) expect(fieldDetails(parsed.error).map((detail) => detail.field.split('.')[0])).toContain(field || 'surprise');
});

test('a contact can be someone who signs in here; a stranger’s account is refused by its field', async () => {
  const { userId } = await makePerson(['responder'], { name: 'Kim' });
  const own = { ...facts, role: 'queue-lead', user: userId };
  const { id } = await addContact(admin, AddContact.parse(own));
  expect((await byRole('queue-lead'))?.user).toEqual({ id: userId, name: 'Kim' });
  expect((await lastAudit())?.data).toMatchObject({ user: userId });
  const nobody = '6f3f4f5c-6a0f-4a8e-9d6a-1d1a2b3c4d5e';
  expect(await refusal(addContact(admin, AddContact.parse({ ...own, role: 'other-lead', user: nobody })))).toBe('invalid');
  expect(await refusal(changeContact(admin, ChangeContact.parse({ ...own, id, version: 1, user: nobody })))).toBe('invalid');
  await changeContact(admin, ChangeContact.parse({ ...own, id, version: 1, user: null }));
  expect((await byRole('queue-lead'))?.user).toBeNull();
});

test('S3-80, S3-81: documents, dashboards, forum and vendor are links that every room shows', async () => {
  const links = ['Documents', 'Grafana', 'Issue tracker', 'Forum', 'Vendor support'];
  for (const label of links)
    await addTeamLink(admin, AddTeamLink.parse({ label, url: `https://paksa.example/${label.toLowerCase().replace(' ', '-')}` }));
  const { number } = await declareIncident(commander, { title: 'Reports fail', severity: 'P2' });
  expect((await getEscalation(commander, { number })).links.map(({ label }) => label)).toEqual(expect.arrayContaining(links));
});

test('without a mail server whoever is asked by hand is said to be, and no message is left that cannot go', async () => {
  const ana = person('Ana', 'responder');
  const { number } = await declareIncident(ana, { title: 'Reports fail', severity: 'P1' });
  expect(await getEscalation(ana, { number })).toMatchObject({ mail: false });
  expect(await escalateIncident(ana, { number, level: 2, note: 'The pool is full.', tellChannels: false })).toMatchObject({
    type: 'escalated',
    data: { level: 2, ways: [] },
  });
  expect(await db().delivery.count()).toBe(0);
});
