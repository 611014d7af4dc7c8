const FENCE = /^ {0,3}(`{3,}|~{3,})/gm;

/** One line of text that Markdown takes for nothing but text. */
export const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|~]/g, '\\$&');

/** What people wrote as Markdown, so that nothing of it runs on into what follows. */
export function prose(text: string): string {
  const body = text.trim();
  const fences = body.match(FENCE) ?? [];
  return fences.length % 2 ? `${body}\n${fences.at(-1)?.trim()}` : body;
}

/** The event that a sentence rests on. */
export const cite = (seq: number | null): string => (seq === null ? '' : ` ([e${seq}](#e${seq}))`);

/** A text in a fence that it cannot end. */
export function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`{3,}/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}
