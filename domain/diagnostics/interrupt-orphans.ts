import { db } from '@/lib/db';
import { endRun } from './end-run';

/** An engine that has not given a beat for this long is taken for dead. */
const ENGINE_SILENCE_SECONDS = 10;

/** Ends the running runs of dead engines as interrupted, and cancelled ones that never started. Returns how many. */
export async function interruptOrphans(): Promise<number> {
  const orphans = await db().$queryRaw<{ id: string }[]>`
    SELECT run.id FROM run LEFT JOIN engine ON engine.id = run."engineId"
    WHERE run.state = 'running' AND (engine."beatAt" IS NULL OR engine."beatAt" < now() - make_interval(secs => ${ENGINE_SILENCE_SECONDS}))`;
  for (const { id } of orphans)
    await endRun(id, {
      state: 'interrupted',
      verdict: null,
      reason: 'The engine that ran it died. It was not run again by itself.',
      data: null,
      exports: null,
    });
  const dropped = await db().run.findMany({ where: { state: 'queued', cancelRequestedAt: { not: null } }, select: { id: true } });
  for (const { id } of dropped)
    await endRun(id, { state: 'cancelled', verdict: null, reason: 'It was cancelled before it started.', data: null, exports: null });
  return orphans.length + dropped.length;
}

/** Ends runs that are marked as this engine's and that it no longer holds: their end could not be recorded in time. */
export async function interruptLost(engineId: string, isHeld: (id: string) => boolean): Promise<number> {
  const running = await db().run.findMany({ where: { engineId, state: 'running' }, select: { id: true } });
  const lost = running.filter(({ id }) => !isHeld(id));
  for (const { id } of lost)
    await endRun(id, {
      state: 'interrupted',
      verdict: null,
      reason: 'Its end could not be recorded. It was not run again by itself.',
      data: null,
      exports: null,
    });
  return lost.length;
}
