import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inlines, type NoteBlock, noteBlocks, plainLine } from './note-blocks';

const text = (value: string) => ({ kind: 'text', text: value });

test('paragraphs keep their lines; lists, quotes and code stand apart', () => {
  const blocks = noteBlocks('one\ntwo\n\n- a\n- b\n1. c\n> said\n```sql\nselect `1`;\n\n  **x**\n```\nafter');
  expect(blocks).toEqual([
    { kind: 'paragraph', lines: [[text('one')], [text('two')]] },
    { kind: 'list', ordered: false, items: [[text('a')], [text('b')]] },
    { kind: 'list', ordered: true, items: [[text('c')]] },
    { kind: 'quote', lines: [[text('said')]] },
    { kind: 'code', text: 'select `1`;\n\n  **x**' },
    { kind: 'paragraph', lines: [[text('after')]] },
  ]);
});

test('code that is never closed runs to the end', () => {
  expect(noteBlocks('```\n# not a heading')).toEqual([{ kind: 'code', text: '# not a heading' }]);
});

test.each([
  ['a `b*c*` d', [text('a '), { kind: 'code', text: 'b*c*' }, text(' d')]],
  ['**now** *soon*', [{ kind: 'strong', text: 'now' }, text(' '), { kind: 'em', text: 'soon' }]],
  ['2 * 3 * 4', [text('2 * 3 * 4')]],
  ['see https://x.test/a?b=1.', [text('see '), { kind: 'link', text: 'https://x.test/a?b=1', href: 'https://x.test/a?b=1' }, text('.')]],
  ['[graph](https://x.test)', [{ kind: 'link', text: 'graph', href: 'https://x.test' }]],
  [
    'like #12 and #e7',
    [text('like '), { kind: 'link', text: '#12', href: '/incidents/12' }, text(' and '), { kind: 'link', text: '#e7', href: '#e7' }],
  ],
  ['[x](javascript:alert)', [text('[x](javascript:alert)')]],
  ['[x](//evil.test)', [text('[x](//evil.test)')]],
  ['[x](/\\evil.test)', [text('[x](/\\evil.test)')]],
  ['<img src=x onerror=alert(1)>', [text('<img src=x onerror=alert(1)>')]],
])('%s', (line, pieces) => expect(inlines(line)).toEqual(pieces));

test('whatever is written, every address is one that may be followed and nothing takes long', () => {
  const hrefs = (blocks: NoteBlock[]) =>
    blocks
      .flatMap((block) => (block.kind === 'code' ? [] : block.kind === 'list' ? block.items : block.lines))
      .flatMap((line) => line.flatMap((part) => (part.kind === 'link' ? [part.href] : [])));
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom('[', '](', ')', 'javascript:', 'https://', 'data:', '//', '`', '**', '*', '#1', '\n', '- ', '> ', ' '),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(pieces, (parts) => {
      for (const href of hrefs(noteBlocks(parts.join('')))) expect(href).toMatch(/^(https?:\/\/|mailto:|tel:|#|\/(?![/\\]))/i);
    }),
  );
});

test.each([
  ['Pool is **full**, see `a`\nand more', 'Pool is full, see a'],
  ['- one\n- two', 'one'],
  ['```\nselect 1\n```', 'select 1'],
  ['', ''],
])('%j in one line: %s', (source, line) => expect(plainLine(source)).toBe(line));

test('what is escaped is text, and an address between < and > a link', () => {
  expect(
    inlines(String.raw`max\_connections \*all\*`)
      .map(({ text }) => text)
      .join(''),
  ).toBe('max_connections *all*');
  expect(inlines(String.raw`\*all\*`).every(({ kind }) => kind === 'text')).toBe(true);
  expect(inlines('<https://a.example/b_c>')).toEqual([{ kind: 'link', text: 'https://a.example/b_c', href: 'https://a.example/b_c' }]);
  expect(inlines('<javascript:alert(1)>')).toEqual([{ kind: 'text', text: '<javascript:alert(1)>' }]);
});
