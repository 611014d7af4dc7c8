import { z } from 'zod';
import { ReviewDocument } from '@/domain/reviews/document/schema';
import { EXPORT_FORMATS, exportReview } from '@/domain/reviews/export-review';
import { listReviews } from '@/domain/reviews/found/list-reviews';
import { listSimilar } from '@/domain/reviews/found/list-similar';
import { importReview } from '@/domain/reviews/import/import-review';
import { cancelMeeting } from '@/domain/reviews/meeting/cancel-meeting';
import { getMeetingCalendar } from '@/domain/reviews/meeting/get-meeting-calendar';
import { proposeMeeting } from '@/domain/reviews/meeting/propose-meeting';
import { scheduleReview } from '@/domain/reviews/meeting/schedule-review';
import { openReview } from '@/domain/reviews/open-review';
import { planReview } from '@/domain/reviews/plan-review';
import { changeReviewPolicy } from '@/domain/reviews/policies/change-review-policy';
import { listReviewPolicies } from '@/domain/reviews/policies/list-review-policies';
import {
  CancelMeeting,
  ChangeReviewPolicy,
  DecideReview,
  ListReviews,
  OnVersion,
  PlanBody,
  ReturnReview,
  ScheduleReview,
} from '@/domain/reviews/schema';
import { approveReview } from '@/domain/reviews/states/approve-review';
import { publishReview } from '@/domain/reviews/states/publish-review';
import { returnReview } from '@/domain/reviews/states/return-review';
import { submitReview } from '@/domain/reviews/states/submit-review';
import { takeUpReview } from '@/domain/reviews/states/take-up-review';
import { getVersion } from '@/domain/reviews/versions/get-version';
import { listVersions } from '@/domain/reviews/versions/list-versions';
import { type Route, route } from './route';

const params = z.strictObject({ number: z.coerce.number().int().positive().max(2_147_483_647) });
const Nothing = z.strictObject({}).optional();
const ExportQuery = z.strictObject({
  format: z.enum(EXPORT_FORMATS).default('json'),
  /** 1: as a file to keep. */
  download: z.literal('1').optional(),
});
/** A review of an incident with many thousands of events. */
const IMPORT_BYTES = 32 * 1024 * 1024;
/** What people wrote is text in it; should that ever fail, it still runs and fetches nothing. */
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

export const REVIEW_ROUTES: Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/review',
    summary: 'Its review as JSON, Markdown or one HTML page; before anybody opened it, what the facts say',
    verb: 'exportReview',
    params,
    query: ExportQuery,
    run: async (ctx, { params: { number }, query: { format, download }, reply }) => {
      const { contentType, fileName, content } = await exportReview(ctx, { number, format });
      reply.type(contentType).header('content-security-policy', PAGE_POLICY);
      if (download) reply.header('content-disposition', `attachment; filename="${fileName}"`);
      return content;
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/review/open',
    summary: 'Open its review',
    verb: 'openReview',
    params,
    body: Nothing,
    status: 201,
    run: (ctx, { params: { number } }) => openReview(ctx, { number }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/review/plan',
    summary: 'Say who leads it and until when it is to be published',
    verb: 'planReview',
    params,
    body: PlanBody,
    run: (ctx, { params: { number }, body }) => planReview(ctx, { number, ...body }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/review/proposal',
    summary: 'When and with whom it could be talked over',
    verb: 'proposeMeeting',
    params,
    run: (ctx, { params: { number } }) => proposeMeeting(ctx, { number }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/review/calendar',
    summary: 'Its meeting as a file for a calendar',
    verb: 'getMeetingCalendar',
    params,
    run: async (ctx, { params: { number }, reply }) => {
      const calendar = await getMeetingCalendar(ctx, { number });
      reply
        .type('text/calendar; charset=utf-8; method=REQUEST')
        .header('content-disposition', `attachment; filename="review-${number}.ics"`);
      return calendar;
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/review/meeting',
    summary: 'Set its meeting, or change it; attendees are told',
    verb: 'scheduleReview',
    params,
    body: ScheduleReview.omit({ number: true }),
    run: (ctx, { params: { number }, body }) => scheduleReview(ctx, { number, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/review/meeting/cancel',
    summary: 'Cancel its meeting; attendees are told',
    verb: 'cancelMeeting',
    params,
    body: CancelMeeting.omit({ number: true }).optional(),
    run: (ctx, { params: { number }, body }) => cancelMeeting(ctx, { number, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/review/submit',
    summary: 'Ask for approval of the revision you read',
    verb: 'submitReview',
    params,
    body: DecideReview.omit({ number: true }),
    run: (ctx, { params: { number }, body }) => submitReview(ctx, { number, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/review/approve',
    summary: 'Approve what somebody else asked approval for',
    verb: 'approveReview',
    params,
    body: DecideReview.omit({ number: true }),
    run: (ctx, { params: { number }, body }) => approveReview(ctx, { number, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/review/return',
    summary: 'Give it back to its authors with a reason',
    verb: 'returnReview',
    params,
    body: ReturnReview.omit({ number: true }),
    run: (ctx, { params: { number }, body }) => returnReview(ctx, { number, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/review/publish',
    summary: 'Publish what was approved, once',
    verb: 'publishReview',
    params,
    body: DecideReview.omit({ number: true }),
    run: (ctx, { params: { number }, body }) => publishReview(ctx, { number, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/review/take-up',
    summary: 'Make a published review a draft again; the version stays',
    verb: 'takeUpReview',
    params,
    body: Nothing,
    run: (ctx, { params: { number } }) => takeUpReview(ctx, { number }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/review/versions',
    summary: 'What was published of it',
    verb: 'listVersions',
    params,
    run: (ctx, { params: { number } }) => listVersions(ctx, { number }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/review/versions/:version',
    summary: 'One published version, whole',
    verb: 'getVersion',
    params: params.extend({ version: OnVersion.shape.version }),
    run: (ctx, { params: onVersion }) => getVersion(ctx, onVersion),
  }),
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/similar',
    summary: 'Earlier incidents like it, and how far their reviews are',
    verb: 'listSimilar',
    params,
    run: (ctx, { params: { number } }) => listSimilar(ctx, { number }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/reviews',
    summary: 'Reviews, those due soonest first',
    verb: 'listReviews',
    query: ListReviews,
    run: (ctx, { query }) => listReviews(ctx, query),
  }),
  route({
    method: 'POST',
    path: '/api/v1/reviews/import',
    summary: 'Take in a review that was exported as JSON',
    verb: 'importReview',
    body: ReviewDocument,
    bodyBytes: IMPORT_BYTES,
    status: 201,
    run: (ctx, { body }) => importReview(ctx, body),
  }),
  route({
    method: 'GET',
    path: '/api/v1/review-policies',
    summary: 'Whether and when incidents of each severity are reviewed',
    verb: 'listReviewPolicies',
    run: async (ctx) => ({ items: await listReviewPolicies(ctx), nextCursor: null }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/review-policies',
    summary: 'Change whether and when incidents of a severity are reviewed; give the version you read',
    verb: 'changeReviewPolicy',
    body: ChangeReviewPolicy,
    run: (ctx, { body }) => changeReviewPolicy(ctx, body),
  }),
];
