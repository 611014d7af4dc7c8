'use server';

import { addComment as comment } from '@/domain/reviews/comments/add-comment';
import { settleComment as settle } from '@/domain/reviews/comments/settle-comment';
import { cancelMeeting as cancel } from '@/domain/reviews/meeting/cancel-meeting';
import { proposeMeeting as propose } from '@/domain/reviews/meeting/propose-meeting';
import { scheduleReview as schedule } from '@/domain/reviews/meeting/schedule-review';
import { addMoment as take } from '@/domain/reviews/moments/add-moment';
import { changeMoment as describe } from '@/domain/reviews/moments/change-moment';
import { moveMoment as move } from '@/domain/reviews/moments/move-moment';
import { removeMoment as leaveOut } from '@/domain/reviews/moments/remove-moment';
import { openReview as open } from '@/domain/reviews/open-review';
import { planReview as plan } from '@/domain/reviews/plan-review';
import { changeReviewPolicy as policy } from '@/domain/reviews/policies/change-review-policy';
import { quoteOutput as quote } from '@/domain/reviews/quotes/quote-output';
import { removeQuote as unquote } from '@/domain/reviews/quotes/remove-quote';
import {
  AddComment,
  AddMoment,
  CancelMeeting,
  ChangeMoment,
  ChangeReviewPolicy,
  DecideReview,
  EditSection,
  MoveMoment,
  OnComment,
  OnMoment,
  OnQuote,
  OnReview,
  PlanReview,
  PreviewMarkdown,
  QuoteOutput,
  ReturnReview,
  ScheduleReview,
} from '@/domain/reviews/schema';
import { editSection as edit } from '@/domain/reviews/sections/edit-section';
import { approveReview as approve } from '@/domain/reviews/states/approve-review';
import { publishReview as publish } from '@/domain/reviews/states/publish-review';
import { returnReview as giveBack } from '@/domain/reviews/states/return-review';
import { submitReview as submit } from '@/domain/reviews/states/submit-review';
import { takeUpReview as takeUp } from '@/domain/reviews/states/take-up-review';
import { previewMarkdown as preview } from '@/domain/reviews/words/preview-markdown';
import { act } from './act';

export async function openReview(raw: unknown) {
  return act(OnReview, raw, open);
}
export async function planReview(raw: unknown) {
  return act(PlanReview, raw, plan);
}
export async function proposeMeeting(raw: unknown) {
  return act(OnReview, raw, propose);
}
export async function scheduleReview(raw: unknown) {
  return act(ScheduleReview, raw, schedule);
}
export async function cancelMeeting(raw: unknown) {
  return act(CancelMeeting, raw, cancel);
}
export async function editSection(raw: unknown) {
  return act(EditSection, raw, edit);
}
export async function previewMarkdown(raw: unknown) {
  return act(PreviewMarkdown, raw, preview);
}
export async function addComment(raw: unknown) {
  return act(AddComment, raw, comment);
}
export async function settleComment(raw: unknown) {
  return act(OnComment, raw, settle);
}
export async function addMoment(raw: unknown) {
  return act(AddMoment, raw, take);
}
export async function changeMoment(raw: unknown) {
  return act(ChangeMoment, raw, describe);
}
export async function moveMoment(raw: unknown) {
  return act(MoveMoment, raw, move);
}
export async function removeMoment(raw: unknown) {
  return act(OnMoment, raw, leaveOut);
}
export async function quoteOutput(raw: unknown) {
  return act(QuoteOutput, raw, quote);
}
export async function removeQuote(raw: unknown) {
  return act(OnQuote, raw, unquote);
}
export async function submitReview(raw: unknown) {
  return act(DecideReview, raw, submit);
}
export async function approveReview(raw: unknown) {
  return act(DecideReview, raw, approve);
}
export async function returnReview(raw: unknown) {
  return act(ReturnReview, raw, giveBack);
}
export async function publishReview(raw: unknown) {
  return act(DecideReview, raw, publish);
}
export async function takeUpReview(raw: unknown) {
  return act(OnReview, raw, takeUp);
}
export async function changeReviewPolicy(raw: unknown) {
  return act(ChangeReviewPolicy, raw, policy);
}
