import type { Code, Nodes, PhrasingContent } from 'mdast';
import { decodeEntities } from './html-entities';
import { htmlTable } from './html-table';
import { attributeOf, type Tag, type Token, tokensOf } from './html-tags';

/** Reads Markdown that stands between tags, its first line being `line`. */
type ReadMarkdown = (text: string, line: number) => Nodes[];

const BREAKS = new Set(
  (
    'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form header hr html legend li main nav ' +
    'ol option p section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);
const HEADING = /^h([1-6])$/;
const VERBATIM = new Set(['pre', 'script', 'style', 'textarea', 'svg']);
const MARKED = { b: 'strong', strong: 'strong', i: 'emphasis', em: 'emphasis', s: 'delete', del: 'delete', strike: 'delete' } as const;
const CODE = new Set(['code', 'kbd', 'samp', 'tt']);
/** A fence or a heading of Markdown, which many write between tags without the blank lines that would make it one. */
const MARKDOWN = /^ {0,3}(?:`{3}|~{3}|#{1,6} )/m;

type Reading = { out: Nodes[]; inline: PhrasingContent[]; line: number; markdown: ReadMarkdown };

const position = (line: number) => ({ start: { line, column: 1 }, end: { line, column: 1 } });
const linesIn = (text: string) => text.split('\n').length - 1;
const raw = (token: Token) => ('comment' in token ? token.comment : token.text);
/** The words between tags; a broken line stays one. */
const bare = (tokens: Token[]) =>
  tokens.map((token) => ('comment' in token ? '' : !('tag' in token) ? token.text : token.tag.name === 'br' ? '\n' : '')).join('');
const folded = (text: string) => decodeEntities(text).replace(/\s+/g, ' ');

function flush(reading: Reading): void {
  const { inline } = reading;
  reading.inline = [];
  if (!inline.some((node) => node.type !== 'text' || node.value.trim())) return;
  const [first] = inline;
  if (first?.type === 'text') first.value = first.value.trimStart();
  const last = inline.at(-1);
  if (last?.type === 'text') last.value = last.value.trimEnd();
  reading.out.push({ type: 'paragraph', children: inline, position: position(reading.line) });
}

/** Where the element that opens at `at` ends: the index of its closing tag, or the end. */
function endOf(tokens: Token[], at: number, name: string): number {
  const end = tokens.findIndex((token, index) => index > at && 'tag' in token && token.tag.closing && token.tag.name === name);
  return end === -1 ? tokens.length : end;
}

function codeOf(tag: Tag, inner: Token[], line: number): Code {
  const opening = inner.find((token): token is { tag: Tag; text: string } => 'tag' in token && token.tag.name === 'code');
  const names = `${attributeOf(tag, 'class')} ${opening ? attributeOf(opening.tag, 'class') : ''} ${attributeOf(tag, 'lang')}`;
  const language =
    /(?:language-|lang-|brush:\s*)([\w+-]+)/.exec(names)?.[1] ?? (tag.name === 'pre' || tag.name === 'textarea' ? null : 'html');
  const value = decodeEntities(bare(inner)).replace(/^\n/, '').trimEnd();
  return { type: 'code', lang: language, value, position: position(line) };
}

function phrase(tag: Tag, inner: Token[]): PhrasingContent[] {
  const text = folded(bare(inner));
  if (!text.trim()) return [];
  if (CODE.has(tag.name)) return [{ type: 'inlineCode', value: text.trim() }];
  if (tag.name === 'a') return [{ type: 'link', url: attributeOf(tag, 'href'), children: [{ type: 'text', value: text }] }];
  const type = MARKED[tag.name as keyof typeof MARKED];
  return [{ type, children: [{ type: 'text', value: text }] }];
}

function readText(reading: Reading, text: string): void {
  if (!MARKDOWN.test(text)) {
    const value = folded(text);
    if (value) reading.inline.push({ type: 'text', value });
    return;
  }
  flush(reading);
  reading.out.push(...reading.markdown(text, reading.line));
}

const wraps = (tag: Tag) =>
  !tag.closing && (CODE.has(tag.name) || tag.name in MARKED || (tag.name === 'a' && attributeOf(tag, 'href') !== ''));

/** Reads a table whole; returns how many tokens it took, none when its cells are more than words. */
function readTable(reading: Reading, tokens: Token[], at: number): number {
  const end = endOf(tokens, at, 'table');
  if (end === tokens.length) return 0;
  const { line, markdown } = reading;
  const table = htmlTable(tokens.slice(at + 1, end), (html) => htmlFlow(html, line, markdown), position(line));
  if (!table) return 0;
  flush(reading);
  reading.out.push(table);
  return end - at + 1;
}

/** Reads one element or tag; returns how many tokens it took. */
function readTag(reading: Reading, tokens: Token[], at: number, tag: Tag): number {
  const level = HEADING.exec(tag.name)?.[1];
  const taken = tag.name === 'table' && !tag.closing ? readTable(reading, tokens, at) : 0;
  if (taken) return taken;
  const takesInner = !tag.closing && (level !== undefined || VERBATIM.has(tag.name) || wraps(tag));
  if (takesInner) {
    const end = endOf(tokens, at, tag.name);
    const inner = tokens.slice(at + 1, end);
    if (level) {
      flush(reading);
      const children: PhrasingContent[] = [{ type: 'text', value: folded(bare(inner)).trim() }];
      reading.out.push({ type: 'heading', depth: Number(level) as 1, children, position: position(reading.line) });
    } else if (VERBATIM.has(tag.name)) {
      flush(reading);
      const code = codeOf(tag, inner, reading.line);
      if (code.value.trim()) reading.out.push(code);
    } else reading.inline.push(...phrase(tag, inner));
    return Math.min(end, tokens.length - 1) - at + 1;
  }
  if (tag.name === 'br') reading.inline.push(...(reading.inline.length ? [{ type: 'break' } as const] : []));
  else if (tag.name === 'img') reading.inline.push({ type: 'image', url: attributeOf(tag, 'src'), alt: attributeOf(tag, 'alt') });
  else if (tag.name === 'td' || tag.name === 'th') reading.inline.push(...(tag.closing ? [{ type: 'text', value: ' · ' } as const] : []));
  else if (BREAKS.has(tag.name)) flush(reading);
  return 1;
}

/** A block of HTML in Markdown as Markdown: headings, code, links and words stay; layout goes. */
export function htmlFlow(html: string, line: number, markdown: ReadMarkdown): Nodes[] {
  const tokens = tokensOf(html);
  const reading: Reading = { out: [], inline: [], line, markdown };
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at] as Token;
    let taken = 1;
    if ('tag' in token) taken = readTag(reading, tokens, at, token.tag);
    else if (!('comment' in token)) readText(reading, token.text);
    for (const passed of tokens.slice(at, at + taken)) reading.line += linesIn(raw(passed));
    at += taken;
  }
  flush(reading);
  return reading.out;
}
