import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderMessage } from '@/domain/deliveries/render/render-message';
import { escapeMarkdown, fillTemplate, placesIn, whyUnknown } from './rules';
import { VARIABLE_NAMES } from './schema';

const textOf = (body: string) => renderMessage('email', { subject: '', body }).text.trim();

test('variables are filled in, spaces around their names do not matter', () => {
  expect(fillTemplate('[{{severity}}] {{ title }}', { severity: 'P1', title: 'Reports fail' }, 'plain')).toEqual({
    text: '[P1] Reports fail',
    missing: [],
    unknown: [],
  });
});

test('what is missing or unknown is named, once, and stays as it is written', () => {
  expect(fillTemplate('{{impact}} {{foo}} {{impact}} {{nextSteps}} {{foo bar}} {{', {}, 'markdown')).toEqual({
    text: '{{impact}} {{foo}} {{impact}} {{nextSteps}} {{foo bar}} {{',
    missing: ['impact', 'nextSteps'],
    unknown: ['foo', 'foo bar', '{{'],
  });
});

test.each(['{{#if a}}', '{{ constructor }}', '{{__proto__}}', '{{toString}}', '{{}}', '{{title.length}}'])(
  'no logic: %s is unknown',
  (place) => {
    expect(placesIn(place).unknown).toHaveLength(1);
  },
);

test('S2-88: an ETA may be unknown; the message says so and is not held up', () => {
  expect(fillTemplate('Over by: {{eta}}', {}, 'markdown')).toEqual({ text: 'Over by: not known yet', missing: [], unknown: [] });
  expect(fillTemplate('Over by: {{eta}}', { eta: '15:00 UTC' }, 'markdown').text).toBe('Over by: 15:00 UTC');
});

test('braces in a value are inert: they are never filled in', () => {
  const filled = fillTemplate('{{title}} / {{impact}}', { title: '{{severity}}', impact: 'a {{title}} b', severity: 'P0' }, 'markdown');
  expect(filled).toMatchObject({ missing: [], unknown: [] });
  expect(textOf(filled.text)).toBe('{{severity}} / a {{title}} b');
});

test('two braces are written with a backslash before them', () => {
  expect(fillTemplate('\\{{ .Values }} {{title}}', { title: 'x' }, 'plain').text).toBe('{{ .Values }} x');
  expect(textOf(fillTemplate('\\{{ .Values }}', {}, 'markdown').text)).toBe('{{ .Values }}');
});

describe('values', () => {
  test('a line is nothing but text, whatever it looks like', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), (value) => {
        const line = value.replace(/\s+/g, ' ').trim();
        fc.pre(line !== '' && !/https?:|www\.|@/i.test(line));
        expect(textOf(fillTemplate('x {{title}} y', { title: value }, 'markdown').text)).toBe(`x ${line} y`);
        expect(textOf(fillTemplate('{{title}}', { title: value }, 'markdown').text)).toBe(line);
      }),
    );
  });

  test('prose keeps its Markdown, and a code block that it opens ends with it', () => {
    const { text } = fillTemplate('{{impact}}\n\nafter **all**', { impact: '- one\n\n```\ncode' }, 'markdown');
    expect(renderMessage('email', { subject: '', body: text }).html).toContain('<p>after <strong>all</strong></p>');
  });

  test('a link keeps its address', () => {
    const { text } = fillTemplate('Join: {{reviewLink}}', { reviewLink: 'https://meet.example/a_b_c' }, 'markdown');
    expect(renderMessage('email', { subject: '', body: text }).html).toContain('<a href="https://meet.example/a%5Fb%5Fc"');
    expect(fillTemplate('{{reviewLink}}', { reviewLink: 'room *7*' }, 'markdown').text).toBe('room \\*7\\*');
  });

  test('a subject is one line without control characters', () => {
    expect(fillTemplate('{{title}}', { title: 'a\r\nBcc: x@y.z\u0000b' }, 'plain').text).toBe('a Bcc: x@y.z b');
  });
});

test('whatever is written, filling in never throws and names every place it left', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom('{{', '}}', '\\{{', '{', ' '),
    fc.constantFrom(...VARIABLE_NAMES).map((name) => `{{${name}}}`),
  );
  fc.assert(
    fc.property(
      fc.array(piece).map((all) => all.join('')),
      (template) => {
        const { missing, unknown } = fillTemplate(template, {}, 'markdown');
        const { used } = placesIn(template);
        expect(used).toEqual(expect.arrayContaining(missing));
        expect(unknown.includes('')).toBe(false);
      },
    ),
  );
});

test('a long row of braces costs no time worth speaking of', () => {
  expect(fillTemplate('{{'.repeat(25_000), {}, 'markdown').unknown).toEqual(['{{']);
});

test('only what Markdown would take for more is escaped', () => {
  expect(escapeMarkdown('oatie-reports (v1.2): 50 % #3')).toBe('oatie-reports (v1.2): 50 % #3');
  expect(escapeMarkdown('1. a_b *c* [d](e)')).toBe('1\\. a\\_b \\*c\\* \\[d\\](e)');
});

test.each([
  ['{{', /without }}/],
  ['foo', /\{\{foo\}\}, which is no variable; write \\\{\{/],
  ['next_steps', /no variable; \{\{nextSteps\}\} is$/],
  ['Impact', /no variable; \{\{impact\}\} is$/],
])('what stands for %s is said, and what may have been meant', (name, why) => expect(whyUnknown(name)).toMatch(why));
