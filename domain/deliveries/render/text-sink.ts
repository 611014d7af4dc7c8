import type { Sink } from './sink';

const same = (inner: string) => inner;
const indented = (block: string, by: string) => block.replace(/\n/g, `\n${by}`);

/** Plain text that reads well: the address of a link stands behind its words. */
export const textSink: Sink = {
  text: same,
  strong: same,
  em: same,
  strike: same,
  code: same,
  link: (address, inner) =>
    inner === address || `${inner}/` === address || address.endsWith(`:${inner}`) ? inner : `${inner} (${address})`,
  lineBreak: '\n',
  heading: same,
  paragraph: same,
  quote: (blocks) => `> ${indented(blocks.join('\n\n'), '> ')}`,
  list: (items, first) =>
    items
      .map((blocks, index) => {
        const mark = first === null ? '- ' : `${first + index}. `;
        return mark + indented(blocks.join('\n'), ' '.repeat(mark.length));
      })
      .join('\n'),
  fence: (value) => `    ${indented(value, '    ')}`,
  rule: '----',
  table: (rows) => rows.map((cells) => cells.join(' | ')).join('\n'),
};
