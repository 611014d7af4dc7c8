import type { Sink } from './sink';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that is nothing but text in HTML, in an attribute too. */
export const escapeHtml = (value: string): string => value.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);

const tag = (name: string) => (inner: string) => `<${name}>${inner}</${name}>`;
const code = (value: string) => `<code>${escapeHtml(value)}</code>`;

/** HTML of a few elements without attributes, but for the address of a link. */
export const htmlSink: Sink = {
  text: escapeHtml,
  strong: tag('strong'),
  em: tag('em'),
  strike: tag('del'),
  code,
  link: (address, inner) => `<a href="${escapeHtml(address)}" rel="noopener noreferrer">${inner}</a>`,
  lineBreak: '\n',
  heading: (inner, depth) => tag(`h${Math.min(6, depth + 1)}`)(inner),
  paragraph: (inner) => tag('p')(inner.replace(/\n/g, '<br>\n')),
  quote: (blocks) => tag('blockquote')(blocks.join('\n')),
  list: (items, first) => {
    const inner = items.map((blocks) => `<li>${blocks.join('\n')}</li>`).join('\n');
    return first === null ? `<ul>\n${inner}\n</ul>` : `<ol start="${first}">\n${inner}\n</ol>`;
  },
  fence: (value) => `<pre>${code(value)}</pre>`,
  rule: '<hr>',
  table: ([head = [], ...rows]) => {
    const line = (cells: string[], cell: string) => `<tr>${cells.map(tag(cell)).join('')}</tr>`;
    return `<table>\n<thead>${line(head, 'th')}</thead>\n<tbody>${rows.map((row) => line(row, 'td')).join('\n')}</tbody>\n</table>`;
  },
};
