import { beforeAll, expect, test } from 'vitest';
import { DomainError } from '@/domain/errors';
import { db } from '@/lib/db';
import { makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { seedPolicies } from '@/test/seed-policies';
import { acknowledgeIncident } from '../acknowledge-incident';
import { addNote } from '../add-note';
import { changeRestriction } from '../change-restriction';
import { declareIncident } from '../declare-incident';
import { editDetails } from '../edit-details';
import { getIncident } from '../get-incident';
import { listTimeline } from '../list-timeline';
import { addParticipant } from './add-participant';
import { assignRole } from './assign-role';
import { endRole } from './end-role';
import { listAssignable } from './list-assignable';
import { listParticipants } from './list-participants';
import { listRoles } from './list-roles';
import { removeParticipant } from './remove-participant';

useTestDatabase();
type Someone = Awaited<ReturnType<typeof makePerson>>;
let ana: Someone;
let bo: Someone;
let cy: Someone;
let vi: Someone;
let co: Someone;
let admin: Someone;
beforeAll(async () => {
  await seedPolicies();
  ana = await makePerson(['responder'], { name: 'Ana' });
  bo = await makePerson(['responder'], { name: 'Bo' });
  cy = await makePerson(['responder'], { name: 'Cy', email: 'cy@example.com' });
  vi = await makePerson(['viewer'], { name: 'Vi' });
  co = await makePerson(['commander'], { name: 'Co' });
  admin = await makePerson(['admin'], { name: 'Ad' });
});

const declare = (facts: object = {}) => declareIncident(ana, { title: 'Reports fail', severity: 'P1', ...facts });
const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? `${error.code} ${error.message}` : String(error)),
  );
const last = async (number: number) => (await listTimeline(admin, { number })).items.at(-1);
const names = async (number: number) => (await listParticipants(admin, { number })).map(({ name }) => name);

test('a role is taken, handed over with a brief from the facts, and ended', async () => {
  const { number } = await declare();
  await assignRole(ana, { number, role: 'commander', brief: true });
  expect(await last(number)).toMatchObject({
    type: 'role_assigned',
    data: { role: 'commander', person: { name: 'Ana' }, from: null, brief: null },
  });
  await addNote(bo, { number, body: 'the pool is full' });
  const handed = await assignRole(ana, { number, role: 'commander', email: 'cy@example.com', note: 'I am off', brief: true });
  expect(handed).toMatchObject({ name: 'Cy', assignedBy: 'Ana', note: 'I am off', endedAt: null });
  const event = await last(number);
  expect(event).toMatchObject({ data: { person: { name: 'Cy' }, from: { name: 'Ana' }, note: 'I am off' } });
  const brief = event?.type === 'role_assigned' ? event.data.brief : '';
  expect(brief).toContain('the pool is full');
  expect(brief).toContain('Bo: 1 note');
  expect(brief).toMatch(/acknowledge: due \d\d:\d\d UTC/);
  expect((await getIncident(vi, number)).roles).toEqual([{ role: 'commander', id: cy.userId, name: 'Cy' }]);
  await endRole(ana, { number, role: 'commander' });
  expect(await last(number)).toMatchObject({ type: 'role_ended', data: { person: { name: 'Cy' } } });
  expect(await codeOf(endRole(ana, { number, role: 'commander' }))).toMatch(/^conflict/);
  expect((await listRoles(vi, { number })).map(({ name, endedAt }) => `${name} ${endedAt ? 'ended' : 'has it'}`)).toEqual([
    'Ana ended',
    'Cy ended',
  ]);
});

test('one person has each role, several respond; of two who take command at once one learns of the other', async () => {
  const { number } = await declare();
  const both = await Promise.all([ana, bo].map((who) => codeOf(assignRole(who, { number, role: 'commander', from: null, brief: true }))));
  expect(both.toSorted()[0]).toMatch(/^conflict (Ana|Bo) has become incident commander meanwhile/);
  expect(both.toSorted()[1]).toBe('done');
  for (const who of [ana, bo]) await assignRole(who, { number, role: 'responder', brief: true });
  expect(await codeOf(assignRole(ana, { number, role: 'responder', brief: true }))).toMatch(/^conflict Ana is responder already/);
  expect((await getIncident(vi, number)).roles).toHaveLength(3);
  await endRole(bo, { number, role: 'responder' });
  expect((await getIncident(vi, number)).roles.filter(({ role }) => role === 'responder').map(({ name }) => name)).toEqual(['Ana']);
});

