import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contextNow } from '@/auth/context-from-request';
import { forgetAccess } from '@/auth/standing';
import { closeSandboxes } from '@/domain/diagnostics/kinds/bash';
import type { TimelineItem } from '@/domain/incidents/timeline-event';
import { db } from '@/lib/db';
import type { Role } from '@/prisma/generated/enums';
import { useTestDatabase } from '@/test/database';
import { readEvents, type ServerEvent } from '@/test/event-source';
import { degradedPage } from './http/degraded-page';
import { createServer } from './http/server';
import { RunDispatcher } from './jobs/run-dispatcher';
import { beat, startSweeps } from './jobs/sweeps';
import { listen } from './listen';
import { LiveStreams } from './live/live-streams';
import { Presences } from './live/presences';
import { RunHub } from './live/run-hub';
import { Timelines } from './live/timelines';

const root = mkdtempSync(path.join(tmpdir(), 'sitrep-engine-'));
mkdirSync(path.join(root, 'practice'));
writeFileSync(
  path.join(root, 'practice', 'say.mdx'),
  `---
title: Say
summary: Says things.
service: practice
owner: tests
signatures: ["FATAL: sorry, too many words already"]
---
<Diagnostic id="say" title="Say" target="local">
\`\`\`bash
for i in 1 2 3; do echo "line $i"; sleep 0.05; done
\`\`\`
</Diagnostic>

<Diagnostic id="slow" title="Slow" target="local">
\`\`\`bash
echo begun; sleep 60
\`\`\`
</Diagnostic>
`,
);
process.env.RUNBOOKS_DIR = root;
process.env.TARGETS_FILE = path.join(root, 'targets.yaml');
process.env.LAB = 'off';
useTestDatabase();

const ENGINE = randomUUID();
const KEYS = { viewer: 'viewer-key-for-tests', responder: 'responder-key-for-tests' };
const streams = new LiveStreams();
const timelines = new Timelines();
const presences = new Presences();
const hub = new RunHub(streams, () => {});
const dispatcher = new RunDispatcher(ENGINE, hub);
let app: FastifyInstance;
let origin = '';
let stop: (() => Promise<unknown>)[] = [];

async function makeKey(name: string, secret: string, roles: Role[]): Promise<string> {
  const id = randomUUID();
  await db().apiKey.create({ data: { id, name, prefix: name, secretHash: createHash('sha256').update(secret).digest('hex'), roles } });
  return id;
}

beforeAll(async () => {
  await makeKey('viewer', KEYS.viewer, ['viewer']);
  await makeKey('responder', KEYS.responder, ['viewer', 'responder']);
  app = await createServer({ streams, timelines, presences, hub, dispatcher, web: { origin: null } });
  await app.listen({ port: 0, host: '127.0.0.1' });
  origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const stopSweeps = startSweeps([beat(ENGINE, new Date())]);
  const stopListening = listen({
    onNotice: (notice) => {
      if (notice.topic === 'timeline') timelines.hint(notice.incident, notice.seq);
      if (notice.topic === 'run' && notice.state === 'queued') dispatcher.offer(notice);
      if (notice.topic === 'cancel') dispatcher.cancel(notice.id);
    },
    onResync: () => {},
  });
  stop = [async () => stopSweeps(), stopListening];
});
afterAll(async () => {
  streams.close();
  await dispatcher.close();
  await Promise.all([...stop.map((end) => end()), app.close(), closeSandboxes()]);
});

