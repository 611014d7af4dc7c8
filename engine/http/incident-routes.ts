import { z } from 'zod';
import { acknowledgeIncident } from '@/domain/incidents/acknowledge-incident';
import { addLink } from '@/domain/incidents/add-link';
import { addNote } from '@/domain/incidents/add-note';
import { changeRestriction } from '@/domain/incidents/change-restriction';
import { changeSeverity } from '@/domain/incidents/change-severity';
import { changeStatus } from '@/domain/incidents/change-status';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { editDetails } from '@/domain/incidents/edit-details';
import { getIncident } from '@/domain/incidents/get-incident';
import { listIncidents } from '@/domain/incidents/list-incidents';
import { listLinks } from '@/domain/incidents/list-links';
import { mergeIncident } from '@/domain/incidents/merge-incident';
import { removeLink } from '@/domain/incidents/remove-link';
import { reopenIncident } from '@/domain/incidents/reopen-incident';
import {
  AddLink,
  AddNote,
  ChangeRestriction,
  ChangeSeverity,
  ChangeStatus,
  DeclareIncident,
  EditDetails,
  ListIncidents,
  MergeIncident,
  OnLink,
  ReopenIncident,
  SuggestRunbooks,
} from '@/domain/incidents/schema';

import { suggestForIncident } from '@/domain/incidents/suggestions/suggest-for-incident';
import { suggestRunbooks } from '@/domain/incidents/suggestions/suggest-runbooks';

import { resolveWithReview } from '@/domain/reviews/resolve-with-review';
import { ResolveWithReview } from '@/domain/reviews/schema';
import { type Route, route } from './route';

const params = z.strictObject({ number: z.coerce.number().int().positive().max(2_147_483_647) });
const Nothing = z.strictObject({}).optional();

export const INCIDENT_ROUTES: Route[] = [
  route({
    method: 'POST',
    path: '/api/v1/incidents',
    summary: 'Declare an incident',
    verb: 'declareIncident',
    body: DeclareIncident,
    status: 201,
    run: (ctx, { body, idempotencyKey }) => declareIncident(ctx, body, { idempotencyKey }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/incidents',
    summary: 'List incidents, newest first',
    verb: 'listIncidents',
    query: ListIncidents,
    run: (ctx, { query }) => listIncidents(ctx, query),
  }),
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number',
    summary: 'One incident',
    verb: 'getIncident',
    params,
    run: (ctx, { params: { number } }) => getIncident(ctx, number),
  }),
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/suggested-runbooks',
    summary: 'The runbooks that it may need, the likeliest first, with why',
    verb: 'suggestForIncident',
    params,
    run: async (ctx, { params: onIncident }) => ({ items: await suggestForIncident(ctx, onIncident), nextCursor: null }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/suggested-runbooks',
    summary: 'The runbooks that an incident with this title, service and labels may need',
    verb: 'suggestRunbooks',
    query: SuggestRunbooks,
    run: async (ctx, { query: { labels = {}, ...said } }) => ({
      items: await suggestRunbooks(ctx, { ...said, labels, links: [] }),
      nextCursor: null,
    }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/acknowledge',
    summary: 'Acknowledge it',
    verb: 'acknowledgeIncident',
    params,
    body: Nothing,
    run: (ctx, { params: { number } }) => acknowledgeIncident(ctx, { number }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/status',
    summary: 'Change its status',
    verb: 'changeStatus',
    params,
    body: ChangeStatus.omit({ number: true }),
    run: (ctx, { params: { number }, body }) => changeStatus(ctx, { number, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/severity',
    summary: 'Change its severity',
    verb: 'changeSeverity',
    params,
    body: ChangeSeverity.omit({ number: true }),
    run: (ctx, { params: { number }, body }) => changeSeverity(ctx, { number, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/notes',
    summary: 'Write a note into its timeline',
    verb: 'addNote',
    params,
    body: AddNote.omit({ number: true }),
    status: 201,
    run: (ctx, { params: { number }, body }) => addNote(ctx, { number, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/resolve',
    summary: 'Resolve it; its review is opened where the policy wants one, and may be given a time',
    verb: 'resolveWithReview',
    params,
    body: ResolveWithReview.omit({ number: true }),
    run: (ctx, { params: { number }, body }) => resolveWithReview(ctx, { number, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/reopen',
    summary: 'Reopen it',
    verb: 'reopenIncident',
    params,
    body: ReopenIncident.omit({ number: true }).optional(),
    run: (ctx, { params: { number }, body }) => reopenIncident(ctx, { number, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/details',
    summary: 'Edit its details',
    verb: 'editDetails',
    params,
    body: EditDetails.omit({ number: true }),
    run: (ctx, { params: { number }, body }) => editDetails(ctx, { number, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/merge',
    summary: 'Merge it, a duplicate, into another one',
    verb: 'mergeIncident',
    params,
    body: MergeIncident.omit({ number: true }),
    run: (ctx, { params: { number }, body }) => mergeIncident(ctx, { number, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/restriction',
    summary: 'Restrict it to those who take part, or open it',
    verb: 'changeRestriction',
    params,
    body: ChangeRestriction.omit({ number: true }),
    run: (ctx, { params: { number }, body }) => changeRestriction(ctx, { number, ...body }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/links',
    summary: 'The pages that were linked',
    verb: 'listLinks',
    params,
    run: async (ctx, { params: { number } }) => ({ items: await listLinks(ctx, { number }), nextCursor: null }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/links',
    summary: 'Link a page',
    verb: 'addLink',
    params,
    body: AddLink.omit({ number: true }),
    status: 201,
    run: (ctx, { params: { number }, body }) => addLink(ctx, { number, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/links/:link/remove',
    summary: 'Take a link away',
    verb: 'removeLink',
    params: params.extend({ link: OnLink.shape.link }),
    body: Nothing,
    run: (ctx, { params: onLink }) => removeLink(ctx, onLink),
  }),
];