test('a role goes to nobody who is away or may only read, and is given by nobody who may only read', async () => {
  const { number } = await declare();
  const gone = await makePerson(['responder']);
  await db().user.update({ where: { id: gone.userId }, data: { disabledAt: new Date() } });
  expect(await codeOf(assignRole(vi, { number, role: 'scribe', user: ana.userId, brief: true }))).toMatch(/^forbidden/);
  expect(await codeOf(assignRole(ana, { number, role: 'scribe', user: gone.userId, brief: true }))).toMatch(/^invalid user/);
  expect(await codeOf(assignRole(ana, { number, role: 'scribe', user: vi.userId, brief: true }))).toMatch(/^invalid .*only read/);
  expect(await codeOf(assignRole(ana, { number, role: 'scribe', email: 'nobody@example.com', brief: true }))).toMatch(/^invalid email/);
  expect((await listAssignable(ana)).map(({ name }) => name)).toEqual(['Ad', 'Ana', 'Bo', 'Co', 'Cy']);
});

test('whoever acts takes part, and so does whoever is given a role', async () => {
  const { number } = await declare();
  expect(await names(number)).toEqual(['Ana']);
  await acknowledgeIncident(bo, { number });
  await assignRole(bo, { number, role: 'scribe', user: cy.userId, brief: true });
  expect(await names(number)).toEqual(['Ana', 'Bo', 'Cy']);
});

test('a restricted incident is found by those who take part and by admins alone', async () => {
  const { number } = await declare({ restricted: true });
  for (const who of [bo, vi, co]) expect(await codeOf(getIncident(who, number))).toBe(`not_found Incident #${number} was not found`);
  expect(await getIncident(admin, number)).toMatchObject({ restricted: true });
  // Acting as an admin does not bring one in.
  await addNote(admin, { number, body: 'seen' });
  expect(await names(number)).toEqual(['Ana']);
  await addParticipant(ana, { number, user: vi.userId });
  expect(await last(number)).toMatchObject({ type: 'participant_added', data: { person: { name: 'Vi' } } });
  expect(await getIncident(vi, number)).toMatchObject({ number });
  expect(await codeOf(addParticipant(ana, { number, user: vi.userId }))).toMatch(/^conflict/);
  expect(await codeOf(addParticipant(vi, { number, user: bo.userId }))).toMatch(/^forbidden/);
  expect(await codeOf(addParticipant(bo, { number, user: bo.userId }))).toMatch(/^not_found/);
  await removeParticipant(admin, { number, participant: vi.userId, reason: 'left the team' });
  expect(await codeOf(getIncident(vi, number))).toMatch(/^not_found/);
  expect(await codeOf(removeParticipant(ana, { number, participant: vi.userId }))).toMatch(/^not_found/);
});

test('only who takes part says who else does, unless they lead; one with a role is not taken out; one may leave', async () => {
  const { number } = await declare();
  expect(await codeOf(addParticipant(bo, { number, user: cy.userId }))).toMatch(/^forbidden Only those who take part/);
  expect(await codeOf(addParticipant(co, { number, user: cy.userId }))).toBe('done');
  await assignRole(ana, { number, role: 'commander', user: cy.userId, brief: true });
  expect(await codeOf(removeParticipant(ana, { number, participant: cy.userId }))).toMatch(/^conflict Cy is incident commander/);
  await removeParticipant(ana, { number, participant: ana.userId });
  expect(await names(number)).not.toContain('Ana');
});

test('restricting asks for a commander or an admin, who stays in; a breach is restricted when it becomes one', async () => {
  const { number } = await declare();
  const restrict = (who: Someone, restricted: boolean) => changeRestriction(who, { number, restricted, reason: 'customer data' });
  expect(await codeOf(restrict(ana, true))).toMatch(/^forbidden/);
  expect(await restrict(co, true)).toMatchObject({ restricted: true });
  expect(await last(number)).toMatchObject({ type: 'restriction_changed', data: { restricted: true, reason: 'customer data' } });
  expect(await codeOf(restrict(co, true))).toMatch(/^conflict/);
  expect(await getIncident(co, number)).toMatchObject({ number });
  expect(await restrict(co, false)).toMatchObject({ restricted: false });
  expect(await editDetails(bo, { number, kind: 'security_breach' })).toMatchObject({ restricted: true });
  expect(await getIncident(bo, number)).toMatchObject({ kind: 'security_breach' });
  expect(await codeOf(getIncident(vi, number))).toMatch(/^not_found/);
  expect(await declare({ kind: 'security_breach', restricted: false })).toMatchObject({ restricted: false });
});
