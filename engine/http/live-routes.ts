import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { getRun } from '@/domain/diagnostics/get-run';
import { hasEnded } from '@/domain/diagnostics/schema';
import { notFound } from '@/domain/errors';
import { getIncident } from '@/domain/incidents/get-incident';
import { loadRunbook } from '@/domain/runbooks/load-runbook';
import { EventStream } from '../live/event-stream';
import type { LiveStreams, Topic } from '../live/live-streams';
import type { Presences } from '../live/presences';
import type { RunHub } from '../live/run-hub';
import type { Timelines } from '../live/timelines';
import { sendStoredOutput } from './output-routes';
import { checked, contextOf } from './rest';

export type LiveParts = { streams: LiveStreams; timelines: Timelines; hub: RunHub; presences: Presences };

/** The live doors with what they ask for; the access test reads this. */
export const LIVE_DOORS = [
  { path: '/live/incidents/:number', permission: 'incident.read' },
  { path: '/live/runbooks/:service/:name', permission: 'runbook.read' },
  { path: '/live/runs/:id', permission: 'run.read' },
  { path: '/live/:stream/watch', permission: 'run.read' },
] as const;

const After = z.coerce.number().int().min(0).max(2_147_483_647).catch(0);
const Watch = z.strictObject({ run: z.uuid() });

/** Registers the pages' streams of server-sent events. */
export function registerLive(app: FastifyInstance, { streams, timelines, hub, presences }: LiveParts): void {
  function open(ctx: Context, topic: Topic, reply: FastifyReply): { id: string; stream: EventStream } {
    reply.hijack();
    const stream = new EventStream(reply.raw);
    const id = streams.open(ctx, topic, stream);
    hub.catchUp(id);
    return { id, stream };
  }

  app.get<{ Params: { number: string }; Querystring: { after?: string } }>('/live/incidents/:number', async (request, reply) => {
    const ctx = await contextOf(request);
    const incident = await getIncident(ctx, Number(request.params.number));
    const { id, stream } = open(ctx, { kind: 'incident', number: incident.number }, reply);
    presences.join(ctx, incident.number, id, stream);
    await timelines.add(stream, incident.number, resumeAfter(request));
  });

  app.get<{ Params: { service: string; name: string } }>('/live/runbooks/:service/:name', async (request, reply) => {
    const ctx = await contextOf(request);
    authorise(ctx, 'runbook.read');
    const slug = `${request.params.service}/${request.params.name}`;
    if (!(await loadRunbook(slug))) throw notFound(`Runbook ${slug}`);
    open(ctx, { kind: 'runbook', slug }, reply);
  });

  app.get<{ Params: { id: string } }>('/live/runs/:id', async (request, reply) => {
    const ctx = await contextOf(request);
    const run = await getRun(ctx, request.params.id);
    const { stream } = open(ctx, { kind: 'run', id: run.id, incident: run.incident }, reply);
    const live = hub.find(run.id);
    streams.runChanged(live?.view ?? run);
    if (live) streams.outputOpened(live.view, live.output, live.requestedById);
    else if (hasEnded(run.state)) await sendStoredOutput(ctx, stream, run.id);
  });

  app.post<{ Params: { stream: string } }>('/live/:stream/watch', async (request, reply) => {
    const ctx = await contextOf(request);
    const { run: id } = checked(Watch, request.body);
    const run = await getRun(ctx, id);
    const live = hub.find(run.id);
    if (!streams.has(ctx, request.params.stream)) throw notFound('This live stream');
    if (live) streams.watch(ctx, request.params.stream, live.view, live.output);
    return reply.code(202).send({ live: live !== undefined });
  });
}

/** Where the browser left off: it sends the last id by itself; a script may ask by `after`. */
function resumeAfter(request: FastifyRequest<{ Querystring: { after?: string } }>): number {
  const last = request.headers['last-event-id'];
  return Math.max(After.parse(request.query.after ?? 0), After.parse(Array.isArray(last) ? last[0] : (last ?? 0)));
}
