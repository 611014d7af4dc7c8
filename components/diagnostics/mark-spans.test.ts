import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markSpans } from './mark-spans';

describe('markSpans', () => {
  it('marks across a change of style and regardless of case', () => {
    const spans = [
      { text: 'conn', style: 1 },
      { text: 'ECTION lost', style: 0 },
    ];
    expect(markSpans(spans, 'nect')).toEqual([
      { text: 'con', style: 1, mark: false, at: 0 },
      { text: 'n', style: 1, mark: true, at: 3 },
      { text: 'ECT', style: 0, mark: true, at: 4 },
      { text: 'ION lost', style: 0, mark: false, at: 7 },
    ]);
  });

  it('keeps the text and marks just what a search finds', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'A', ' '), { maxLength: 12 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(fc.array(fc.record({ text, style: fc.nat(3) }), { maxLength: 6 }), fc.constantFrom('a', 'ab', 'aa'), (spans, needle) => {
        const marked = markSpans(spans, needle);
        const line = spans.map((span) => span.text).join('');
        expect(marked.map((span) => span.text).join('')).toBe(line);
        const found = line.toLowerCase().split(needle).length - 1;
        expect(
          marked
            .filter((span) => span.mark)
            .map((span) => span.text)
            .join('')
            .toLowerCase(),
        ).toBe(needle.repeat(found));
      }),
    );
  });
});
