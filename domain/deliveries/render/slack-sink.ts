import type { Sink } from './sink';
import { textSink } from './text-sink';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const WORD_JOINER = '\u2060';

/** Text that is nothing but text in Slack: no link, no mention, no call to everyone in the channel. */
export const escapeSlack = (value: string): string =>
  value.replace(/[&<>]/g, (char) => ENTITIES[char] ?? char).replace(/@(?=(?:channel|here|everyone|group)\b)/gi, `@${WORD_JOINER}`);

/** A mark counts in Slack only beside a letter; one around nothing is left out. */
const marked = (mark: string) => (inner: string) => (inner.trim() ? `${mark}${inner.trim()}${mark}` : inner);
const withoutTicks = (value: string) => escapeSlack(value).replace(/`/g, 'ˋ');

/** Slack's mrkdwn. */
export const slackSink: Sink = {
  ...textSink,
  text: escapeSlack,
  strong: marked('*'),
  em: marked('_'),
  strike: marked('~'),
  code: (value) => marked('`')(withoutTicks(value)),
  link: (address, inner) => `<${address.replace(/&/g, '&amp;')}|${inner.replace(/[|\n]/g, ' ')}>`,
  heading: marked('*'),
  fence: (value) => `\`\`\`\n${withoutTicks(value)}\n\`\`\``,
  table: (rows) => `\`\`\`\n${textSink.table(rows).replace(/`/g, 'ˋ')}\n\`\`\``,
};
