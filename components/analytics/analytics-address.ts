import type { AskAnalytics } from '@/domain/analytics/schema';

export type AnalyticsFilter = AskAnalytics;

/** The page's address for a filter; with `path`, the address of its CSV. */
export function analyticsAddress(filter: AnalyticsFilter, path = '/analytics', more: Record<string, string> = {}): string {
  const params = new URLSearchParams(more);
  for (const [name, value] of Object.entries(filter)) if (value) params.set(name, value);
  const query = params.toString();
  return query ? `${path}?${query}` : path;
}
