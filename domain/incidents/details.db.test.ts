import { expect, test } from 'vitest';
import { DomainError } from '@/domain/errors';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { acknowledgeIncident } from './acknowledge-incident';
import { addLink } from './add-link';
import { changeSeverity } from './change-severity';
import { changeStatus } from './change-status';
import { declareIncident } from './declare-incident';
import { editDetails } from './edit-details';
import { getIncident } from './get-incident';
import { listIncidents } from './list-incidents';
import { listLinks } from './list-links';
import { listTimeline } from './list-timeline';
import { removeLink } from './remove-link';
import { AddLink, DeclareIncident, EditDetails } from './schema';

useTestDatabase();
const ana = person('Ana', 'responder');
const bo = person('Bo', 'responder');
const viewer = person('Vi', 'viewer');
const declare = (facts: object = {}) => declareIncident(ana, DeclareIncident.parse({ title: 'Reports fail', severity: 'P1', ...facts }));

const refusal = (promise: Promise<unknown>): Promise<{ code: string; message: string }> =>
  promise.then(
    () => ({ code: 'done', message: '' }),
    (error: unknown) => (error instanceof DomainError ? error : { code: String(error), message: '' }),
  );
const last = async (number: number) => (await listTimeline(ana, { number })).items.at(-1);

test('details are edited and the record says from what to what', async () => {
  const { number } = await declare({ tags: ['DB'] });
  const edited = await editDetails(
    bo,
    EditDetails.parse({ number, title: 'All reports fail', service: 'oatie', tags: ['db', 'Pool', 'pool'] }),
  );
  expect(edited).toMatchObject({ title: 'All reports fail', service: 'oatie', tags: ['db', 'pool'] });
  expect(await last(number)).toMatchObject({
    type: 'details_changed',
    actor: { name: 'Bo' },
    data: {
      title: { from: 'Reports fail', to: 'All reports fail' },
      service: { from: null, to: 'oatie' },
      tags: { from: ['db'], to: ['db', 'pool'] },
    },
  });
  expect((await listIncidents(viewer, { tag: 'Pool' })).items.map((one) => one.number)).toEqual([number]);
  await editDetails(bo, EditDetails.parse({ number, service: '' }));
  expect(await getIncident(viewer, number)).toMatchObject({ service: null });
});

test('an edit is refused to viewers, when nothing differs, and when it began after it was declared', async () => {
  const { number } = await declare();
  expect(await refusal(editDetails(viewer, { number, title: 'x' }))).toMatchObject({ code: 'forbidden' });
  expect(await refusal(editDetails(ana, { number, title: 'Reports fail' }))).toMatchObject({ code: 'conflict' });
  const soon = new Date(Date.now() + 60_000).toISOString();
  expect(await refusal(editDetails(ana, { number, startedAt: soon }))).toMatchObject({
    code: 'invalid',
    message: expect.stringMatching(/startedAt/),
  });
  expect(await refusal(editDetails(ana, { number: 999_999, title: 'x' }))).toMatchObject({ code: 'not_found' });
  const startedAt = new Date(Date.now() - 3_600_000).toISOString();
  expect(await editDetails(ana, { number, startedAt })).toMatchObject({ startedAt });
});

test('of two who edit the same field at once one learns of the other; different fields do not meet', async () => {
  const { number, title } = await declare();
  const both = await Promise.all([
    refusal(editDetails(ana, { number, title: 'By Ana', seen: { title } })),
    refusal(editDetails(bo, { number, title: 'By Bo', seen: { title } })),
  ]);
  expect(both.map(({ code }) => code).toSorted()).toEqual(['conflict', 'done']);
  expect(both.find(({ code }) => code === 'conflict')?.message).toContain('changed the title meanwhile');
  const apart = await Promise.all([
    refusal(editDetails(ana, { number, impact: 'none', seen: { impact: null } })),
    refusal(editDetails(bo, { number, tags: ['db'], seen: { tags: [] } })),
  ]);
  expect(apart.map(({ code }) => code)).toEqual(['done', 'done']);
});

test('of two who change the severity they saw, one does and the other gets a conflict', async () => {
  const { number } = await declare();
  const both = await Promise.all([
    refusal(changeSeverity(ana, { number, severity: 'P0', from: 'P1' })),
    refusal(changeSeverity(bo, { number, severity: 'P2', from: 'P1' })),
  ]);
  expect(both.map(({ code }) => code).toSorted()).toEqual(['conflict', 'done']);
  expect(both.find(({ code }) => code === 'conflict')?.message).toMatch(/It is P[02] by now/);
  expect((await listTimeline(ana, { number })).items.filter(({ type }) => type === 'severity_changed')).toHaveLength(1);
});

test('cancelling asks why and is stamped; what is resolved is not acknowledged', async () => {
  const { number } = await declare();
  expect(await refusal(changeStatus(ana, { number, status: 'cancelled' }))).toMatchObject({
    code: 'invalid',
    message: expect.stringMatching(/^reason/),
  });
  expect(await changeStatus(ana, { number, status: 'cancelled', reason: 'a test' })).toMatchObject({ status: 'cancelled' });
  expect((await getIncident(ana, number)).cancelledAt).not.toBeNull();
  expect(await refusal(acknowledgeIncident(bo, { number }))).toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/reopen it first/),
  });
});

test('links lead to http and https alone, once each', async () => {
  const { number } = await declare();
  for (const url of ['javascript:alert(1)', 'data:text/html,x', 'ftp://a.example/x', 'https://', '//a.example', 'a b'])
    expect(AddLink.safeParse({ number, url }).success, url).toBe(false);
  for (const bridgeUrl of ['javascript:alert(1)', 'tel:123']) expect(EditDetails.safeParse({ number, bridgeUrl }).success).toBe(false);
  const link = await addLink(ana, AddLink.parse({ number, url: 'https://grafana.example/d/pool?x=1' }));
  expect(link.label).toBe('grafana.example/d/pool');
  expect(await last(number)).toMatchObject({ type: 'link_added', data: { label: link.label } });
  expect(await refusal(addLink(bo, { number, url: link.url }))).toMatchObject({ code: 'conflict' });
  expect(await refusal(addLink(viewer, { number, url: 'https://a.example' }))).toMatchObject({ code: 'forbidden' });
  expect((await listLinks(viewer, { number })).map(({ id }) => id)).toEqual([link.id]);
  await removeLink(bo, { number, link: link.id });
  expect(await last(number)).toMatchObject({ type: 'link_removed', actor: { name: 'Bo' } });
  expect(await refusal(removeLink(bo, { number, link: link.id }))).toMatchObject({ code: 'not_found' });
  expect(await listLinks(viewer, { number })).toEqual([]);
});
