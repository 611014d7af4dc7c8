import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { loadTargets } from '@/domain/runbooks/load-targets';
import { db } from '@/lib/db';
import type { Rehearsal } from '@/prisma/generated/client';
import type { RunState, Verdict } from '@/prisma/generated/enums';
import { targetsReached } from '../schedules/rules';
import { clockOfMinute } from '../schedules/schema';
import { listStaleBlocks } from './list-stale-blocks';
import { leftOutBlocks, rehearsableBlocks } from './rehearsable-blocks';
import { MISSING_HERE } from './rules';
import type { RehearsalCounts, RehearsalView } from './schema';

/** When diagnostics are rehearsed and against what, what the last rehearsal came to, and what stopped working. */
export async function getRehearsal(ctx: Context): Promise<RehearsalView> {
  authorise(ctx, 'rehearsal.read');
  const [setting, { targets }, blocks, last, stale] = await Promise.all([
    db().rehearsalSetting.findUniqueOrThrow({ where: { id: 1 } }),
    loadTargets(),
    rehearsableBlocks([]),
    db().rehearsal.findFirst({ orderBy: { startedAt: 'desc' } }),
    listStaleBlocks(ctx),
  ]);
  const reached = blocks.flatMap(({ block }) => targetsReached(block));
  return {
    enabled: setting.enabled,
    at: clockOfMinute(setting.minute),
    zone: setting.zone,
    exceptTargets: setting.exceptTargets,
    version: setting.version,
    nextAt: setting.nextAt?.toISOString() ?? null,
    targets: [...targets.values()]
      .filter(({ environment }) => environment !== 'production')
      .map(({ name, environment, label = null }) => ({ name, environment, label, blocks: reached.filter((one) => one === name).length }))
      .filter(({ blocks: count }) => count > 0),
    last: last && {
      startedAt: last.startedAt.toISOString(),
      startedBy: last.startedByName,
      endedAt: last.endedAt?.toISOString() ?? null,
      total: last.total,
      counts: await countsOf(last),
    },
    leftOut: await leftOutBlocks(setting.exceptTargets),
    stale,
  };
}

type Group = { state: RunState; verdict: Verdict | null; isMissing: boolean; runs: number };

async function countsOf({ id, endedAt, waiting }: Rehearsal): Promise<RehearsalCounts> {
  const groups = await db().$queryRaw<Group[]>`
    SELECT state, verdict, verdict IS NULL AND data #>> '{error,code}' IS NOT DISTINCT FROM ${MISSING_HERE} AS "isMissing", count(*)::int AS runs
    FROM run WHERE "rehearsalId" = ${id}::uuid GROUP BY 1, 2, 3`;
  const count = (matches: (group: Group) => boolean) => groups.filter(matches).reduce((sum, { runs }) => sum + runs, 0);
  const isUnderWay = ({ state }: Group) => state === 'queued' || state === 'running';
  return {
    ok: count(({ verdict }) => verdict === 'ok'),
    warn: count(({ verdict }) => verdict === 'warn'),
    fail: count(({ verdict }) => verdict === 'fail'),
    errored: count((group) => group.verdict === null && !group.isMissing && !isUnderWay(group)),
    missing: count(({ isMissing }) => isMissing),
    waiting: endedAt ? 0 : (waiting as unknown[]).length + count(isUnderWay),
  };
}
