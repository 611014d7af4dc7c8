import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markdownHtml } from '@/domain/deliveries/render/markdown-html';
import { likeness } from '../found/likeness';
import { blamelessHints } from './blameless/rules';
import { fenced, plain, prose } from './markdown';
import { spanWords, utcInstant, withinWords, zonedInstant } from './rules';
import { sentence } from './sentences';
import { type TextNode, textTree } from './text-tree';

test.each([
  [0, 'less than a second'],
  [999, 'less than a second'],
  [4_000, '4 seconds'],
  [59_000, '59 seconds'],
  [60_000, '1 minute'],
  [65 * 60_000, '1 hour 5 minutes'],
  [51 * 3_600_000, '2 days 3 hours'],
])('%d ms is %s', (ms, words) => {
  expect(spanWords(ms)).toBe(words);
});

test('an instant is told in UTC, and as the wall clock of a zone has it', () => {
  expect(utcInstant('2026-11-26T23:30:00.000Z')).toBe('26 Nov 2026, 23:30 UTC');
  expect(zonedInstant('2026-11-26T23:30:00.000Z', 'Europe/Berlin')).toBe('27 Nov 2026, 00:30 (Europe/Berlin)');
  expect(zonedInstant('2026-07-01T12:00:00.000Z', 'America/New_York')).toBe('1 Jul 2026, 08:00 (America/New_York)');
});

const words = (nodes: readonly TextNode[]): string =>
  nodes.map((node) => (typeof node === 'string' ? node : words(node.children))).join('');

test('a line is nothing but text, whatever it looks like', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), (value) => {
      const line = value.replace(/\s+/g, ' ').trim();
      fc.pre(line !== '' && !/https?:|www\.|@|&\w*;|&#/i.test(line));
      expect(words(textTree(`x ${plain(value)} y`))).toBe(`x ${line} y`);
    }),
  );
});

test('prose does not run on into what follows, and a fence holds whatever stands in it', () => {
  expect(markdownHtml(`${prose('- one\n\n```\ncode')}\n\nafter **all**`)).toContain('<p>after <strong>all</strong></p>');
  expect(markdownHtml(fenced('```\n</code>\n````'))).toBe('<pre><code>```\n&lt;/code&gt;\n````</code></pre>');
});

test('of HTML only its text is drawn, and links lead to http, mail, or a place of the console', () => {
  const source =
    '<img src=x onerror=alert(1)> [a](javascript:alert(1)) [b](#e12) [c](https://x.example/) [d](//evil.example) ![e](https://x.example/p.png)';
  const links = JSON.stringify(textTree(source)).match(/"href":"[^"]+"/g);
  expect(links).toEqual(['"href":"#e12"', '"href":"https://x.example/"', '"href":"https://x.example/p.png"']);
  expect(words(textTree('<b>x</b>'))).toBe('<b>x</b>');
  const html = markdownHtml(source);
  expect(html).not.toMatch(/<img|javascript:|evil/);
  expect(html).toContain('<a href="#e12"');
});

test('one day is no days', () => {
  expect([1, 7].map(withinWords)).toEqual(['within a day', 'within 7 days']);
});

test('a run says what it came to once, and a reason stands behind a sentence as one', () => {
  const ran = { title: 'Connections', target: 'oatie-db', state: 'failed' };
  expect(sentence({ type: 'run_ended', data: { ...ran, verdict: 'fail', reason: 'fail: used >= 90' } })).toBe(
    'Connections on oatie-db: fail (used >= 90)',
  );
  expect(sentence({ type: 'run_ended', data: { ...ran, state: 'timed_out', verdict: null, reason: null } })).toBe(
    'Connections on oatie-db: timed out',
  );
  expect(sentence({ type: 'run_ended', data: { ...ran, verdict: 'fail', reason: '\u001b[31mred\u001b[0m \u202edlo' } })).toBe(
    'Connections on oatie-db: fail (red dlo)',
  );
  expect(sentence({ type: 'promise_withdrawn', data: { words: 'Updates every hour.', reason: 'It is resolved.' } })).toBe(
    'withdrew the promise: Updates every hour. It is resolved.',
  );
  expect(sentence({ type: 'promise_withdrawn', data: { words: 'hourly', reason: 'It is resolved.' } })).toBe(
    'withdrew the promise: hourly: It is resolved.',
  );
});

test('an event says what it was in one line; one of another console, or that lacks its facts, says its kind', () => {
  expect(sentence({ type: 'note_added', data: { body: 'The pool\nis full.' } })).toBe('The pool is full.');
  expect(sentence({ type: 'note_added', data: { body: 'Seen at 10 a.m.: nothing' } })).toBe('Seen at 10 a.m.: nothing');
  expect(sentence({ type: 'note_added', data: { body: `${'x'.repeat(398)}😀😀` } })).toBe(`${'x'.repeat(398)}…`);
  expect(sentence({ type: 'severity_changed', data: { from: 'P2', to: 'P1', reason: 'more users' } })).toBe(
    'changed the severity from P2 to P1: more users',
  );
  expect(sentence({ type: 'role_assigned', data: {} })).toBe('role assigned');
  expect(sentence({ type: 'made_elsewhere', data: { x: 1 } })).toBe('made elsewhere');
  expect(sentence({ type: 'note_added', data: { body: 'x'.repeat(9_000) } })).toHaveLength(400);
});

test('hints suggest, and leave code alone', () => {
  expect(blamelessHints('Bo should have checked. It was human error.').map((hint) => hint.words)).toEqual([
    'human error',
    'should have checked',
  ]);
  expect(blamelessHints('The alert had no runbook.')).toEqual([]);
  expect(blamelessHints('`human error`\n```\nit is their fault\n```')).toEqual([]);
});

test('incidents are alike by their service, or by two words that tell something', () => {
  const one = { title: 'Ledger export stalls', service: 'ledger', rootCause: null };
  expect(likeness(one, { title: 'Another thing', service: 'ledger', rootCause: null })).toEqual({ score: 2, because: ['service ledger'] });
  expect(likeness(one, { title: 'Export of the ledger stalled', service: null, rootCause: null }).because).toEqual([
    '“ledger”',
    '“export”',
  ]);
  expect(likeness(one, { title: 'Export failed', service: null, rootCause: null }).score).toBe(0);
  expect(
    likeness({ ...one, service: null }, { title: 'Service failed with errors', service: null, rootCause: 'production failure' }).score,
  ).toBe(0);
});
