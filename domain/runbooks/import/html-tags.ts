import { decodeEntities } from './html-entities';

/** Elements of HTML. Anything else between < and > is a placeholder that somebody wrote. */
const KNOWN = new Set(
  (
    'a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption center cite code col colgroup dd del details dfn ' +
    'div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li ' +
    'link main map mark meta nav object ol option p param picture pre q s samp script section select small source span strike strong style sub summary ' +
    'sup svg path g rect circle table tbody td textarea tfoot th thead title tr tt u ul var video wbr'
  ).split(' '),
);

export type Tag = { name: string; closing: boolean; attributes: string };
export type Token = { text: string } | { comment: string } | { tag: Tag; text: string };

const TAG = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>=`]+))?)*)\s*\/?>/g;

/** HTML as its tags, comments and what stands between them; a tag of no known element is text. */
export function tokensOf(html: string): Token[] {
  const tokens: Token[] = [];
  let from = 0;
  for (const match of html.matchAll(TAG)) {
    const [whole, slash, name = '', attributes = ''] = match;
    const isComment = whole.startsWith('<!--');
    if (!isComment && !KNOWN.has(name.toLowerCase())) continue;
    if (match.index > from) tokens.push({ text: html.slice(from, match.index) });
    from = match.index + whole.length;
    tokens.push(isComment ? { comment: whole } : { tag: { name: name.toLowerCase(), closing: slash === '/', attributes }, text: whole });
  }
  if (from < html.length) tokens.push({ text: html.slice(from) });
  return tokens;
}

/** The value of an attribute, decoded; empty when it is not there. */
export function attributeOf({ attributes }: Tag, name: string): string {
  const [, double, single, bare] = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'<>]+))`, 'i').exec(attributes) ?? [];
  return decodeEntities(double ?? single ?? bare ?? '');
}
