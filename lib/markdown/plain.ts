/** Text of people, files and targets, on one line, which Markdown takes for nothing but text: no mark, and no address that becomes a link. */
export const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]()<>#+\-.!|~]/g, '\\$&');