const as = (who: keyof typeof KEYS | null, extra: Record<string, string> = {}) => ({
  ...(who ? { authorization: `Bearer ${KEYS[who]}` } : {}),
  ...extra,
});
const get = (at: string, who: keyof typeof KEYS | null = 'responder') => fetch(origin + at, { headers: as(who) });
const post = (at: string, body?: unknown, who: keyof typeof KEYS | null = 'responder', extra: Record<string, string> = {}) =>
  fetch(origin + at, {
    method: 'POST',
    headers: as(who, { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...extra }),
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
// biome-ignore lint/suspicious/noExplicitAny: replies are looked into by the assertions
const json = async (response: Response | Promise<Response>): Promise<any> => (await response).json();
const declare = (title: string) => json(post('/api/v1/incidents', { title, severity: 'P1' }));

async function collect(response: Response, enough: (events: ServerEvent[]) => boolean): Promise<ServerEvent[]> {
  const events: ServerEvent[] = [];
  for await (const event of readEvents(response)) {
    events.push(event);
    if (enough(events)) break;
  }
  return events;
}

test('S1-28, S1-30: each refusal has its status, and its body says what is wrong and where', async () => {
  expect((await get('/api/v1/incidents', null)).status).toBe(401);
  expect((await post('/api/v1/incidents', { title: 'x', severity: 'P1' }, 'viewer')).status).toBe(403);
  expect((await get('/api/v1/incidents/999999')).status).toBe(404);
  expect((await get('/api/v1/nothing')).status).toBe(404);
  const bad = await post('/api/v1/incidents', { title: ' ', severity: 'P9', extra: 1 });
  expect(bad.status).toBe(422);
  const { error } = await json(bad);
  expect(error).toMatchObject({ code: 'invalid', path: '/api/v1/incidents' });
  expect(error.details.map((detail: { field: string }) => detail.field).sort()).toEqual(['extra', 'severity', 'title']);
  expect((await post('/api/v1/incidents', '{broken')).status).toBe(422);
  expect((await post('/api/v1/incidents', JSON.stringify({ title: 'x'.repeat(2_000_000) }))).status).toBe(413);
});

test('a cookie alone never writes from another origin', async () => {
  const response = await fetch(`${origin}/api/v1/incidents`, {
    method: 'POST',
    headers: { cookie: 'x=y', origin: 'https://evil.example' },
    body: '{}',
  });
  expect([401, 403]).toContain(response.status);
  const page = await fetch(`${origin}/incidents`, { method: 'POST', headers: { origin: 'https://evil.example' } });
  expect(page.status).toBe(403);
});

test('another name for this machine is refused', async () => {
  const { request } = await import('node:http');
  const status = await new Promise((resolve) =>
    request(`${origin}/health`, { headers: { host: 'rebound.example' } }, (answer) => resolve(answer.statusCode)).end(),
  );
  expect(status).toBe(403);
});

test('every status of an incident has its door, and a repeat is a conflict', async () => {
  const { number } = await declare('Doors');
  const at = `/api/v1/incidents/${number}`;
  expect((await post(`${at}/acknowledge`)).status).toBe(200);
  expect((await post(`${at}/acknowledge`)).status).toBe(409);
  expect(await json(post(`${at}/status`, { status: 'investigating' }))).toMatchObject({ status: 'investigating' });
  expect(await json(post(`${at}/severity`, { severity: 'P0' }))).toMatchObject({ severity: 'P0' });
  expect((await post(`${at}/notes`, { body: 'seen' })).status).toBe(201);
  expect((await post(`${at}/resolve`, { rootCause: 'x' })).status).toBe(422);
  expect(await json(post(`${at}/resolve`, { rootCause: 'leak', resolution: 'fixed' }))).toMatchObject({ status: 'resolved' });
  expect(await json(post(`${at}/reopen`))).toMatchObject({ status: 'investigating' });
  const { items } = await json(get(`${at}/timeline?after=0`, 'viewer'));
  expect(items.map((item: TimelineItem) => item.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(items.map((item: TimelineItem) => item.type)).toContain('review_opened');
});

test('the same Idempotency-Key declares once', async () => {
  const once = () => json(post('/api/v1/incidents', { title: 'Once', severity: 'P3' }, 'responder', { 'idempotency-key': 'abc' }));
  expect((await once()).number).toBe((await once()).number);
});

test('a run is accepted, streamed from its first byte, and ends with its state', async () => {
  const runbook = await json(get('/api/v1/runbooks/practice/say'));
  const block = runbook.blocks.find((one: { id: string }) => one.id === 'say');
  const accepted = await post('/api/v1/runs', { runbook: 'practice/say', block: 'say', contentHash: block.contentHash });
  expect(accepted.status).toBe(202);
  const { id } = await json(accepted);
  const events = await collect(await get(`/api/v1/runs/${id}/output`), () => false);
  const output = events.filter((event) => event.event === 'output').map((event) => event.data as { offset: number; text: string });
  expect(output[0]?.offset).toBe(0);
  expect(output.map((piece) => piece.text).join('')).toBe('line 1\nline 2\nline 3\n');
  expect(events.at(-1)).toMatchObject({ event: 'state', data: { state: 'passed', verdict: 'ok' } });
  expect(await json(get(`/api/v1/runs/${id}`))).toMatchObject({ state: 'passed', output: 'line 1\nline 2\nline 3\n', truncated: false });
  expect(await (await fetch(`${origin}/api/v1/runs/${id}/output.txt`, { headers: as('viewer', { range: 'bytes=5-6' }) })).text()).toBe(
    '1\n',
  );
  expect((await post('/api/v1/runs', { runbook: 'practice/say', block: 'say', contentHash: 'old' })).status).toBe(409);
});

test('two viewers of an incident see a run while it happens, and cancelling ends it for both', async () => {
  const { number } = await declare('Together');
  const viewers = await Promise.all([get(`/live/incidents/${number}`), get(`/live/incidents/${number}`, 'viewer')]);
  const ended = (events: ServerEvent[]) => events.some((event) => (event.data as TimelineItem).type === 'run_ended');
  const seen = viewers.map((viewer) => collect(viewer, ended));
  const { blocks } = await json(get('/api/v1/runbooks/practice/say'));
  const slow = blocks.find((one: { id: string }) => one.id === 'slow');
  const { id } = await json(
    post('/api/v1/runs', { runbook: 'practice/say', block: 'slow', contentHash: slow.contentHash, incident: number }),
  );
  await collect(await get(`/api/v1/runs/${id}/output`), (events) => events.some((event) => event.event === 'output'));
  expect((await post(`/api/v1/runs/${id}/cancel`)).status).toBe(202);
  for (const events of await Promise.all(seen)) {
    const items = events.filter((event) => event.event === 'message').map((event) => event.data as TimelineItem);
    expect(items.map((item) => item.type)).toEqual(['incident_declared', 'run_requested', 'run_cancel_requested', 'run_ended']);
    expect(items.at(-1)?.data).toMatchObject({ run: id, state: 'cancelled' });
  }
});

test('a viewer who comes late or back gets every event once, in order, while others write', async () => {
  const { number } = await declare('Busy');
  const write = (count: number) =>
    Promise.all(Array.from({ length: count }, (_, i) => post(`/api/v1/incidents/${number}/notes`, { body: `note ${i}` })));
  const upTo = (last: number) => (events: ServerEvent[]) => events.some((event) => event.id === String(last));
  const writing = write(60);
  const first = await collect(await get(`/live/incidents/${number}?after=0`), upTo(30));
  const resumed = collect(await get(`/live/incidents/${number}?after=30`), upTo(61));
  await writing;
  const ids = (events: ServerEvent[]) => events.flatMap((event) => (event.id ? [Number(event.id)] : []));
  expect([...ids(first).filter((id) => id <= 30), ...ids(await resumed)]).toEqual(Array.from({ length: 61 }, (_, i) => i + 1));
});

test('a revoked key ends its open stream', async () => {
  const { number } = await declare('Revoked');
  const secret = 'soon-revoked-key-for-tests';
  const id = await makeKey('gone', secret, ['viewer']);
  const response = await fetch(`${origin}/live/incidents/${number}`, { headers: { authorization: `Bearer ${secret}` } });
  const events = collect(response, () => false);
  await db().apiKey.update({ where: { id }, data: { revokedAt: new Date() } });
  forgetAccess();
  await streams.endRevoked(contextNow);
  expect((await events).at(-1)).toMatchObject({ event: 'end', data: { reason: 'revoked' } });
});

test('a pasted error finds its section first', async () => {
  const { items } = await json(
    get(`/api/v1/search?q=${encodeURIComponent('2026-11-21 03:00:01 app[312] FATAL:  sorry, too many words already')}`),
  );
  expect(items[0]).toMatchObject({ type: 'runbook', slug: 'practice/say' });
});

test('health, metrics, the description of the interface, and a plain page while the web process is away', async () => {
  expect(await json(get('/health', null))).toMatchObject({
    status: 'degraded',
    checks: { database: { status: 'ok' }, web: { status: 'fail' } },
  });
  expect(await (await get('/metrics', null)).text()).toMatch(
    /http_requests_total\{method="POST",endpoint="\/api\/v1\/incidents",status="201"\} \d+/,
  );
  const paths = Object.keys((await json(get('/api/v1/openapi.json', null))).paths);
  expect(paths).toEqual(expect.arrayContaining(['/api/v1/runs', '/api/v1/incidents/{number}/resolve']));
  const page = await get('/incidents', null);
  expect([page.status, await page.text()]).toEqual([503, expect.stringContaining('people who are signed in')]);
  expect(await (await get('/runbooks')).text()).toContain('<code>runbooks/practice/say.mdx</code>');
  expect(await degradedPage('unknown')).toMatch(/^(?!.*go on working).*The database cannot be reached either/s);
});

test('a page whose stream opens after the press still hears of its run, and of nobody else’s', async () => {
  const { blocks } = await json(get('/api/v1/runbooks/practice/say'));
  const say = blocks.find((one: { id: string }) => one.id === 'say');
  const { id } = await json(post('/api/v1/runs', { runbook: 'practice/say', block: 'say', contentHash: say.contentHash }));
  await collect(await get(`/api/v1/runs/${id}/output`), () => false);
  const late = await collect(await get('/live/runbooks/practice/say'), (events) =>
    events.some((event) => (event.data as { id?: string }).id === id),
  );
  expect(late.at(-1)).toMatchObject({ event: 'run', data: { state: 'passed' } });
  const other = await get('/live/runbooks/practice/say', 'viewer');
  const seen = collect(other, (events) => events.some((event) => event.event === 'runbook'));
  streams.runbookChanged('practice/say', 'x');
  expect((await seen).some((event) => event.event === 'run')).toBe(false);
});

test('a reader that leaves while it is behind is let go of', async () => {
  const { EventStream } = await import('./live/event-stream');
  const raw = Object.assign(new Writable({ highWaterMark: 1, write: () => {} }), {
    socket: null,
    writeHead: () => {},
    flushHeaders: () => {},
  });
  const stream = new EventStream(raw as unknown as ServerResponse);
  stream.send('x'.repeat(600_000));
  expect(stream.full).toBe(true);
  const released = new Promise<boolean>((resolve) => stream.whenDrained(() => resolve(stream.closed)));
  raw.destroy();
  expect(await released).toBe(true);
});
