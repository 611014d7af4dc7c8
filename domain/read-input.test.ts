import { expect, test } from 'vitest';
import { z } from 'zod';
import { readInput } from './read-input';

const Schema = z.strictObject({ title: z.string(), tags: z.array(z.string()).optional(), any: z.unknown().optional() });
const deep = (text: unknown) => Array.from({ length: 100_000 }).reduce((inner) => [inner], text);

test.each([
  [{ title: 'a\0b' }, 'title'],
  [{ title: '\ud800' }, 'title'],
  [{ title: 'x\udfff y' }, 'title'],
  [{ title: '', tags: ['fine', 'a\0'] }, 'tags.1'],
  [{ title: '', any: { 'a\0': 1 } }, 'any'],
  [{ title: '', any: { inner: ['\udc00'] } }, 'any.inner.0'],
])('text that the database cannot keep is refused with its field: %j', (sent, field) => {
  expect(readInput(Schema, sent)).toEqual({ ok: false, details: [{ field, message: 'must not contain NUL or half of a character' }] });
});

test('however deep it stands', () => {
  const read = readInput(Schema, { title: '', any: deep('\0') });
  expect(read.ok ? null : read.details[0]?.field.startsWith('any.0.0.0')).toBe(true);
});

test('what can be kept is read, and what the schema refuses keeps its words', () => {
  expect(readInput(Schema, { title: '😀 \ud83d\ude00\n', any: deep('') }).ok).toBe(true);
  expect(readInput(Schema, { title: 5 })).toEqual({ ok: false, details: [{ field: 'title', message: 'must be text' }] });
});
