import { createHash } from 'node:crypto';
import { beforeAll, expect, test, vi } from 'vitest';
import { db } from '@/lib/db';
import { makePerson } from '@/test/access/people';
import { testDatabase, useTestDatabase } from '@/test/database';
import { reviewedIncident } from '@/test/reviewed-incident';
import { addComment } from '../comments/add-comment';
import { contentHash } from '../document/content-hash';
import { ReviewDocument } from '../document/schema';
import { exportReview } from '../export-review';
import { getReview } from '../get-review';
import { addMoment } from '../moments/add-moment';
import { quoteOutput } from '../quotes/quote-output';
import { editSection } from '../sections/edit-section';
import { approveReview } from '../states/approve-review';
import { publishReview } from '../states/publish-review';
import { submitReview } from '../states/submit-review';
import { importReview } from './import-review';

useTestDatabase();
let ana: Awaited<ReturnType<typeof makePerson>>;
let bo: Awaited<ReturnType<typeof makePerson>>;
let document: ReviewDocument;

const exported = async (number: number): Promise<ReviewDocument> =>
  JSON.parse((await exportReview(ana, { number, format: 'json' })).content);

beforeAll(async () => {
  ana = await makePerson(['responder', 'admin'], { name: 'Ana' });
  bo = await makePerson(['commander'], { name: 'Bo' });
  const { number, failing } = await reviewedIncident(ana);
  await editSection(ana, { number, section: 'lucky', revision: 0, body: 'It was `lunch` time. <script>alert(1)</script>' });
  await quoteOutput(ana, { number, section: 'root_cause', run: failing, stream: 'output', from: 2, to: 2, note: '' });
  await addMoment(ana, { number, event: { seq: 3 }, description: 'Ana leads', heading: 'Begin' });
  await addMoment(bo, { number, at: new Date().toISOString(), description: 'Somebody rang', heading: '' });
  await addComment(bo, { number, section: null, body: 'Good.' });
  const { revision } = await submitReview(ana, { number, revision: (await getReview(ana, { number })).revision });
  await approveReview(bo, { number, revision });
  await publishReview(ana, { number, revision });
  document = await exported(number);
});

/** The verbs as a console has them that never had an incident: modules of their own, on a database of their own. */
async function emptyConsole() {
  const kept = globalThis as { sitrepDb?: { $disconnect(): Promise<void> } };
  const [full, url] = [kept.sitrepDb, process.env.DATABASE_URL];
  const empty = await testDatabase();
  kept.sitrepDb = undefined;
  process.env.DATABASE_URL = empty.url;
  vi.resetModules();
  const { db: theirDb } = await import('@/lib/db');
  const close = async () => {
    await theirDb().$disconnect();
    kept.sitrepDb = full;
    process.env.DATABASE_URL = url;
    await empty.close();
  };
  const verbs = {
    ...(await import('./import-review')),
    ...(await import('../export-review')),
    ...(await import('../get-review')),
    ...(await import('../states/take-up-review')),
    ...(await import('@/domain/incidents/declare-incident')),
  };
  return { db: theirDb, verbs, close };
}

test('what was exported, imported into an empty console, is the same review under the same number', async () => {
  expect(ReviewDocument.safeParse(document).error).toBeUndefined();
  const { db: theirDb, verbs, close } = await emptyConsole();
  try {
    expect(await theirDb().incident.count()).toBe(0);
    const { number } = await verbs.importReview(ana, structuredClone(document));
    expect(number).toBe(document.incident.number);
    expect(JSON.parse((await verbs.exportReview(ana, { number, format: 'json' })).content)).toEqual(document);
    expect((await verbs.declareIncident(ana, { title: 'Later', severity: 'P3' })).number).toBeGreaterThan(number);
    await expect(verbs.importReview(ana, structuredClone(document))).rejects.toThrow(`imported already, as that of #${number}`);
    await expect(verbs.importReview(bo, structuredClone(document))).rejects.toThrow('You need the role admin');
    expect((await verbs.getReview(ana, { number })).quoteMatches).toEqual({ [document.quotes[0]?.id ?? '']: 'gone' });
    expect(await verbs.takeUpReview(ana, { number })).toEqual({ version: 1 });
  } finally {
    await close();
  }
});

test('beside the incident that it came from, it gets another number and fresh ids', async () => {
  const { number } = await importReview(ana, structuredClone(document));
  expect(number).not.toBe(document.incident.number);
  const again = await exported(number);
  expect(again.sections).toEqual(document.sections);
  expect(again.timeline).toEqual(document.timeline);
  expect(again.incident.number).toBe(document.incident.number);
});

const rehashed = (change: (copy: ReviewDocument) => void): ReviewDocument => {
  const copy = structuredClone(document);
  change(copy);
  return { ...copy, contentHash: contentHash(copy) };
};

