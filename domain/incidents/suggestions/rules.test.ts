import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder, LABEL_NAME, type Reason, readLabels } from './rules';

test.each([
  ['alertname=High', { alertname: 'High' }],
  ['alertname = "High"\nseverity: critical\n\n', { alertname: 'High', severity: 'critical' }],
  ['{alertname="High", instance="db-1:9187", path="a,b"}', { alertname: 'High', instance: 'db-1:9187', path: 'a,b' }],
  ['alertname="High", severity="page"', { alertname: 'High', severity: 'page' }],
  ['summary=Reports, all of them, fail', { summary: 'Reports, all of them, fail' }],
  ['url=https://a.example/?x=1', { url: 'https://a.example/?x=1' }],
  ['', {}],
])('%j', (text, labels) => {
  expect(readLabels(text)).toEqual({ labels });
});

test('a line that is none is named', () => {
  expect(readLabels('alertname=High\nhello world')).toEqual({ wrong: 'hello world' });
});

test('whatever labels there are, they can be written and read back', () => {
  const name = fc.stringMatching(/^[a-zA-Z_][\w.-]{0,20}$/).filter((text) => LABEL_NAME.test(text) && text !== '__proto__');
  const value = fc.string().filter((text) => !/[\n\r]/.test(text));
  fc.assert(
    fc.property(fc.dictionary(name, value, { maxKeys: 5, noNullPrototype: true }), (labels) => {
      const text = Object.entries(labels).map(([key, told]) => `${key}="${told.replace(/(["\\])/g, '\\$1')}"`);
      expect(readLabels(text.join('\n'))).toEqual({ labels });
      expect(readLabels(`{${text.join(', ')}}`)).toEqual({ labels });
    }),
  );
});

const suggestion = (slug: string, ...by: Reason['by'][]) => ({
  ...{ slug, title: slug, summary: '', service: 'a' },
  reasons: by.map((one) => ({ by: one }) as unknown as Reason),
});

test('an alert outweighs a title, and the service alone fills up to three', () => {
  const all = [
    suggestion('c', 'service'),
    suggestion('d', 'service'),
    suggestion('b', 'title', 'service'),
    suggestion('a', 'alert'),
    suggestion('e', 'service'),
  ];
  expect(inOrder(all).map(({ slug }) => slug)).toEqual(['a', 'b', 'c']);
});

test('those of the same weight stay in the order of the search', () => {
  const alike = [suggestion('z', 'signature'), suggestion('y', 'signature')];
  expect(inOrder(alike).map(({ slug }) => slug)).toEqual(['z', 'y']);
});
