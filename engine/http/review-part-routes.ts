import { z } from 'zod';
import { addComment } from '@/domain/reviews/comments/add-comment';
import { settleComment } from '@/domain/reviews/comments/settle-comment';
import { listReviewTimeline } from '@/domain/reviews/list-review-timeline';
import { addMoment } from '@/domain/reviews/moments/add-moment';
import { changeMoment } from '@/domain/reviews/moments/change-moment';
import { moveMoment } from '@/domain/reviews/moments/move-moment';
import { removeMoment } from '@/domain/reviews/moments/remove-moment';
import { quoteOutput } from '@/domain/reviews/quotes/quote-output';
import { removeQuote } from '@/domain/reviews/quotes/remove-quote';
import { AddComment, ChangeMoment, EditSection, ListReviewTimeline, MomentBody, MoveMoment, QuoteBody } from '@/domain/reviews/schema';
import { editSection } from '@/domain/reviews/sections/edit-section';
import { listEdits } from '@/domain/reviews/sections/list-edits';
import { type Route, route } from './route';

const params = z.strictObject({ number: z.coerce.number().int().positive().max(2_147_483_647) });
const Nothing = z.strictObject({}).optional();

export const REVIEW_PART_ROUTES: Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/review/timeline',
    summary: 'The full timeline that it was drafted from, in words',
    verb: 'listReviewTimeline',
    params,
    query: ListReviewTimeline.omit({ number: true }),
    run: (ctx, { params: { number }, query }) => listReviewTimeline(ctx, { number, ...query }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/review/sections',
    summary: 'Write a section; give the revision you read',
    verb: 'editSection',
    params,
    body: EditSection.omit({ number: true }),
    run: (ctx, { params: { number }, body }) => editSection(ctx, { number, ...body }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/review/edits',
    summary: 'What was written into its sections, also what was replaced',
    verb: 'listEdits',
    params,
    run: (ctx, { params: { number } }) => listEdits(ctx, { number }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/review/comments',
    summary: 'Comment on a section, or on the whole',
    verb: 'addComment',
    params,
    body: AddComment.omit({ number: true }),
    status: 201,
    run: (ctx, { params: { number }, body }) => addComment(ctx, { number, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/review/comments/:comment/settle',
    summary: 'Settle a comment',
    verb: 'settleComment',
    params: params.extend({ comment: z.uuid() }),
    body: Nothing,
    run: (ctx, { params: onComment }) => settleComment(ctx, onComment),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/review/moments',
    summary: 'Take an event into the curated timeline, or key in a moment',
    verb: 'addMoment',
    params,
    body: MomentBody,
    status: 201,
    run: (ctx, { params: { number }, body }) => addMoment(ctx, { number, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/review/moments/:moment',
    summary: 'Describe a moment, or put it under a heading',
    verb: 'changeMoment',
    params: params.extend({ moment: z.uuid() }),
    body: ChangeMoment.omit({ number: true, moment: true }),
    run: (ctx, { params: onMoment, body }) => changeMoment(ctx, { ...onMoment, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/review/moments/:moment/move',
    summary: 'Put a moment behind another one, or first',
    verb: 'moveMoment',
    params: params.extend({ moment: z.uuid() }),
    body: MoveMoment.pick({ after: true }),
    run: (ctx, { params: onMoment, body }) => moveMoment(ctx, { ...onMoment, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/review/moments/:moment/remove',
    summary: 'Take a moment out of the curated timeline',
    verb: 'removeMoment',
    params: params.extend({ moment: z.uuid() }),
    body: Nothing,
    run: (ctx, { params: onMoment }) => removeMoment(ctx, onMoment),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/review/quotes',
    summary: 'Quote lines of a run’s output in a section',
    verb: 'quoteOutput',
    params,
    body: QuoteBody,
    status: 201,
    run: (ctx, { params: { number }, body }) => quoteOutput(ctx, { number, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/review/quotes/:quote/remove',
    summary: 'Take a quote out',
    verb: 'removeQuote',
    params: params.extend({ quote: z.uuid() }),
    body: Nothing,
    run: (ctx, { params: onQuote }) => removeQuote(ctx, onQuote),
  }),
];
