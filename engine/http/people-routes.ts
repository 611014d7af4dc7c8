import { z } from 'zod';
import { addParticipant } from '@/domain/incidents/people/add-participant';
import { assignRole } from '@/domain/incidents/people/assign-role';
import { endRole } from '@/domain/incidents/people/end-role';
import { getPresence } from '@/domain/incidents/people/get-presence';
import { listAssignable } from '@/domain/incidents/people/list-assignable';
import { listParticipants } from '@/domain/incidents/people/list-participants';
import { listRoles } from '@/domain/incidents/people/list-roles';
import { removeParticipant } from '@/domain/incidents/people/remove-participant';
import { AddParticipant, AssignRole, EndRole, RemoveParticipant } from '@/domain/incidents/people/schema';
import { type Route, route } from './route';

const params = z.strictObject({ number: z.coerce.number().int().positive().max(2_147_483_647) });

/** Who takes part in an incident, and as what. */
export const PEOPLE_ROUTES: Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/people',
    summary: 'Who can be given a role',
    verb: 'listAssignable',
    run: async (ctx) => ({ items: await listAssignable(ctx), nextCursor: null }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/roles',
    summary: 'Who had which role from when to when',
    verb: 'listRoles',
    params,
    run: async (ctx, { params: { number } }) => ({ items: await listRoles(ctx, { number }), nextCursor: null }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/roles',
    summary: 'Give someone a role, or hand one over',
    verb: 'assignRole',
    params,
    body: AssignRole.omit({ number: true }),
    status: 201,
    run: (ctx, { params: { number }, body }) => assignRole(ctx, { number, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/roles/end',
    summary: 'End a role without a successor',
    verb: 'endRole',
    params,
    body: EndRole.omit({ number: true }),
    run: (ctx, { params: { number }, body }) => endRole(ctx, { number, ...body }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/participants',
    summary: 'Who takes part',
    verb: 'listParticipants',
    params,
    run: async (ctx, { params: { number } }) => ({ items: await listParticipants(ctx, { number }), nextCursor: null }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/participants',
    summary: 'Bring someone in',
    verb: 'addParticipant',
    params,
    body: AddParticipant.omit({ number: true }),
    status: 201,
    run: (ctx, { params: { number }, body }) => addParticipant(ctx, { number, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/participants/remove',
    summary: 'Take someone out',
    verb: 'removeParticipant',
    params,
    body: RemoveParticipant.omit({ number: true }),
    run: (ctx, { params: { number }, body }) => removeParticipant(ctx, { number, ...body }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/presence',
    summary: 'Who has its room open, and what is being run there',
    verb: 'getPresence',
    params,
    run: (ctx, { params: { number } }) => getPresence(ctx, { number }),
  }),
];
