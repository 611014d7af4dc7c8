import type { Sink } from './sink';
import { textSink } from './text-sink';

/** Text that is nothing but text in the Markdown of a card. */
const escapeTeams = (value: string): string => value.replace(/[\\`*_[\]<>~#|]/g, '\\$&').replace(/^(\s*)([-+]|\d+[.)])(?=\s)/gm, '$1\\$2');

/** The Markdown of an Adaptive Card's text: emphasis, lists and links are all it knows. */
export const teamsSink: Sink = {
  ...textSink,
  text: escapeTeams,
  strong: (inner) => (inner.trim() ? `**${inner.trim()}**` : inner),
  em: (inner) => (inner.trim() ? `_${inner.trim()}_` : inner),
  code: escapeTeams,
  link: (address, inner) => `[${inner}](${address})`,
  lineBreak: '\n\n',
  heading: (inner) => (inner.trim() ? `**${inner.trim()}**` : inner),
  paragraph: (inner) => inner.replace(/(?<!\n)\n(?!\n)/g, '\n\n'),
  quote: (blocks) => blocks.join('\n\n'),
  list: (items, first) =>
    items.map((blocks, index) => `${first === null ? '-' : `${first + index}.`} ${blocks.join(' ').replace(/\n+/g, ' ')}`).join('\r'),
  fence: (value) => escapeTeams(value).replace(/\n/g, '\n\n'),
  rule: '',
};
