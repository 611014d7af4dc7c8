import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import { addLink } from '@/domain/incidents/add-link';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { removeParticipant } from '@/domain/incidents/people/remove-participant';
import { degradedPage } from '@/engine/http/degraded-page';
import { ROUTES } from '@/engine/http/rest';
import type { RouteInput } from '@/engine/http/route';
import { db } from '@/lib/db';
import { makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { makeKey, startEngine, type TestEngine } from '@/test/engine';
import { readEvents, type ServerEvent } from '@/test/event-source';
import { DOORS } from './doors';
import { listActions } from './list-doors';

const SECRET = 'hush-7f3a';
const root = mkdtempSync(path.join(tmpdir(), 'sitrep-restricted-'));
mkdirSync(path.join(root, 'practice'));
writeFileSync(
  path.join(root, 'practice', 'say.mdx'),
  `---
title: Say
summary: Says things.
service: practice
owner: tests
---
<Diagnostic id="say" title="Say" target="local">
\`\`\`bash
echo begun
\`\`\`
</Diagnostic>

<Diagnostic id="slow" title="Slow" target="local">
\`\`\`bash
for i in $(seq 600); do echo "line $i"; sleep 0.1; done
\`\`\`
</Diagnostic>

<Remediation id="wipe" title="Wipe" target="local" effect="destructive" preview="say" verify="say">
\`\`\`bash
echo wiped
\`\`\`
</Remediation>
`,
);
Object.assign(process.env, { RUNBOOKS_DIR: root, TARGETS_FILE: path.join(root, 'targets.yaml'), LAB: 'off' });
useTestDatabase();

let engine: TestEngine;
let ana: Awaited<ReturnType<typeof makePerson>>;
/** May do all that no admin is needed for, and takes part in nothing. */
let outsider: Context;
let key: Awaited<ReturnType<typeof makeKey>>;
let insider: Awaited<ReturnType<typeof makeKey>>;
let hashes: Record<string, string> = {};
let hidden = { number: 0, id: '', run: '', approval: '', link: '' };

beforeAll(async () => {
  engine = await startEngine();
  ana = await makePerson(['responder', 'admin'], { name: 'Ana' });
  outsider = await makePerson(['viewer', 'responder', 'commander'], { name: 'Out' });
  key = await makeKey('outsider', ['viewer', 'responder', 'commander']);
  insider = await makeKey('insider', ['viewer', 'responder']);
  const runbook = await (await get('/api/v1/runbooks/practice/say')).json();
  hashes = Object.fromEntries(runbook.blocks.map((block: { id: string; contentHash: string }) => [block.id, block.contentHash]));
  const { number } = await declareIncident(ana, { title: `The ${SECRET} breach`, severity: 'P0', kind: 'security_breach', tags: [SECRET] });
  const { id } = await db().incident.findUniqueOrThrow({ where: { number } });
  await bringIn(id);
  const run = await start('say', number, insider);
  await ended(run, insider);
  const link = await addLink(ana, { number, url: `https://${SECRET}.example/` });
  const approval = await db().approval.create({
    data: {
      id: crypto.randomUUID(),
      incidentId: id,
      runbook: 'practice/say',
      blockId: 'say',
      blockTitle: SECRET,
      contentHash: 'x',
      target: 'local',
      inputs: {},
      reason: SECRET,
      requestedById: ana.userId,
      requestedByName: 'Ana',
      requestedByKind: 'user',
      expiresAt: new Date(Date.now() + 600_000),
    },
  });
  hidden = { number, id, run, approval: approval.id, link: link.id };
});
afterAll(() => engine.close());

const get = (at: string, who = key) => fetch(engine.origin + at, { headers: who.headers });
const post = (at: string, body: unknown, who = key) =>
  fetch(engine.origin + at, {
    method: 'POST',
    headers: { ...who.headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const start = async (block: string, incident: number, who: typeof key): Promise<string> =>
  (await (await post('/api/v1/runs', { runbook: 'practice/say', block, contentHash: hashes[block], incident }, who)).json()).id;
const ended = async (run: string, who: typeof key) => (await get(`/api/v1/runs/${run}/output`, who)).text();
const bringIn = (incidentId: string) =>
  db().participant.create({ data: { incidentId, actorId: insider.id, actorKind: 'api_key', name: 'insider', addedByName: 'Ana' } });

const outcome = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );

/** What an outsider may see of it: nothing that only it has. */
function expectNothing(text: string): void {
  expect(text).not.toContain(SECRET);
  for (const id of [hidden.id, hidden.run, hidden.approval, hidden.link]) expect(text).not.toContain(id);
}

/** Names the hidden incident and what hangs on it in every way that a door may ask for. */
const named = (door: string) => ({
  number: hidden.number,
  incident: hidden.number,
  id: /approval/i.test(door) ? hidden.approval : hidden.run,
  link: hidden.link,
  role: 'scribe',
  restricted: false,
  reason: 'because',
  runbook: 'practice/say',
  block: 'say',
  inputs: {},
  ...ASKED[door],
  contentHash: hashes[(ASKED[door] as { block?: string } | undefined)?.block ?? 'say'],
});

/** What some doors ask for beside that. */
const ASKED: Record<string, object> = {
  'action incidents.mergeIncident': { into: 999_999 },
  'engine POST /api/v1/incidents/:number/merge': { into: 999_999 },
  'action incidents.addLink': { url: 'https://a.example/' },
  'engine POST /api/v1/incidents/:number/links': { url: 'https://a.example/' },
  'action diagnostics.requestApproval': { block: 'wipe' },
  'engine POST /api/v1/approvals': { block: 'wipe' },
  'action investigation.changeTask': { title: 'x' },
  'engine POST /api/v1/tasks/:id': { title: 'x' },
  'action incidents.changeStatus': { status: 'investigating' },
  'engine POST /api/v1/incidents/:number/status': { status: 'investigating' },
  'action diagnostics.decideApproval': { decision: 'rejected' },
  'engine POST /api/v1/approvals/:id/decide': { decision: 'rejected' },
};
/** Doors that answer with what else there is: asked by HTTP, with these queries too. */
const ANSWERS: Record<string, string[]> = {
  'engine GET /api/v1/incidents': ['?status=open', '?status=triggered', `?q=${SECRET}`, `?tag=${SECRET}`, '?severity=P0'],
  'engine GET /api/v1/search': [`?q=${SECRET}`],
  'engine GET /api/v1/runs': ['', '?runbook=practice/say', '?block=say&runbook=practice/say', '?incident=1'],
  'engine GET /api/v1/approvals': ['?incident=1'],
};
/** Doors that take no incident and no run, and would do something else if they were asked. */
const ELSEWHERE = [
  /^action (access|sign-in)\./,
  /^next /,
  /^action incidents\.(declareIncident|declareByForm)$/,
  /^engine POST \/api\/v1\/(incidents|reviews\/import)$/,
  /^action reviews\.(previewMarkdown|changeReviewPolicy)$/,
  /(resolveRemediation|\/api\/v1\/runs\/resolve)$/,
  /^action (clocks\.(change|add|remove)|comms\.\w+Template$|deliveries\.\w+Channel|oncall\.(add|change|remove))/,
  /^action (schedules|rehearsal)\./,
  /^action (action-items\.changeTracker|runbooks\.(acceptGuide|reviewGuide))$/,
  /^engine \w+ \/api\/v1\/(schedules|rehearsal)(\/|$)/,
  /^engine \w+ \/api\/v1\/(policies|review-policies|issue-tracker|checklists|calendar|holidays|channels|contacts|levels|team-links|templates)(\/|$)/,
];
const doors = Object.keys(DOORS).filter((door) => !ELSEWHERE.some((one) => one.test(door)));

describe('whoever does not take part finds nothing', () => {
  const actions = new Map(listActions().map(({ door, verbs }) => [door, verbs[0] ?? '']));
  test.each(doors.filter((door) => door.startsWith('action ')))('%s', async (door) => {
    const file = actions.get(door) ?? '';
    const name = path.basename(file).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    const verb = (await import(/* @vite-ignore */ path.resolve(`${file}.ts`)))[name];
    const asked = verb(outsider, named(door));
    if (door.endsWith('listApprovals')) expect(await asked).toEqual([]);
    else expect(await outcome(asked)).toBe('not_found');
  });

  const routes = new Map(ROUTES.map((route) => [`engine ${route.method} ${route.path}`, route]));
  const isList = (door: string) => door.startsWith('engine GET ') && !/:(number|id)/.test(door);
  test.each(doors.filter((door) => door.startsWith('engine ') && !isList(door) && routes.has(door)))('%s', async (door) => {
    const body = named(door);
    const input = { params: body, query: { after: 0, incident: hidden.number }, body, idempotencyKey: undefined };
    const asked = routes.get(door)?.run(outsider, input as unknown as RouteInput<unknown, unknown, unknown>);
    expect(await outcome(asked ?? Promise.resolve())).toBe('not_found');
  });

  test.each(doors.filter(isList))('%s', async (door) => {
    const address = door.slice('engine GET '.length).replace(':service/:name', 'practice/say');
    for (const query of ANSWERS[door] ?? ['']) {
      const answer = await get(address + query.replace('incident=1', `incident=${hidden.number}`));
      expect([200, 503]).toContain(answer.status);
      expectNothing((await answer.text()).replaceAll(`q=${SECRET}`, ''));
    }
  });

  test.each(doors.filter((door) => /^stream GET .*:(number|id)/.test(door)))('%s', async (door) => {
    const address = door.slice('stream GET '.length).replace(':number', String(hidden.number)).replace(':id', hidden.run);
    const answer = await get(address);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain(SECRET);
  });

  test('the answer is the same as for a number that nobody has', async () => {
    for (const at of ['', '/timeline', '/roles', '/links', '/participants', '/presence']) {
      const [there, nowhere] = await Promise.all([get(`/api/v1/incidents/${hidden.number}${at}`), get(`/api/v1/incidents/999999${at}`)]);
      const blank = (text: string, number: number) =>
        text.replace(new RegExp(`(?<!v)\\b${number}\\b`, 'g'), 'N').replace(/"requestId":"[^"]+"/, '');
      expect(blank(await there.text(), hidden.number)).toBe(blank(await nowhere.text(), 999_999));
      expect(there.status).toBe(404);
    }
  });

  test('those who take part and admins find it', async () => {
    expect((await get(`/api/v1/incidents/${hidden.number}`, insider)).status).toBe(200);
    expect(await (await get(`/api/v1/search?q=${SECRET}`, insider)).text()).toContain(`The ${SECRET} breach`);
    expect(await (await get('/api/v1/runs?runbook=practice/say', insider)).text()).toContain(hidden.run);
    const admin = await makeKey('admin', ['admin']);
    expect(await (await get('/api/v1/incidents', admin)).text()).toContain(SECRET);
  });

  test('the plain page, health and metrics say nothing of it', async () => {
    expectNothing(await degradedPage(outsider));
    expect(await degradedPage(ana)).toContain(SECRET);
    for (const at of ['/health', '/metrics']) expectNothing(await (await get(at)).text());
  });
});

type Reading = { events: ServerEvent[]; done: Promise<void> };
function read(response: Response): Reading {
  const events: ServerEvent[] = [];
  const done = (async () => {
    for await (const event of readEvents(response)) events.push(event);
  })();
  return { events, done };
}
const until = (holds: () => boolean) => expect.poll(holds, { timeout: 10_000, interval: 20 }).toBe(true);
const streamOf = ({ events }: Reading) => (events.find(({ event }) => event === 'hello')?.data as { stream: string } | undefined)?.stream;

describe('live', () => {
  test('a runbook’s page tells of runs in incidents that its reader may know of, and of no other', async () => {
    const [out, inside] = [read(await get('/live/runbooks/practice/say')), read(await get('/live/runbooks/practice/say', insider))];
    const there = await start('say', hidden.number, insider);
    await ended(there, insider);
    const { number } = await declareIncident(ana, { title: 'Open to all', severity: 'P3' });
    const here = await start('say', number, insider);
    const tells = ({ events }: Reading, run: string) =>
      events.some(({ event, data }) => event === 'run' && (data as { id: string }).id === run);
    await until(() => tells(out, here) && tells(inside, here) && tells(inside, there));
    expect(tells(out, there)).toBe(false);
    expect(JSON.stringify(out.events)).not.toContain(there);
    expect((await post(`/live/${streamOf(out)}/watch`, { run: hidden.run })).status).toBe(404);
  });

  test('who loses access mid-stream is cut off from the room, the run and its output, and keeps the runbook’s page', async () => {
    const run = await start('slow', hidden.number, insider);
    const open = async (at: string) => read(await get(at, insider));
    const [room, page, output, runbook] = await Promise.all([
      open(`/live/incidents/${hidden.number}`),
      open(`/live/runs/${run}`),
      open(`/api/v1/runs/${run}/output`),
      open('/live/runbooks/practice/say'),
    ]);
    await until(() => streamOf(runbook) !== undefined);
    expect((await post(`/live/${streamOf(runbook)}/watch`, { run }, insider)).status).toBe(202);
    const outputs = ({ events }: Reading) => events.filter(({ event }) => event === 'output').length;
    await until(() => [page, output, runbook].every((one) => outputs(one) > 0));
    await removeParticipant(ana, { number: hidden.number, participant: insider.id });
    await Promise.all([room, page, output].map(({ done }) => done));
    expect(room.events.at(-1)).toMatchObject({ event: 'end', data: { reason: 'gone' } });
    expect((await get(`/api/v1/runs/${run}/output`, insider)).status).toBe(404);
    const before = outputs(runbook);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(outputs(runbook)).toBe(before);
    await bringIn(hidden.id);
    expect((await post(`/api/v1/runs/${run}/cancel`, {}, insider)).status).toBe(202);
  });
});
