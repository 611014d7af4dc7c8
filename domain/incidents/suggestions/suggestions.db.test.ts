import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { DomainError } from '@/domain/errors';
import { db } from '@/lib/db';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { addLink } from '../add-link';
import { declareIncident } from '../declare-incident';
import { DeclareIncident } from '../schema';
import { suggestForIncident } from './suggest-for-incident';
import { suggestRunbooks } from './suggest-runbooks';

const root = mkdtempSync(path.join(tmpdir(), 'sitrep-suggestions-'));
function runbook(name: string, more: string): void {
  writeFileSync(
    path.join(root, 'shop', `${name}.mdx`),
    `---\ntitle: ${name}\nsummary: About ${name}.\nservice: shop\nowner: tests\n${more}---\nText.\n`,
  );
}
mkdirSync(path.join(root, 'shop'));
runbook(
  'connections',
  `alerts:\n  - 'alertname="DatabaseConnectionHigh", severity=~"critical|page"'\nsignatures: ['remaining connection slots are reserved']\n`,
);
runbook('disk', `alerts:\n  - 'alertname="DiskFull"'\n  - 'team!="web"'\n`);
runbook('mail', '');
Object.assign(process.env, { RUNBOOKS_DIR: root, LAB: 'off' });
useTestDatabase();
const ana = person('Ana', 'responder');
const facts = (more: object) => ({ title: 'Reports fail', labels: {}, links: [], ...more });
const suggested = async (more: object) =>
  (await suggestRunbooks(ana, facts(more))).map(({ slug, reasons }) => [slug, ...reasons.map(({ by }) => by)]);

test('all matchers of one line must hold', async () => {
  expect(await suggested({ labels: { alertname: 'DatabaseConnectionHigh', severity: 'critical' } })).toEqual([
    ['shop/connections', 'alert'],
  ]);
  expect(await suggested({ labels: { alertname: 'DatabaseConnectionHigh', severity: 'info' } })).toEqual([]);
  expect(await suggested({ labels: { alertname: 'Other', team: 'db' } })).toEqual([['shop/disk', 'alert']]);
  expect(await suggested({})).toEqual([]);
});

test('a title that is an alert’s name, an error text, a link, the service', async () => {
  expect(await suggested({ title: '[FIRING:1] DiskFull on db-1' })).toEqual([['shop/disk', 'title']]);
  expect(await suggested({ title: 'FATAL: remaining connection slots are reserved for 3 users' })).toEqual([
    ['shop/connections', 'signature'],
  ]);
  expect(await suggested({ links: ['https://sitrep.example/runbooks/shop/mail#top'] })).toEqual([['shop/mail', 'link']]);
  expect(await suggested({ labels: { runbook_url: '/runbooks/shop/mail' } })).toEqual([['shop/mail', 'link']]);
  expect(await suggested({ service: 'shop', title: 'DiskFull' })).toEqual([
    ['shop/disk', 'title', 'service'],
    ['shop/connections', 'service'],
    ['shop/mail', 'service'],
  ]);
});

test('an incident is declared with labels, by text or as an object, and its links count', async () => {
  const declare = (labels: unknown) => declareIncident(ana, DeclareIncident.parse({ title: 'It fails', severity: 'P2', labels }));
  const { number, labels } = await declare('{alertname="DiskFull", email="bo@example.com"}');
  expect(labels).toEqual({ alertname: 'DiskFull', email: 'bo@example.com' });
  await addLink(ana, { number, url: 'https://sitrep.example/runbooks/shop/connections' });
  expect(await suggestForIncident(ana, { number })).toMatchObject([
    { slug: 'shop/disk', reasons: [{ by: 'alert', alert: 'alertname="DiskFull"' }] },
    { slug: 'shop/connections', reasons: [{ by: 'link' }] },
  ]);
  expect((await declare({ team: 'db' })).labels).toEqual({ team: 'db' });
  for (const wrong of [
    'hello',
    { '9a': 'x' },
    { a: 'x'.repeat(1_001) },
    Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`a${i}`, 'x'])),
  ])
    expect(DeclareIncident.safeParse({ title: 'x', severity: 'P2', labels: wrong }).error?.issues[0]?.path[0]).toBe('labels');
});

test('of an incident that one may not know of nothing is suggested', async () => {
  const { number } = await declareIncident(ana, { title: 'DiskFull', severity: 'P2', restricted: true });
  const refusal = await suggestForIncident(person('Stan', 'responder'), { number }).catch((error: DomainError) => error.code);
  expect(refusal).toBe('not_found');
  expect(await db().incident.count()).toBe(3);
});
