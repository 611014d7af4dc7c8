import { setTimeout as after } from 'node:timers/promises';
import type { FirstEvents } from '@/components/incidents/timeline/streamed-timeline';
import type { Context } from '@/domain/context';
import { listTimeline } from '@/domain/incidents/list-timeline';
import type { IncidentView } from '@/domain/incidents/schema';
import { listPins } from '@/domain/incidents/timeline/list-pins';

/** Of a long timeline the newest come with the page; the rest when asked for. */
const FIRST_EVENTS = 200;
/** A timeline that is there so soon comes in one piece with the page, readable without scripts; a slower one follows it. */
const GRACE_MS = 25;

/** The newest events and what is pinned; unless the `whole` is asked for, the promise of them when they take longer than the page should wait. */
export async function firstEvents(
  ctx: Context,
  { number, lastSeq }: IncidentView,
  whole: boolean,
): Promise<{ first: FirstEvents | Promise<FirstEvents> }> {
  const coming = load(ctx, number, lastSeq);
  if (whole) return { first: await coming };
  return { first: (await Promise.race([coming, after(GRACE_MS, null)])) ?? coming };
}

async function load(ctx: Context, number: number, lastSeq: number): Promise<FirstEvents> {
  try {
    const [{ items }, pins] = await Promise.all([
      listTimeline(ctx, { number, after: Math.max(0, lastSeq - FIRST_EVENTS), limit: FIRST_EVENTS }),
      listPins(ctx, number),
    ]);
    return { items, pins };
  } catch (error) {
    // The page is on its way already: the reader sees the rest of it, and can ask for the events again.
    console.error(JSON.stringify({ level: 'error', error: error instanceof Error ? error.stack : String(error) }));
    return { items: [], pins: [] };
  }
}
