import type { TimelineItem } from '@/domain/incidents/timeline-event';

/** The events of an incident numbered after `after`, up to `upTo` or the newest, page by page. Throws when the console cannot be reached. */
export async function fetchTimeline(number: number, after: number, upTo = Number.POSITIVE_INFINITY): Promise<TimelineItem[]> {
  const items: TimelineItem[] = [];
  let cursor: string | null = String(after);
  while (cursor !== null && Number(cursor) < upTo) {
    const answer = await fetch(`/api/v1/incidents/${number}/timeline?after=${cursor}`, { headers: { accept: 'application/json' } });
    if (!answer.ok) throw new Error(`the timeline answered ${answer.status}`);
    const page: { items: TimelineItem[]; nextCursor: string | null } = await answer.json();
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items.filter(({ seq }) => seq <= upTo);
}