test('what waited for approval where it comes from is approved here', async () => {
  const waiting = rehashed((copy) => {
    Object.assign(copy, { state: 'in_review', version: 0, approvedBy: null, approvedAt: null, publishedBy: null, publishedAt: null });
  });
  const { number } = await importReview(ana, waiting);
  const { revision } = await getReview(bo, { number });
  expect(await approveReview(bo, { number, revision })).toEqual({ revision });
});

test('a moment of an imported review stands at its time, whatever number its incident has here', async () => {
  const { number } = await importReview(
    ana,
    rehashed((copy) => {
      Object.assign(copy, { state: 'draft', version: 0, moments: copy.moments.slice(1), openedBy: 'Cai' });
      for (const name of ['submitted', 'approved', 'published']) Object.assign(copy, { [`${name}By`]: null, [`${name}At`]: null });
    }),
  );
  expect(number).not.toBe(document.incident.number);
  await addMoment(ana, { number, event: { seq: 2 }, description: 'Seen', heading: '' });
  const { moments } = await getReview(ana, { number });
  expect(moments.map(({ description }) => description)).toEqual(['Seen', 'Somebody rang']);
  expect(moments[0]?.event).toEqual({ incident: document.incident.number, seq: 2 });
});

test('the door takes a document to its last space: an indented line was quoted as it stands', async () => {
  const indented = rehashed((copy) => {
    const lines = '   pid | state  ';
    Object.assign(copy.quotes[0] ?? {}, { lines, linesSha256: createHash('sha256').update(lines).digest('hex') });
    Object.assign(copy.runs[0] ?? {}, { reason: ' it said so\n' });
  });
  const read = ReviewDocument.parse(JSON.parse(JSON.stringify(indented)));
  expect(read).toEqual(indented);
  expect(await importReview(ana, read)).toMatchObject({ contentHash: indented.contentHash });
});

test.each<[string, () => ReviewDocument, RegExp]>([
  ['another hash', () => ({ ...structuredClone(document), lead: 'Eve' }), /contentHash: is not the hash/],
  [
    'a quote that was tampered with',
    () => rehashed((copy) => Object.assign(copy.quotes[0] ?? {}, { lines: '12' })),
    /quotes\.0\.linesSha256/,
  ],
  [
    'a moment of no event',
    () => rehashed((copy) => Object.assign(copy.moments[0] ?? {}, { at: '2020-01-01T00:00:00.000Z' })),
    /moments\.0\.event/,
  ],
  ['published without approval', () => rehashed((copy) => Object.assign(copy, { approvedBy: null, approvedAt: null })), /approvedAt/],
  ['sections of another template', () => rehashed((copy) => void copy.sections.pop()), /sections: must be those/],
  [
    'an event twice',
    () => rehashed((copy) => void copy.timeline.push(structuredClone(copy.timeline[0] as never))),
    /timeline: holds an event twice/,
  ],
])('hostile: %s is refused without a trace', async (_, make, message) => {
  const before = await db().incident.count();
  await expect(importReview(ana, make())).rejects.toThrow(message);
  expect(await db().incident.count()).toBe(before);
});

test.each<[string, (copy: Record<string, unknown>) => void, string]>([
  ['an unknown field', (copy) => Object.assign(copy, { attachments: [{ name: '../../etc/passwd' }] }), ''],
  ['a path for a runbook', (copy) => Object.assign((copy.runs as object[])[0] ?? {}, { runbook: '../../etc/passwd' }), 'runs.0.runbook'],
  [
    'a script for a tracker',
    (copy) => Object.assign(copy, { actionItems: [{ trackerUrl: 'javascript:alert(1)' }] }),
    'actionItems.0.trackerUrl',
  ],
  ['another form', (copy) => Object.assign(copy, { format: 'sitrep-review/2' }), 'format'],
  ['a number out of range', (copy) => Object.assign(copy.incident as object, { number: 2 ** 40 }), 'incident.number'],
])('hostile: %s is refused at the door', (_, change, field) => {
  const copy = structuredClone(document) as unknown as Record<string, unknown>;
  change(copy);
  const paths = ReviewDocument.safeParse(copy).error?.issues.map(({ path }) => path.join('.'));
  expect(paths).toContain(field);
});

test('a far number does not use up those that are left', async () => {
  const { number } = await importReview(
    ana,
    rehashed((copy) => {
      copy.incident.number = 2_147_483_647;
      for (const { event } of copy.moments) if (event) event.incident = copy.incident.number;
    }),
  );
  expect(number).toBeLessThan(1_000);
});

test('the HTML holds no markup of theirs, no script and nothing to fetch', async () => {
  const { content } = await exportReview(ana, { number: document.incident.number, format: 'html' });
  expect(content).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(content).not.toMatch(/<script|<img|<link|<iframe|src=|url\(|@import|\son\w+=/i);
  expect(content).toContain('id="e3"');
  const { content: markdown } = await exportReview(ana, { number: document.incident.number, format: 'md' });
  expect(markdown).toContain('## Where we got lucky\n\nIt was `lunch` time.');
});
