import { archiveTemplate } from '@/domain/comms/archive-template';
import { changeTemplate } from '@/domain/comms/change-template';
import { createTemplate } from '@/domain/comms/create-template';
import { getTemplate } from '@/domain/comms/get-template';
import { listTemplates } from '@/domain/comms/list-templates';
import { ArchiveTemplate, ChangeTemplate, CreateTemplate } from '@/domain/comms/schema';
import { type Route, route } from './route';

const params = ArchiveTemplate.pick({ id: true });

export const TEMPLATE_ROUTES: Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/templates',
    summary: 'The message templates in use',
    verb: 'listTemplates',
    run: async (ctx) => ({ items: await listTemplates(ctx), nextCursor: null }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/templates/:id',
    summary: 'One template, with what it was before',
    verb: 'getTemplate',
    params,
    run: (ctx, { params: { id } }) => getTemplate(ctx, id),
  }),
  route({
    method: 'POST',
    path: '/api/v1/templates',
    summary: 'Add a template',
    verb: 'createTemplate',
    body: CreateTemplate,
    status: 201,
    run: (ctx, { body }) => createTemplate(ctx, body),
  }),
  route({
    method: 'POST',
    path: '/api/v1/templates/:id',
    summary: 'Make a new version of a template; the earlier ones are kept',
    verb: 'changeTemplate',
    params,
    body: ChangeTemplate.omit({ id: true }),
    run: (ctx, { params: { id }, body }) => changeTemplate(ctx, { id, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/templates/:id/archive',
    summary: 'Take a template out of use, or back into it',
    verb: 'archiveTemplate',
    params,
    body: ArchiveTemplate.omit({ id: true }),
    run: (ctx, { params: { id }, body }) => archiveTemplate(ctx, { id, ...body }),
  }),
];
