import type { ParsedRunbook } from './parse-runbook';
import { type Belonging, systemOf } from './rank-hits';
import type { Section } from './schema';
import { type KnownSignature, SignatureIndex } from './signature-index';
import { readSignature } from './signatures';
import { WordIndex } from './word-index';

/** One section as it is searched. */
export type Entry = Belonging & {
  slug: string;
  section: string;
  title: string;
  heading: string;
  signatures: string;
  tags: string;
  text: string;
};

const MAX_TEXT = 20_000;

const FIELDS = [
  { name: 'signatures', boost: 4 },
  { name: 'heading', boost: 3 },
  { name: 'title', boost: 2 },
  { name: 'tags', boost: 2 },
  { name: 'text', boost: 1 },
] as const;

/** Longer runs of letters are keys and encodings, which nobody types. */
const MAX_TERM = 40;

export const termsOf = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []).filter((term) => term.length <= MAX_TERM);

/** Endings that make one word of two: "connections" and "connection". */
export const stem = (term: string) => (term.length > 4 && /[a-z]s$/.test(term) && !term.endsWith('ss') ? term.slice(0, -1) : term);

function entriesOf(runbook: ParsedRunbook): Entry[] {
  const blocks = new Map<string, string[]>();
  for (const { section, id, title } of runbook.blocks) blocks.set(section, [...(blocks.get(section) ?? []), id, title]);
  const { slug, service } = runbook;
  const system = systemOf({ service, targets: runbook.blocks.map(({ target }) => target) });
  return runbook.sections.map((section: Section) => ({
    slug,
    service,
    system,
    section: section.id,
    title: runbook.title,
    heading: section.depth ? section.title : '',
    signatures: section.signatures.join(' '),
    tags: section.depth ? '' : [service, runbook.name, runbook.owner, ...runbook.tags].join(' '),
    text: [...(blocks.get(section.id) ?? []), section.text].join(' ').slice(0, MAX_TEXT),
  }));
}

/** All sections of all runbooks in memory, for words and for signatures. */
export class SearchIndex {
  readonly words = new WordIndex<Entry>();
  readonly signatures = new SignatureIndex<Entry>();
  private readonly held = new Map<string, { contentHash: string; entries: Entry[]; signatures: KnownSignature<Entry>[] }>();

  holds(slug: string, contentHash: string): boolean {
    return this.held.get(slug)?.contentHash === contentHash;
  }

  slugs(): string[] {
    return [...this.held.keys()];
  }

  put(runbook: ParsedRunbook): void {
    this.remove(runbook.slug);
    const entries = entriesOf(runbook);
    const signatures = runbook.sections.flatMap((section, index) =>
      section.signatures.map((text) => ({ entry: entries[index] as Entry, signature: readSignature(text) })),
    );
    for (const entry of entries)
      this.words.add(
        entry,
        FIELDS.map(({ name, boost }) => ({ boost, terms: termsOf(entry[name]).map(stem) })),
      );
    for (const known of signatures) this.signatures.add(known);
    this.held.set(runbook.slug, { contentHash: runbook.contentHash, entries, signatures });
  }

  remove(slug: string): void {
    const held = this.held.get(slug);
    if (!held) return;
    for (const entry of held.entries) this.words.remove(entry);
    for (const known of held.signatures) this.signatures.remove(known);
    this.held.delete(slug);
  }

  /** The words of a text that tell most: those that the fewest sections hold. */
  rarest(terms: string[], limit: number): string[] {
    const frequencyOf = (term: string) => this.words.frequency(stem(term));
    return [...new Set(terms)]
      .filter((term) => frequencyOf(term) > 0)
      .sort((a, b) => frequencyOf(a) - frequencyOf(b))
      .slice(0, limit);
  }
}
