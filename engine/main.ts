import { randomUUID } from 'node:crypto';
import { contextNow } from '@/auth/context-from-request';
import { forgetAccess } from '@/auth/standing';
import { sweepOverdue } from '@/domain/action-items/sweep-overdue';
import { systemContext } from '@/domain/context';
import { getRun } from '@/domain/diagnostics/get-run';
import { closeSandboxes, warmSandboxes } from '@/domain/diagnostics/kinds/bash';
import { sweepClocks } from '@/domain/incidents/clocks/sweep-clocks';
import type { TimelineItem } from '@/domain/incidents/timeline-event';
import { watchRunbooks } from '@/domain/runbooks/watch-runbooks';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { hearHere, type Notice } from '@/lib/notify';
import { createServer } from './http/server';
import { dueUpdates, promises } from './jobs/comms-sweeps';
import { DeliverySender } from './jobs/delivery-sender';
import { checklists } from './jobs/give-checklists';
import { rehearsal, staleBlocks } from './jobs/rehearsal-sweeps';
import { reviewReminders } from './jobs/review-sweeps';
import { RunDispatcher } from './jobs/run-dispatcher';
import { dueSchedules, oldResults, scheduleResults } from './jobs/schedule-sweeps';
import { beat, oldEngines, orphans, startSweeps } from './jobs/sweeps';
import { oldSpools } from './jobs/trim-spools';
import { listen } from './listen';
import { LiveStreams } from './live/live-streams';
import { Presences } from './live/presences';
import { RunHub } from './live/run-hub';
import { Timelines } from './live/timelines';
import { startWeb } from './web/start-web';

const POLL_MS = 2_000;
const OVERDUE_MS = 60_000;
/** With the 2 s that an answer may be old, within the 5 s in which lost access must take effect. */
const ACCESS_CHECK_MS = 2_500;
const PRESENCE_MS = 3_000;
/** After this, whatever is left is cut. */
const SHUTDOWN_MS = 4_000;

const engineId = randomUUID();
const streams = new LiveStreams();
const timelines = new Timelines();
const presences = new Presences();
const hub = new RunHub(streams, (id) => void tellPages(id));
const dispatcher = new RunDispatcher(engineId, hub);
const sender = new DeliverySender();
const endRevoked = () => streams.endRevoked(contextNow);

function heed(notice: Notice): void {
  if (notice.topic === 'timeline') {
    timelines.hint(notice.incident, notice.seq, notice.item as TimelineItem | undefined);
    return presences.hint(notice.incident);
  }
  if (notice.topic === 'presence') return presences.hint(notice.incident);
  if (notice.topic === 'cancel') return dispatcher.cancel(notice.id);
  if (notice.topic === 'delivery') return void sender.sweep().catch(() => {});
  if (notice.topic === 'access') {
    forgetAccess();
    return void endRevoked().catch(() => {});
  }
  if (notice.topic === 'sight') return void endRevoked().catch(() => {});
  // What starts here at once is told as running a moment later.
  if (notice.state === 'queued' && dispatcher.offer(notice)) return;
  if (!hub.find(notice.id)) void tellPages(notice.id);
}

/** Another engine has this run, or it waits: pages here learn of it all the same. */
async function tellPages(id: string): Promise<void> {
  if (streams.size === 0) return;
  const view = await getRun(systemContext(), id).catch(() => null);
  if (view && !hub.find(id)) streams.runChanged(view);
}

const web = startWeb();
const app = await createServer({ streams, timelines, presences, hub, dispatcher, web });
const stopSweeps = startSweeps([
  beat(engineId, new Date()),
  orphans,
  oldEngines,
  oldSpools,
  checklists,
  dueUpdates,
  promises,
  dueSchedules,
  scheduleResults,
  oldResults,
  rehearsal,
  staleBlocks,
  { name: 'overdue action items', everyMs: OVERDUE_MS, run: () => sweepOverdue() },
  reviewReminders,
  { name: 'queued runs', everyMs: POLL_MS, run: () => dispatcher.sweep() },
  { name: 'outbox', everyMs: POLL_MS, run: () => sender.sweep() },
  { name: 'timelines', everyMs: POLL_MS, run: () => timelines.sweep() },
  { name: 'clocks', everyMs: POLL_MS, run: sweepClocks },
  { name: 'presence', everyMs: PRESENCE_MS, run: () => presences.sweep() },
  { name: 'revoked access', everyMs: ACCESS_CHECK_MS, run: endRevoked },
]);
hearHere((notice) => {
  if (notice.topic === 'timeline') timelines.hint(notice.incident, notice.seq, notice.item as TimelineItem | undefined);
});
const stopListening = listen({
  onNotice: heed,
  onResync: () => void Promise.all([dispatcher.sweep(), timelines.sweep(), sender.sweep()]).catch(() => {}),
});
const runbookWatch = watchRunbooks((slug, contentHash) => streams.runbookChanged(slug, contentHash));
await warmSandboxes();
await app.listen({ port: env().PORT, host: env().HOST });
log.debug({ engine: engineId, port: env().PORT }, 'engine listens');
process.send?.({ listening: true });

let leaving = false;
async function leave(why: string): Promise<void> {
  if (leaving) return;
  leaving = true;
  log.debug({ why }, 'engine leaves');
  setTimeout(() => process.exit(1), SHUTDOWN_MS).unref();
  stopSweeps();
  runbookWatch.close();
  streams.close();
  await Promise.allSettled([dispatcher.close(), sender.close(), presences.close()]);
  await Promise.allSettled([app.close(), web.close(), closeSandboxes(), stopListening()]);
  await db().$disconnect();
  process.exit(0);
}

process.on('SIGTERM', () => void leave('SIGTERM'));
process.on('SIGINT', () => void leave('SIGINT'));
process.on('disconnect', () => void leave('the launcher is gone'));
process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
process.on('uncaughtException', (error) => log.error({ err: error }, 'uncaught exception'));
