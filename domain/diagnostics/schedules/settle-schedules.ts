import { recordAudit } from '@/domain/audit/record-audit';
import { systemContext } from '@/domain/context';
import { recordEvent } from '@/domain/incidents/record-event';
import { OPEN_STATUSES } from '@/domain/incidents/rules';
import { db, type Tx } from '@/lib/db';
import type { Run, Schedule } from '@/prisma/generated/client';
import { changeMessage } from './change-message';
import { isNews, wordOf } from './rules';
import type { ScheduleWord } from './schema';
import { tellTeam } from './tell-team';

type Ended = Pick<Run, 'id' | 'state' | 'verdict' | 'reason' | 'queuedAt'> & { scheduleId: string };

/**
 * Looks at what schedules came to since the last look: keeps the word, tells the team and the incidents that work by its runbook when
 * it became another. Engines share the work; each change is told once. Returns how many it looked at.
 */
export async function settleSchedules(now = new Date()): Promise<number> {
  const ended = await db().$queryRaw<Ended[]>`
    SELECT newest.* FROM schedule s CROSS JOIN LATERAL (
      SELECT r.id, r.state, r.verdict, r.reason, r."queuedAt", r."scheduleId" FROM run r
      WHERE r."scheduleId" = s.id AND r."endedAt" IS NOT NULL AND r."queuedAt" > coalesce(s."settledAt", '-infinity')
      ORDER BY r."queuedAt" DESC LIMIT 1) newest WHERE s.state <> 'ended'`;
  for (const run of ended) await settle(run, now);
  return ended.length;
}

async function settle(run: Ended, now: Date): Promise<void> {
  await db().$transaction(async (tx) => {
    const schedule = await tx.schedule.findUniqueOrThrow({ where: { id: run.scheduleId } });
    const word = wordOf(run.state, run.verdict);
    const changed = word !== null && word !== schedule.word;
    const news = word !== null && schedule.notice && isNews(word, schedule, now);
    const noticed = word !== null && (news || schedule.noticedWord === null) ? { noticedWord: word, noticedAt: news ? now : null } : {};
    const { count } = await tx.schedule.updateMany({
      where: { id: schedule.id, settledRunId: schedule.settledRunId },
      data: { settledRunId: run.id, settledAt: run.queuedAt, ...(changed ? { word, wordSince: run.queuedAt } : {}), ...noticed },
    });
    if (count === 0 || word === null) return;
    const from = schedule.noticedWord ?? word;
    if (news) await tellTeam(tx, run.id, changeMessage(schedule, { word, from, reason: run.reason, run: run.id }));
    if (changed && schedule.word !== null) await record(tx, schedule, run, word);
  });
}

async function record(tx: Tx, schedule: Schedule, run: Ended, word: ScheduleWord): Promise<void> {
  const { id, runbook, blockId: block, blockTitle: title, target, word: from } = schedule;
  const data = { schedule: id, run: run.id, runbook, block, title, target, from: from ?? '', to: word, reason: run.reason };
  const open = await tx.incident.findMany({
    where: { runbook, status: { in: [...OPEN_STATUSES] } },
    orderBy: { number: 'asc' },
    select: { id: true },
  });
  for (const incident of open) await recordEvent(tx, systemContext(), incident.id, { type: 'scheduled_result_changed', data });
  if (open.length === 0)
    await recordAudit(tx, systemContext(), { action: 'scheduled_result_changed', subjectType: 'schedule', subjectId: id, data });
}
