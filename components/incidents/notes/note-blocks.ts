/** A piece of a line. A link's address is one of http, https, mailto, tel, or a place in the console. */
export type Inline = { kind: 'text' | 'code' | 'strong' | 'em'; text: string } | { kind: 'link'; text: string; href: string };

export type NoteBlock =
  | { kind: 'paragraph' | 'quote'; lines: Inline[][] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'code'; text: string };

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const BULLET = /^\s{0,3}[-*+]\s+(.*)$/;
const ORDERED = /^\s{0,3}\d{1,4}[.)]\s+(.*)$/;
const QUOTE = /^\s{0,3}>\s?(.*)$/;

/** The Markdown that notes need: paragraphs with their line breaks, lists, quotes, code, emphasis, links. The rest stays text. */
export function noteBlocks(source: string): NoteBlock[] {
  const blocks: NoteBlock[] = [];
  const lines = source.replace(/\r\n?/g, '\n').split('\n');
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const fence = FENCE.exec(line)?.[1];
    if (fence) {
      const end = lines.findIndex((other, index) => index > at && other.trim().startsWith(fence));
      const stop = end < 0 ? lines.length : end;
      blocks.push({ kind: 'code', text: lines.slice(at + 1, stop).join('\n') });
      at = stop + 1;
    } else if (!line.trim()) at++;
    else at = takeRun(blocks, lines, at);
  }
  return blocks;
}

/** Takes the lines from `at` on that belong together; answers where the next block begins. */
function takeRun(blocks: NoteBlock[], lines: string[], at: number): number {
  const pattern = [BULLET, ORDERED, QUOTE].find((kind) => kind.test(lines[at] ?? ''));
  const taken: Inline[][] = [];
  let next = at;
  for (; next < lines.length; next++) {
    const line = lines[next] ?? '';
    const content = pattern ? pattern.exec(line)?.[1] : startsBlock(line) ? undefined : line;
    if (content === undefined) break;
    taken.push(inlines(content));
  }
  if (pattern === BULLET || pattern === ORDERED) blocks.push({ kind: 'list', ordered: pattern === ORDERED, items: taken });
  else blocks.push({ kind: pattern === QUOTE ? 'quote' : 'paragraph', lines: taken });
  return next;
}

/** The first line of a note as words alone. */
export function plainLine(source: string): string {
  const [first] = noteBlocks(source);
  if (!first) return '';
  if (first.kind === 'code') return first.text.split('\n')[0] ?? '';
  const line = first.kind === 'list' ? first.items[0] : first.lines[0];
  return (line ?? []).map(({ text }) => text).join('');
}

const startsBlock = (line: string) => !line.trim() || [FENCE, BULLET, ORDERED, QUOTE].some((pattern) => pattern.test(line));

const INLINE =
  /\\(?<escaped>[!-/:-@[-`{-~])|<(?<auto>https?:\/\/[^\s<>]+)>|(?<code>`+)(?<coded>[^`]+)\k<code>|\*\*(?<strong>[^*\s](?:[^*]*[^*\s])?)\*\*|\*(?<em>[^*\s](?:[^*]*[^*\s])?)\*|\[(?<label>[^\]\n]+)\]\((?<target>[^\s()]+)\)|(?<bare>https?:\/\/[^\s<>"'`]*[^\s<>"'`.,;:!?)\]])|(?<=^|[\s(])#(?<ref>e?\d{1,9})\b/g;

/** One line's pieces; joined, their texts are what was meant to be read. */
export function inlines(line: string): Inline[] {
  const pieces: Inline[] = [];
  let from = 0;
  for (const match of line.matchAll(INLINE)) {
    if (match.index > from) pieces.push({ kind: 'text', text: line.slice(from, match.index) });
    pieces.push(piece(match[0], match.groups ?? {}));
    from = match.index + match[0].length;
  }
  if (from < line.length) pieces.push({ kind: 'text', text: line.slice(from) });
  return pieces;
}

function piece(whole: string, { escaped, auto, coded, strong, em, label, target, bare, ref }: Record<string, string | undefined>): Inline {
  if (escaped !== undefined) return { kind: 'text', text: escaped };
  if (auto) return { kind: 'link', text: auto, href: auto };
  if (coded !== undefined) return { kind: 'code', text: coded };
  if (strong !== undefined) return { kind: 'strong', text: strong };
  if (em !== undefined) return { kind: 'em', text: em };
  if (ref) return { kind: 'link', text: whole, href: ref.startsWith('e') ? `#${ref}` : `/incidents/${ref}` };
  const href = safeHref(target ?? bare ?? '');
  return href ? { kind: 'link', text: label ?? whole, href } : { kind: 'text', text: whole };
}

function safeHref(target: string): string | undefined {
  if (/^(\/(?![/\\])|#)/.test(target)) return target;
  return /^(https?:\/\/|mailto:|tel:)/i.test(target) && URL.canParse(target) ? target : undefined;
}
