import { parse as parseToml } from 'smol-toml';
import { parseDocument } from 'yaml';

/** What a guide's own frontmatter says that a runbook has a place for, and the names of what it has none for. */
export type GuideFront = {
  title?: string;
  summary?: string;
  owner?: string;
  severity?: 'P0' | 'P1' | 'P2' | 'P3';
  tags: string[];
  left: string[];
  /** It began like frontmatter and could not be read: the text, to be kept as it is. */
  unread?: { text: string; language: 'yaml' | 'toml' };
};

const OPENINGS = { '---': 'yaml', '+++': 'toml' } as const;
const MOST_LINES = 500;
const LONGEST = { title: 200, summary: 500, owner: 100, tag: 50 };
const MOST_TAGS = 30;

/** Field of a runbook -> what Hugo, Jekyll, Docusaurus and MkDocs call it. */
const NAMES = {
  title: ['title', 'sidebar_label', 'linktitle'],
  summary: ['summary', 'description', 'excerpt', 'subtitle'],
  owner: ['owner', 'team', 'author', 'authors', 'group', 'maintainer'],
  severity: ['severity', 'priority'],
  tags: ['tags', 'keywords', 'categories', 'labels'],
} as const;

const SEVERITIES: Record<string, GuideFront['severity']> = {
  p0: 'P0',
  p1: 'P1',
  p2: 'P2',
  p3: 'P3',
  critical: 'P0',
  s1: 'P0',
  high: 'P1',
  s2: 'P1',
  medium: 'P2',
  s3: 'P2',
  low: 'P3',
  s4: 'P3',
};

const texts = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(texts);
  return typeof value === 'string' || typeof value === 'number' ? [String(value).replace(/\s+/g, ' ').trim()].filter(Boolean) : [];
};

function frontOf(raw: Record<string, unknown>): GuideFront {
  const fields = new Map(Object.entries(raw).map(([name, value]) => [name.toLowerCase(), value]));
  const used = new Set<string>();
  const take = (field: keyof typeof NAMES): string[] => {
    const name = NAMES[field].find((known) => texts(fields.get(known)).length);
    if (name) used.add(name);
    return name ? texts(fields.get(name)) : [];
  };
  const [title] = take('title');
  const [summary] = take('summary');
  const owner = take('owner').join(', ');
  const [severity = ''] = take('severity');
  const tags = [...new Set(take('tags').flatMap((text) => text.split(/\s*,\s*/)))].map((tag) => tag.slice(0, LONGEST.tag)).filter(Boolean);
  const known = SEVERITIES[severity.toLowerCase()];
  return {
    ...(title ? { title: title.slice(0, LONGEST.title) } : {}),
    ...(summary ? { summary: summary.slice(0, LONGEST.summary) } : {}),
    ...(owner ? { owner: owner.slice(0, LONGEST.owner) } : {}),
    ...(known ? { severity: known } : {}),
    tags: tags.slice(0, MOST_TAGS),
    left: [...fields.keys()].filter((name) => !used.has(name)),
  };
}

function parse(text: string, language: 'yaml' | 'toml'): unknown {
  if (language === 'toml') return parseToml(text);
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
  return document.errors.length ? null : document.toJS({ maxAliasCount: 50 });
}

/** Takes the frontmatter, YAML or TOML, off a guide. The lines it stood on stay, empty, so that line numbers hold. */
export function readFront(text: string): { front: GuideFront; body: string } {
  const none: GuideFront = { tags: [], left: [] };
  const lines = text.split('\n');
  const first = (lines[0] ?? '').replace(/^\ufeff/, '').trimEnd();
  if (!Object.hasOwn(OPENINGS, first)) return { front: none, body: text };
  const language = OPENINGS[first as keyof typeof OPENINGS];
  const end = lines.findIndex((line, index) => index > 0 && index <= MOST_LINES && line.trimEnd() === first);
  if (end === -1) return { front: none, body: text };
  const inner = lines.slice(1, end).join('\n');
  const body = [...Array<string>(end + 1).fill(''), ...lines.slice(end + 1)].join('\n');
  // Between two rules stands a text, not frontmatter.
  const unread = { front: { ...none, unread: { text: inner, language } }, body };
  try {
    const raw = parse(inner, language);
    if (raw === undefined || (raw === null && !inner.trim())) return { front: none, body };
    if (raw === null || typeof raw !== 'object' || Array.isArray(raw))
      return language === 'yaml' && !/^\s*[\w-]+\s*:/.test(inner) ? { front: none, body: text } : unread;
    return { front: frontOf(raw as Record<string, unknown>), body };
  } catch {
    return unread;
  }
}
