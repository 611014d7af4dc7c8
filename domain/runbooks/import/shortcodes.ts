import { calloutType } from './callout-types';

/** `{{< name … >}}`, `{{% name … %}}` of Hugo and `{% name … %}` of Jekyll, alone on a line. */
const ALONE = /^(\s*)(?:\{\{[<%]|\{%)-?\s*(\/|end)?([\w./-]+)\s*([\s\S]*?)\s*-?(?:[>%]\}\}|%\})\s*$/;
const REFERENCE = /\{\{[<%]\s*(?:rel)?ref\s+"([^"\s]+)"\s*[%>]\}\}/g;
/** `[[_TOC_]]`, `[TOC]`, `{:toc}`, `{: .note}`, `* TOC`: made anew by whoever shows the page. */
const CONTENTS = /^\s*(?:\[\[_?TOC_?\]\]|\[TOC\]|\{:\s*[\w.#][^}]*\})\s*$/i;
/** `::Tabs`, `:::TabTitle Docker`, `::EndTabs` of GitLab. */
const TABS = /^(\s*):{2,3}(?:EndTabs|Tabs|TabTitle[ \t]+(.+?))\s*$/;
const SILENT = /^(?:tabs|tabpane|tab-pane|blocks|steps|raw|endraw|comment|toc|include|readfile)$/;

const bold = (indent: string, words: string) => (words ? `${indent}**${words}**` : '');
const titleIn = (attributes: string) => /(?:title|summary|name|header)\s*=\s*"([^"]*)"|^"([^"]*)"/.exec(attributes)?.slice(1).find(Boolean);
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

function noteTitle(name: string, attributes: string): string {
  const [, given = ''] =
    /(?:type|color|context|style)\s*=\s*"([\w-]+)"|^"?([\w-]+)"?/.exec(attributes)?.filter((part) => part !== undefined) ?? [];
  const type = [name, given].find((word) => calloutType(word)) ?? 'note';
  return titleIn(attributes) && !calloutType(titleIn(attributes) ?? '') ? (titleIn(attributes) ?? '') : capital(type);
}

function replaced(indent: string, closes: string | undefined, name: string, attributes: string): string | null {
  const plain = name.toLowerCase();
  if (plain === 'highlight') return closes ? `${indent}\`\`\`` : `${indent}\`\`\`${/^[\w+#-]+/.exec(attributes)?.[0] ?? ''}`;
  if (SILENT.test(plain)) return '';
  if (calloutType(plain) || /^(?:alert|notice|admonition|callout|hint|pageinfo|block)$/.test(plain))
    return closes ? '' : bold(indent, noteTitle(plain, attributes));
  if (/^(?:tab|details|expand|collapse|codetab)$/.test(plain)) return closes ? '' : bold(indent, titleIn(attributes) ?? '');
  return closes ? '' : null;
}

/** A line without what only one generator of sites understands: a note's title stays, a highlighted piece becomes a fence. */
export function withoutShortcodes(line: string): string {
  if (CONTENTS.test(line)) return '';
  const tabs = TABS.exec(line);
  if (tabs) return bold(tabs[1] ?? '', tabs[2] ?? '');
  const [, indent = '', closes, name = '', attributes = ''] = ALONE.exec(line) ?? [];
  const alone = name ? replaced(indent, closes, name, attributes) : null;
  return alone ?? line.replace(REFERENCE, '$1');
}
