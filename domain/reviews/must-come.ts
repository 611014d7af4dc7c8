import { invalid } from '@/domain/errors';

const FURTHEST_MS = 366 * 86_400_000;

/** Throws invalid at `field` for a time that has passed, or that is more than a year away. */
export function mustCome(field: string, at: Date, now: Date): void {
  const aheadMs = at.getTime() - now.getTime();
  if (aheadMs <= 0) throw invalid(field, 'must be in the future');
  if (aheadMs > FURTHEST_MS) throw invalid(field, 'must be within a year');
}
