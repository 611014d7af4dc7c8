import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import type { IncidentRole } from '@/prisma/generated/enums';
import { makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { moveBack } from '@/test/move-back';
import { seedPolicies } from '@/test/seed-policies';
import { declareIncident } from '../declare-incident';
import { sweepClocks } from './sweep-clocks';

process.env.SMTP_URL = 'smtp://127.0.0.1:1';
process.env.PUBLIC_URL = 'https://sitrep.example.org';
const database = useTestDatabase();
beforeAll(() => seedPolicies());

async function assign(number: number, role: IncidentRole, who: Context & { userId: string }): Promise<void> {
  const incident = await db().incident.findUniqueOrThrow({ where: { number } });
  const facts = { id: randomUUID(), incidentId: incident.id, role, userId: who.userId, userName: who.actor.name, assignedByName: 'test' };
  await db().roleAssignment.create({ data: facts });
}

const sent = async (number: number) => {
  const incident = await db().incident.findUniqueOrThrow({ where: { number } });
  return db().delivery.findMany({ where: { incidentId: incident.id }, orderBy: { queuedAt: 'asc' } });
};

test('S2-85: whoever leads is told by e-mail, the commander before the communications lead before who declared it, each crossing once', async () => {
  const [declarer, lead, commander] = [await makePerson(['responder']), await makePerson(['responder']), await makePerson(['commander'])];
  const { number } = await declareIncident(declarer, { title: 'Pool *exhausted* [x](http://evil.test)', severity: 'P0' });
  await moveBack(database.adminUrl, number, 11);
  await sweepClocks();
  expect(await sent(number)).toMatchObject([
    { kind: 'email', recipient: declarer.email, subject: `#${number} P0: Acknowledge is due in 4 min.` },
  ]);
  const [first] = await sent(number);
  expect(first?.body).toContain(`<https://sitrep.example.org/incidents/${number}>`);
  expect(first?.body).toContain('Pool \\*exhausted\\* \\[x\\]\\(http://evil\\.test\\)');

  await assign(number, 'communications_lead', lead);
  await moveBack(database.adminUrl, number, 5);
  await sweepClocks();
  expect((await sent(number)).at(-1)).toMatchObject({ recipient: lead.email, subject: `#${number} P0: Acknowledge is overdue.` });

  await assign(number, 'commander', commander);
  await moveBack(database.adminUrl, number, 10);
  await sweepClocks();
  expect((await sent(number)).slice(2).map(({ recipient }) => recipient)).toEqual([commander.email, commander.email]);
  await moveBack(database.adminUrl, number, 0);
  await sweepClocks();
  expect(await sent(number)).toHaveLength(4);
});

test('a disabled person is not told; where nobody leads the team’s channels are, but not of what is restricted', async () => {
  const declarer = await makePerson(['responder']);
  const { number } = await declareIncident(declarer, { title: 'Gone', severity: 'P0' });
  await db().user.update({ where: { id: declarer.userId }, data: { disabledAt: new Date() } });
  await moveBack(database.adminUrl, number, 11);
  await sweepClocks();
  expect(await sent(number)).toEqual([]);

  const channel = await db().channel.create({
    data: { id: randomUUID(), name: 'team', kind: 'slack', audiences: ['internal'], sealedUrl: Buffer.from('x') },
  });
  await db().incident.update({ where: { number }, data: { restricted: true } });
  await moveBack(database.adminUrl, number, 5);
  await sweepClocks();
  expect(await sent(number)).toEqual([]);
  await db().incident.update({ where: { number }, data: { restricted: false } });
  await moveBack(database.adminUrl, number, 10);
  await sweepClocks();
  expect(await sent(number)).toMatchObject([
    { kind: 'slack', recipient: 'team', channelId: channel.id },
    { kind: 'slack', recipient: 'team', channelId: channel.id },
  ]);
});
