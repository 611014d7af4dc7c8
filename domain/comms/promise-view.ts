import type { UpdatePromise } from '@/prisma/generated/client';
import type { PromiseView } from './schema';

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** The stored row as screens and the API show it. */
export function promiseView(row: UpdatePromise): PromiseView {
  return {
    id: row.id,
    words: row.words,
    audience: row.audience,
    cadenceMinutes: row.cadenceMinutes,
    dueAt: row.dueAt.toISOString(),
    state: row.state,
    madeAt: row.madeAt.toISOString(),
    overdueAt: iso(row.overdueAt),
    commanderToldAt: iso(row.commanderToldAt),
    endedAt: iso(row.endedAt),
    answered: row.keptByUpdateId !== null,
    late: row.state === 'broken' || (row.state === 'kept' && row.endedAt !== null && row.endedAt > row.dueAt),
  };
}
