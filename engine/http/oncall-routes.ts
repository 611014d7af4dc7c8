import { z } from 'zod';
import { addContact } from '@/domain/oncall/add-contact';
import { addTeamLink } from '@/domain/oncall/add-team-link';
import { changeContact } from '@/domain/oncall/change-contact';
import { changeLevel } from '@/domain/oncall/change-level';
import { escalateIncident } from '@/domain/oncall/escalate-incident';
import { getEscalation } from '@/domain/oncall/get-escalation';
import { listContacts } from '@/domain/oncall/list-contacts';
import { listLevels } from '@/domain/oncall/list-levels';
import { listTeamLinks } from '@/domain/oncall/list-team-links';
import { removeContact } from '@/domain/oncall/remove-contact';
import { removeTeamLink } from '@/domain/oncall/remove-team-link';
import { AddContact, AddTeamLink, ChangeContact, ChangeLevel, NewEscalation, RemoveContact } from '@/domain/oncall/schema';
import { type Route, route } from './route';

const onIncident = z.strictObject({ number: z.coerce.number().int().positive().max(2_147_483_647) });
const onLevel = z.strictObject({ level: z.coerce.number().int().min(1).max(4) });
const params = z.strictObject({ id: z.uuid() });
const Nothing = z.strictObject({}).optional();

export const ONCALL_ROUTES: Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/escalation',
    summary: 'Who can be asked, which level has it, which is next and when',
    verb: 'getEscalation',
    params: onIncident,
    run: (ctx, { params: { number } }) => getEscalation(ctx, { number }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/escalate',
    summary: 'Ask a level or a contact for help',
    verb: 'escalateIncident',
    params: onIncident,
    body: NewEscalation,
    status: 201,
    run: (ctx, { params: { number }, body }) => escalateIncident(ctx, { number, ...body }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/contacts',
    summary: 'Whom to call, by level',
    verb: 'listContacts',
    run: async (ctx) => ({ items: await listContacts(ctx) }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/contacts',
    summary: 'Add a contact',
    verb: 'addContact',
    body: AddContact,
    status: 201,
    run: (ctx, { body }) => addContact(ctx, body),
  }),
  route({
    method: 'POST',
    path: '/api/v1/contacts/:id',
    summary: 'Change a contact',
    verb: 'changeContact',
    params,
    body: ChangeContact.omit({ id: true }),
    run: (ctx, { params: { id }, body }) => changeContact(ctx, { id, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/contacts/:id/remove',
    summary: 'Remove a contact',
    verb: 'removeContact',
    params,
    body: RemoveContact.omit({ id: true }),
    run: (ctx, { params: { id }, body }) => removeContact(ctx, { id, ...body }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/levels',
    summary: 'The levels of escalation',
    verb: 'listLevels',
    run: async (ctx) => ({ items: await listLevels(ctx) }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/levels/:level',
    summary: 'Change a level',
    verb: 'changeLevel',
    params: onLevel,
    body: ChangeLevel.omit({ level: true }),
    run: (ctx, { params: { level }, body }) => changeLevel(ctx, { level, ...body }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/team-links',
    summary: 'Where the team looks',
    verb: 'listTeamLinks',
    run: async (ctx) => ({ items: await listTeamLinks(ctx) }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/team-links',
    summary: 'Add a link of the team',
    verb: 'addTeamLink',
    body: AddTeamLink,
    status: 201,
    run: (ctx, { body }) => addTeamLink(ctx, body),
  }),
  route({
    method: 'POST',
    path: '/api/v1/team-links/:id/remove',
    summary: 'Remove a link of the team',
    verb: 'removeTeamLink',
    params,
    body: Nothing,
    run: (ctx, { params: { id } }) => removeTeamLink(ctx, { id }),
  }),
];
