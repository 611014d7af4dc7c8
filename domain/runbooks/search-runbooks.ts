import { isTitled, NAMED_BOOST, namedIn, rankHits, TITLED_BOOST } from './rank-hits';
import { type Entry, SearchIndex, stem, termsOf } from './search-index';
import { allRunbooks } from './shelf';

/** A section that was found. */
export type RunbookHit = {
  /** "service/name". */
  slug: string;
  service: string;
  /** The id of the section in its page; "top" is the whole runbook. */
  section: string;
  /** The runbook's title, and the section's where it has one. */
  title: string;
  /** `signature`: the text holds an error text that leads here. */
  match: 'signature' | 'words';
  /** The error text that matched, as the runbook writes it. */
  signature?: string;
  /** Words around what was found. */
  context: string;
};

const MAX_QUERY = 20_000;
/** A pasted log has hundreds of words; few of them tell anything. */
const TELLING_WORDS = 10;
/** So short a text was typed, not pasted: its words may be begun or misspelt. */
const TYPED_WORDS = 5;
const PER_RUNBOOK = 3;
const MAX_FOUND = 100;
const CONTEXT_CHARACTERS = 160;

const index = new SearchIndex();
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));
let indexed: Awaited<ReturnType<typeof allRunbooks>> | null = null;
let updating: Promise<void> = Promise.resolve();

async function update(): Promise<void> {
  const runbooks = await allRunbooks();
  if (runbooks === indexed) return;
  for (const slug of index.slugs()) if (!runbooks.has(slug)) index.remove(slug);
  let added = 0;
  for (const { runbook } of runbooks.values()) {
    if (index.holds(runbook.slug, runbook.contentHash)) continue;
    index.put(runbook);
    if (++added % 10 === 0) await breathe();
  }
  indexed = runbooks;
}

/** One update at a time; each search waits for one that began after it. */
function upToDate(): Promise<void> {
  updating = updating.catch(() => {}).then(update);
  return updating;
}

const titleOf = ({ title, heading }: Pick<Entry, 'title' | 'heading'>) => (heading ? `${title}: ${heading}` : title);

function contextOf(text: string, terms: string[]): string {
  const lower = text.toLowerCase();
  const at = Math.min(...terms.map((term) => lower.indexOf(term)).filter((found) => found >= 0), text.length);
  const start = at === text.length ? 0 : Math.max(0, text.lastIndexOf(' ', Math.max(0, at - 40)) + 1);
  const piece = text.slice(start, start + CONTEXT_CHARACTERS).trim();
  return `${start > 0 ? '…' : ''}${piece}${start + CONTEXT_CHARACTERS < text.length ? '…' : ''}`;
}

/** Sections whose signature the text holds, the closest first; there may be thousands, of which few are shown. */
function* bySignature(query: string, near: string, limit: number): Generator<RunbookHit> {
  const found = index.signatures.find(query, namedIn(`${query} ${near}`), limit);
  for (const { known } of rankHits(found)) {
    const { entry, signature } = known;
    const { slug, service, section } = entry;
    yield { slug, service, section, title: titleOf(entry), match: 'signature', signature: signature.text, context: signature.text };
  }
}

function* byWords(query: string, near: string): Generator<RunbookHit> {
  const terms = [...new Set(termsOf(query))];
  const isTyped = terms.length <= TYPED_WORDS && !query.includes('\n');
  const asked = isTyped ? terms : index.rarest(terms, TELLING_WORDS);
  if (!asked.length) return;
  const last = asked.at(-1);
  const words = asked.map((term) => ({
    term: stem(term),
    mayBeBegun: isTyped && (term === last || term.length > 3),
    mayBeMisspelt: isTyped,
  }));
  const named = namedIn(`${query} ${near}`);
  const isMeant = ({ section, title }: Entry) => isTyped && section === 'top' && isTitled(title, terms);
  const worth = ({ document, score }: { document: Entry; score: number }) =>
    score * (named(document) ? NAMED_BOOST : 1) * (isMeant(document) ? TITLED_BOOST : 1);
  const found = index.words.search(words, MAX_FOUND).toSorted((a, b) => worth(b) - worth(a));
  for (const { document } of found) {
    const { slug, service, section, text } = document;
    yield { slug, service, section, title: titleOf(document), match: 'words', context: contextOf(text, asked) };
  }
}

/** The first few of each runbook, each section once. */
function firstOfEach(hits: Iterable<RunbookHit>, limit: number): RunbookHit[] {
  const chosen: RunbookHit[] = [];
  const seen = new Set<string>();
  const perRunbook = new Map<string, number>();
  for (const hit of hits) {
    if (chosen.length >= limit) break;
    const { slug, section } = hit;
    const count = perRunbook.get(slug) ?? 0;
    if (count >= PER_RUNBOOK || seen.has(`${slug}#${section}`)) continue;
    seen.add(`${slug}#${section}`);
    perRunbook.set(slug, count + 1);
    chosen.push(hit);
  }
  return chosen;
}

function* closest(query: string, near: string, limit: number): Generator<RunbookHit> {
  yield* bySignature(query, near, limit);
  yield* byWords(query, near);
}

/**
 * Sections for words or for a pasted error. Those whose signature the text holds come first, those of a system that the text or `near` names
 * before others, the most exact match first, even when ids, hosts, times and numbers differ; then those that hold its most telling words.
 * Never throws on any text.
 */
export async function searchRunbooks(q: string, limit = 20, near = ''): Promise<RunbookHit[]> {
  const query = q.slice(0, MAX_QUERY).trim();
  if (!query) return [];
  await upToDate();
  return firstOfEach(closest(query, near, limit), limit);
}
