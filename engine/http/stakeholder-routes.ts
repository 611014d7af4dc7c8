import { z } from 'zod';
import { createStakeholderLink } from '@/domain/stakeholders/create-stakeholder-link';
import { listStakeholderLinks } from '@/domain/stakeholders/list-stakeholder-links';
import { revokeStakeholderLink } from '@/domain/stakeholders/revoke-stakeholder-link';
import { CreateStakeholderLink } from '@/domain/stakeholders/schema';
import { type Route, route } from './route';

const params = z.strictObject({ number: z.coerce.number().int().positive().max(2_147_483_647) });

export const STAKEHOLDER_ROUTES: Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/stakeholder-links',
    summary: 'The links that show it outside the console',
    verb: 'listStakeholderLinks',
    params,
    run: (ctx, { params: { number } }) => listStakeholderLinks(ctx, { number }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/stakeholder-links',
    summary: 'Make a link for stakeholders; its path is answered once',
    verb: 'createStakeholderLink',
    params,
    body: CreateStakeholderLink.omit({ number: true }),
    status: 201,
    run: (ctx, { params: { number }, body }) => createStakeholderLink(ctx, { number, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/stakeholder-links/:id/revoke',
    summary: 'Revoke a link for stakeholders',
    verb: 'revokeStakeholderLink',
    params: z.strictObject({ id: z.uuid() }),
    body: z.strictObject({}).optional(),
    run: (ctx, { params: { id } }) => revokeStakeholderLink(ctx, { id }),
  }),
];
