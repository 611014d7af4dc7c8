import { createHash, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { contextNow } from '@/auth/context-from-request';
import { closeSandboxes } from '@/domain/diagnostics/kinds/bash';
import type { TimelineItem } from '@/domain/incidents/timeline-event';
import { createServer } from '@/engine/http/server';
import { RunDispatcher } from '@/engine/jobs/run-dispatcher';
import { beat, startSweeps } from '@/engine/jobs/sweeps';
import { listen } from '@/engine/listen';
import { LiveStreams } from '@/engine/live/live-streams';
import { Presences } from '@/engine/live/presences';
import { RunHub } from '@/engine/live/run-hub';
import { Timelines } from '@/engine/live/timelines';
import { db } from '@/lib/db';
import { hearHere } from '@/lib/notify';
import type { Role } from '@/prisma/generated/enums';

export type TestEngine = { origin: string; streams: LiveStreams; presences: Presences; close: () => Promise<void> };

/** An engine as main.ts puts it together, on a port of its own and without a web process. */
export async function startEngine(): Promise<TestEngine> {
  const engineId = randomUUID();
  const streams = new LiveStreams();
  const timelines = new Timelines();
  const presences = new Presences();
  const hub = new RunHub(streams, () => {});
  const dispatcher = new RunDispatcher(engineId, hub);
  const app = await createServer({ streams, timelines, presences, hub, dispatcher, web: { origin: null } });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const stopSweeps = startSweeps([beat(engineId, new Date())]);
  let heard = () => {};
  const listening = new Promise<void>((resolve) => {
    heard = resolve;
  });
  const stopHearing = hearHere((notice) => {
    if (notice.topic === 'timeline') timelines.hint(notice.incident, notice.seq, notice.item as TimelineItem);
  });
  const stopListening = listen({
    onNotice: (notice) => {
      if (notice.topic === 'timeline') timelines.hint(notice.incident, notice.seq);
      if (notice.topic === 'timeline' || notice.topic === 'presence') presences.hint(notice.incident);
      if (notice.topic === 'run' && notice.state === 'queued') dispatcher.offer(notice);
      if (notice.topic === 'cancel') dispatcher.cancel(notice.id);
      if (notice.topic === 'sight') void streams.endRevoked(contextNow);
    },
    onResync: () => heard(),
  });
  await listening;
  return {
    origin: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    streams,
    presences,
    close: async () => {
      stopSweeps();
      stopHearing();
      streams.close();
      await Promise.all([dispatcher.close(), presences.close()]);
      await Promise.all([stopListening(), app.close(), closeSandboxes()]);
    },
  };
}

/** An API key with these roles; its id, and the header that shows it. */
export async function makeKey(name: string, roles: Role[]): Promise<{ id: string; headers: { authorization: string } }> {
  const id = randomUUID();
  const secret = `${name}-key-of-${id}`;
  await db().apiKey.create({ data: { id, name, prefix: name, secretHash: createHash('sha256').update(secret).digest('hex'), roles } });
  return { id, headers: { authorization: `Bearer ${secret}` } };
}
