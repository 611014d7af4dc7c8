import { hostname } from 'node:os';
import { interruptOrphans } from '@/domain/diagnostics/interrupt-orphans';
import { db } from '@/lib/db';
import { log } from '@/lib/log';

const BEAT_MS = 3_000;
const FORGET_ENGINES_AFTER_HOURS = 24;

export type Sweep = { name: string; everyMs: number; run: () => Promise<unknown> };

/** Says every few seconds that this engine lives; others take over what a silent one leaves. */
export function beat(engineId: string, startedAt: Date): Sweep {
  const host = hostname();
  return {
    name: 'beat',
    everyMs: BEAT_MS,
    run: () => db().$executeRaw`
      INSERT INTO engine (id, host, "startedAt", "beatAt") VALUES (${engineId}, ${host}, ${startedAt}, now())
      ON CONFLICT (id) DO UPDATE SET "beatAt" = now()`,
  };
}

export const orphans: Sweep = { name: 'interrupt orphans', everyMs: BEAT_MS, run: interruptOrphans };

export const oldEngines: Sweep = {
  name: 'forget old engines',
  everyMs: 3_600_000,
  run: () => db().$executeRaw`DELETE FROM engine WHERE "beatAt" < now() - make_interval(hours => ${FORGET_ENGINES_AFTER_HOURS})`,
};

/** Runs each sweep at its pace, never twice at once; a failing one is logged and tried again. Returns how to stop. */
export function startSweeps(sweeps: Sweep[]): () => void {
  const failing = new Set<string>();
  const timers = sweeps.map((sweep) => {
    let busy = false;
    const once = async () => {
      if (busy) return;
      busy = true;
      try {
        await sweep.run();
        if (failing.delete(sweep.name)) log.info({ sweep: sweep.name }, 'sweep works again');
      } catch (error) {
        if (!failing.has(sweep.name)) log.warn({ sweep: sweep.name, error: (error as Error).message }, 'sweep failed; it goes on trying');
        failing.add(sweep.name);
      } finally {
        busy = false;
      }
    };
    void once();
    return setInterval(() => void once(), sweep.everyMs);
  });
  return () => timers.forEach(clearInterval);
}
