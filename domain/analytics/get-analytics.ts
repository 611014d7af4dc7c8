import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { invalid } from '@/domain/errors';
import { db } from '@/lib/db';
import { countActionItems } from './count-action-items';
import { countIncidents } from './count-incidents';
import { countKept } from './count-kept';
import { countRunbooks } from './count-runbooks';
import type { Asked } from './counted';
import { listRepeatedCauses } from './list-repeated-causes';
import { before, failedBlocksOf, periodOf, plusDays, runbooksOf } from './rules';
import { type AnalyticsView, AskAnalytics, LONGEST_DAYS } from './schema';
import { summarise } from './summarise';
import { keepTallies } from './tallies/keep-tallies';

const DEFAULT_DAYS = 90;

/**
 * Whether incidents are handled better than before: those declared in a period that the caller may know of, beside those of as
 * many days before it. Refuses a period of more than five years.
 */
export async function getAnalytics(ctx: Context, input: z.input<typeof AskAnalytics>): Promise<AnalyticsView> {
  authorise(ctx, 'incident.read');
  const { severity, service, ...days } = AskAnalytics.parse(input);
  const period = await settlePeriod(days);
  if (period.days < 1) throw invalid('to', 'must not be before from');
  if (period.days > LONGEST_DAYS) throw invalid('from', `must be at most ${LONGEST_DAYS} days before to`);
  const asked: Asked = { period, ...(severity ? { severity } : {}), ...(service ? { service } : {}) };
  // What changed a moment ago counts too.
  await keepTallies();
  const [cells, kept, blocks, causes, actionItems] = await Promise.all([
    countIncidents(ctx, asked),
    countKept(ctx, asked),
    countRunbooks(ctx, asked),
    listRepeatedCauses(ctx, asked),
    countActionItems(ctx, asked),
  ]);
  return {
    period,
    previous: before(period),
    ...summarise(period, cells, kept),
    actionItems,
    runbooks: runbooksOf(blocks),
    failedBlocks: failedBlocksOf(blocks),
    causes,
  };
}

/** Fills in what was not asked: up to today, for 90 days, in the zone of the business calendar. */
async function settlePeriod({ from, to, zone: asked }: { from?: string; to?: string; zone?: string }) {
  const zone = asked ?? (await db().businessCalendar.findUniqueOrThrow({ where: { id: 1 }, select: { zone: true } })).zone;
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(new Date());
  const last = to ?? (from && from > today ? from : today);
  return periodOf(from ?? plusDays(last, 1 - DEFAULT_DAYS), last, zone);
}
