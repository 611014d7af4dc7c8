import type { PhrasingContent } from 'mdast';

/** What names in a document stand for: link targets and substitutions, by their name in lower case. */
export type Names = { links: Map<string, string>; substitutions: Map<string, string> };

export const nameOf = (text: string): string => text.replace(/`/g, '').replace(/\s+/g, ' ').trim().toLowerCase();

const CODE_ROLES =
  /^(?:code|literal|command|kbd|file|program|option|envvar|samp|guilabel|menuselection|py:\w+|func|class|meth|mod|attr|data|exc|c:\w+)$/;
/** Every sign that may begin markup, longest first; whatever they do not match is a word. */
const MARKUP =
  /``(?<literal>[\s\S]+?)``|:(?<role>[a-zA-Z][\w:+.-]*):`(?<rolled>[^`]+)`|`(?<quoted>[^`]+)`(?<reference>__?)?|\*\*(?<strong>\S(?:[^*]|\*(?!\*))*?)\*\*|(?<![\w*])\*(?<emphasis>[^\s*](?:[^*]*[^\s*])?)\*(?![\w*])|\|(?<substitution>[^|\s](?:[^|]*[^|\s])?)\|_?|(?<footnote>\[(?:\d+|#\w*|\*|[A-Za-z][\w.-]*)\])_(?!\w)|(?<word>[A-Za-z0-9][\w.-]*)(?<anonymous>__?)(?![\w`])|(?<url>\b(?:https?|ftp):\/\/[^\s<>"'`]+[^\s<>"'`.,;:!?)\]])|\\(?<escaped>[\s\S])/g;

const text = (value: string): PhrasingContent => ({ type: 'text', value });
const link = (url: string, words: string): PhrasingContent => ({ type: 'link', url, children: [{ type: 'text', value: words }] });

/** `words <target>` of links and roles. */
function splitTarget(quoted: string): { words: string; target: string } {
  const [, words = '', target = ''] = /^([\s\S]*?)\s*<([^<>]+)>$/.exec(quoted) ?? [];
  return target ? { words: words.trim() || target, target } : { words: quoted, target: '' };
}

function reference(quoted: string, names: Names): PhrasingContent {
  const { words, target } = splitTarget(quoted.replace(/\s+/g, ' '));
  const url = target.endsWith('_') ? names.links.get(nameOf(target.slice(0, -1))) : target || names.links.get(nameOf(words));
  return url ? link(url, words) : text(words);
}

function roleOf(role: string, rolled: string): PhrasingContent {
  if (CODE_ROLES.test(role)) return { type: 'inlineCode', value: rolled.replace(/\s+/g, ' ').replace(/^[~!]/, '') };
  const { words, target } = splitTarget(rolled.replace(/\s+/g, ' '));
  if (role === 'doc' && target) return link(target, words);
  return text(words);
}

function substituted(name: string, whole: string, names: Names): PhrasingContent {
  return text(names.substitutions.get(nameOf(name)) ?? whole);
}

function nodeOf(groups: Record<string, string | undefined>, whole: string, names: Names): PhrasingContent {
  const { literal, role, rolled, quoted, strong, emphasis, substitution, footnote, word, url, escaped } = groups;
  if (literal !== undefined) return { type: 'inlineCode', value: literal.replace(/\s+/g, ' ') };
  if (role !== undefined) return roleOf(role, rolled ?? '');
  if (quoted !== undefined)
    return groups.reference ? reference(quoted, names) : { type: 'emphasis', children: [{ type: 'text', value: quoted }] };
  if (strong !== undefined) return { type: 'strong', children: [{ type: 'text', value: strong }] };
  if (emphasis !== undefined) return { type: 'emphasis', children: [{ type: 'text', value: emphasis }] };
  if (substitution !== undefined) return substituted(substitution, whole, names);
  if (footnote !== undefined) return text(footnote);
  if (word !== undefined) {
    const known = names.links.get(nameOf(word));
    return known ? link(known, word) : text(whole);
  }
  if (url !== undefined) return link(url, url);
  return text(escaped === undefined ? whole : escaped.trim() ? escaped : '');
}

/** Inline markup of reStructuredText as Markdown's; signs that mark nothing are kept as they are. */
export function readInline(source: string, names: Names): PhrasingContent[] {
  const out: PhrasingContent[] = [];
  const push = (node: PhrasingContent) => {
    const last = out.at(-1);
    if (node.type === 'text' && last?.type === 'text') last.value += node.value;
    else if (node.type !== 'text' || node.value) out.push(node);
  };
  let from = 0;
  for (const match of source.matchAll(MARKUP)) {
    push(text(source.slice(from, match.index)));
    push(nodeOf(match.groups ?? {}, match[0], names));
    from = match.index + match[0].length;
  }
  push(text(source.slice(from)));
  return out;
}
