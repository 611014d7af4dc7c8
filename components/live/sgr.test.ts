import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applySgr, plainLine, sgrAfter, spansOf, styleFlags } from './sgr';

describe('applySgr', () => {
  it.each([
    [0, '31', 2],
    [2, '', 0],
    [2, '39', 0],
    [0, '1;31', 2 | styleFlags.bold],
    [2 | styleFlags.bold, '22', 2],
    [0, '97;44', 16 | (5 << 5)],
    [0, '38;5;9', 10],
    [0, '38;5;196;1', 2 | styleFlags.bold],
    [0, '48;2;255;255;255', 16 << 5],
    [2, '999', 2],
    [2, '38', 0],
  ])('%i after %s is %i', (style, codes, after) => {
    expect(applySgr(style, codes)).toBe(after);
  });
});

describe('spansOf', () => {
  it('splits at each change of style and shows no escape', () => {
    expect(spansOf('a\u001b[32mok\u001b[0m.', 0)).toEqual([
      { text: 'a', style: 0 },
      { text: 'ok', style: 3 },
      { text: '.', style: 0 },
    ]);
  });

  it('shows what a carriage return left visible', () => {
    expect(plainLine('10 %\r50 %\r100 %')).toBe('100 %');
    expect(plainLine('100 %\r')).toBe('100 %');
  });

  const piece = fc.oneof(
    fc.constantFrom('\u001b[0m', '\u001b[1;31m', '\u001b[38;5;120m', '\u001b[4', '\u0007'),
    fc.string({ maxLength: 5 }),
  );
  it('never shows a control character, and ends in the style that sgrAfter tells', () => {
    fc.assert(
      fc.property(fc.array(piece), fc.nat(16), (pieces, style) => {
        const line = pieces.join('').replaceAll('\n', '').replaceAll('\r', '');
        const spans = spansOf(line, style);
        expect(spans.map((span) => span.text).join('')).not.toMatch(/[\u0000-\u0008\u000a-\u001f\u007f]/);
        const last = spans.at(-1);
        const endsInText = last && line.endsWith(last.text) && !/\u001b\[[\d;:]*m$/.test(line);
        if (endsInText) expect(last.style).toBe(sgrAfter(style, line, 0, line.length));
      }),
    );
  });
});
