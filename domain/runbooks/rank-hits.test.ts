import { expect, test } from 'vitest';
import { isTitled, namedIn, rankHits, systemOf } from './rank-hits';

const of = (slug: string, system: string | null, more: object = {}) => ({
  ...{ hit: { slug, section: 'top' }, form: 'plain' as const, weight: 20, named: 0, service: slug.split('/')[0] ?? '', system },
  ...more,
});
const order = (...found: ReturnType<typeof of>[]) => rankHits(found).map(({ slug }) => slug);

test('a service is of the system whose targets its runbook asks', () => {
  expect(systemOf({ service: 'paksa-edge', targets: ['local', 'paksa-db'] })).toBe('paksa');
  expect(systemOf({ service: 'general', targets: ['local', 'practice-db'] })).toBeNull();
});

test('a text names a system by a whole word, and a service by its name', () => {
  const named = (text: string) => namedIn(text)({ service: 'paksa-db', system: 'paksa' });
  expect([named('paksa-db-1 | down'), named('role "paksa_app"'), named('Paksa | down'), named('paksadb')]).toEqual([2, 1, 1, 0]);
  expect(namedIn('a general error')({ service: 'general', system: null })).toBe(0);
});

test('the system that is named is first, then the longer signature, then the stricter form', () => {
  expect(order(of('a/x', 'a', { weight: 40 }), of('b/x', 'b', { named: 1 }))).toEqual(['b/x', 'a/x']);
  expect(order(of('a/x', 'a'), of('b/x', 'b', { weight: 30, form: 'masked' }))).toEqual(['b/x', 'a/x']);
  expect(order(of('a/x', 'a', { form: 'masked' }), of('b/x', 'b'))).toEqual(['b/x', 'a/x']);
});

test('what nothing tells apart goes to the runbook for any system, and then by name', () => {
  expect(order(of('b/x', 'b'), of('z/x', null), of('a/x', 'a'))).toEqual(['z/x', 'a/x', 'b/x']);
});

test('a title is what was typed when it has each word, or one that begins so', () => {
  const title = 'Connection pool exhaustion';
  expect([isTitled(title, ['pool', 'exhaus']), isTitled(title, ['exhaustion', 'pool']), isTitled(title, ['pool', 'full'])]).toEqual([
    true,
    true,
    false,
  ]);
});
