import type { Environment } from '@/domain/runbooks/schema';
import type { Schedule } from '@/prisma/generated/client';
import type { InputValue } from '../schema';
import { clockOfMinute, type ScheduleView, type ScheduleWord } from './schema';

/** The stored row as screens and the API show it. */
export function scheduleView(row: Schedule): ScheduleView {
  return {
    id: row.id,
    runbook: row.runbook,
    block: row.blockId,
    title: row.blockTitle,
    kind: row.kind,
    target: row.target,
    environment: row.environment as Environment,
    contentHash: row.contentHash,
    inputs: row.inputs as Record<string, InputValue>,
    everySeconds: row.everySeconds,
    dailyAt: row.dailyMinute === null ? null : clockOfMinute(row.dailyMinute),
    zone: row.zone,
    notice: row.notice,
    keepDays: row.keepDays,
    state: row.state,
    pauseReason: row.pauseReason,
    changedBy: row.changedByName,
    changedAt: row.changedAt?.toISOString() ?? null,
    nextAt: row.nextAt?.toISOString() ?? null,
    skippedTicks: row.skippedTicks,
    word: row.word as ScheduleWord | null,
    wordSince: row.wordSince?.toISOString() ?? null,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
  };
}
