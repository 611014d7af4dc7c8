'use server';

import { acceptGuide as accept } from '@/domain/runbooks/import/accept-guide';
import { reviewGuide as review } from '@/domain/runbooks/import/review-guide';
import { AcceptGuide, ReviewGuide } from '@/domain/runbooks/import/schema';
import { act } from './act';

/** What a dropped guide would become, block by block; nothing is written. */
export async function reviewGuide(raw: unknown) {
  return act(ReviewGuide, raw, review);
}
export async function acceptGuide(raw: unknown) {
  return act(AcceptGuide, raw, accept);
}
