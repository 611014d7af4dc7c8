import type { TimelineItem } from '@/domain/incidents/timeline-event';

type Page = { items: TimelineItem[]; nextCursor: string | null };

const PAGE = 500;
/** So many pages of a known stretch are asked for at once. */
const AT_ONCE = 4;

async function fetchPage(number: number, after: string | number): Promise<Page> {
  const answer = await fetch(`/api/v1/incidents/${number}/timeline?after=${after}`, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`the timeline answered ${answer.status}`);
  return answer.json();
}

/** The events of an incident numbered after `after`, page by page to the newest. Throws when the console cannot be reached. */
export async function fetchTimeline(number: number, after: number): Promise<TimelineItem[]> {
  const items: TimelineItem[] = [];
  for (let cursor: string | null = String(after); cursor !== null; ) {
    const page = await fetchPage(number, cursor);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

/** The events after `after` up to `upTo`, which is there: numbers have no gap, so where each page begins is known. */
export async function fetchStretch(number: number, after: number, upTo: number): Promise<TimelineItem[]> {
  const starts = Array.from({ length: Math.ceil((upTo - after) / PAGE) }, (_, page) => after + page * PAGE);
  const items: TimelineItem[] = [];
  while (starts.length > 0) {
    const pages = await Promise.all(starts.splice(0, AT_ONCE).map((start) => fetchPage(number, start)));
    items.push(...pages.flatMap((page) => page.items));
  }
  return items.filter(({ seq }) => seq <= upTo);
}
