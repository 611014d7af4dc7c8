import type { Code, Nodes } from 'mdast';
import { cutBlock } from './cut-block';
import { type Decided, decidePart } from './decide-part';
import { component, paragraph } from './mdx-nodes';
import type { ImportedBlock, Objection, Runnable } from './schema';
import { type Writing, want } from './writing';

const code = (lang: string | null, value: string): Code => ({ type: 'code', lang: lang || null, value });
const tidy = (text: string) => text.replace(/^\s*\n/, '').trimEnd();

function trapNote({ message, fix, severity }: Objection): Nodes {
  const words = [message, fix]
    .map((sentence) => sentence.trim())
    .filter(Boolean)
    .join(' ');
  return component('Trap', { title: severity === 'error' ? 'Does not work as written' : 'Mind what it does' }, [paragraph(words)]);
}

const distinct = (objections: Objection[]) => [...new Map(objections.map((objection) => [objection.rule, objection])).values()];

/** Shown when what runs is not what stood there. */
function originalOf({ part, runnable, language }: Decided): Nodes[] {
  const written = part.text
    .split('\n')
    .filter((line) => line.trim() && !/^\s*#/.test(line))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (language === 'sql' || written === runnable?.body || !written) return [];
  return [
    {
      type: 'paragraph',
      children: [
        { type: 'text', value: 'Written in the guide as ' },
        { type: 'inlineCode', value: written },
        { type: 'text', value: '.' },
      ],
    },
  ];
}

function blockNode(decided: Decided, runnable: Runnable): Nodes {
  const { part } = decided;
  const reads = runnable.effect === 'read';
  const attributes = {
    id: part.id,
    title: part.title,
    target: runnable.target.name === 'local' ? undefined : runnable.target.name,
    effect: reads ? undefined : runnable.effect,
    ok: runnable.ok,
  };
  return component(reads ? 'Diagnostic' : 'Remediation', attributes, [code(runnable.kind, runnable.body), ...originalOf(decided)]);
}

const letters = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();

/** Comments above a piece that its title does not say whole: they stay as they were. */
function commentsBeside({ part }: Decided): string {
  const title = letters(part.title);
  const comments = part.text.split('\n').filter((line) => /^\s*(?:#|--)/.test(line));
  return comments.filter((line) => !title.includes(letters(line.replace(/^\s*(?:#+!?|--+)\s*(?:\d+[.)]\s*)?/, '')))).join('\n');
}

function note(writing: Writing, runnable: Runnable): void {
  for (const input of runnable.inputs) if (!writing.inputs.has(input.name)) writing.inputs.set(input.name, input);
  if (runnable.target.name !== 'local') want(writing, runnable.target);
}

/** The pieces in their order: runs of text as they stood, blocks in place of what can be run, and a note at each trap. */
function drawPieces(writing: Writing, decided: Decided[]): Nodes[] {
  const out: Nodes[] = [];
  let pending: { text: string; language: string } | null = null;
  const flush = () => {
    if (pending?.text.trim()) out.push(code(pending.language, tidy(pending.text)));
    pending = null;
  };
  for (const each of decided) {
    const { part, runnable, language } = each;
    if (runnable) {
      const beside = commentsBeside(each);
      if (beside) pending = { text: pending ? `${pending.text}\n${beside}` : beside, language };
      flush();
      note(writing, runnable);
      out.push(blockNode(each, runnable), ...distinct(part.objections.filter(({ severity }) => severity === 'warning')).map(trapNote));
      continue;
    }
    if (pending && (pending.language !== language || part.outcome === 'trap')) flush();
    pending = pending ? { text: `${pending.text}\n${part.text}`, language } : { text: part.text, language };
    if (part.outcome !== 'trap') continue;
    flush();
    out.push(...distinct(part.objections).map(trapNote));
  }
  flush();
  return out;
}

function summaryOf(node: Code, parts: Decided[], section: string): ImportedBlock {
  const outcomes = parts.map(({ part }) => part);
  const decisive =
    outcomes.find(({ outcome }) => outcome === 'trap') ?? outcomes.find(({ outcome }) => outcome === 'runnable') ?? outcomes[0];
  const { outcome = 'reference', why = 'It is empty.', fix, rule, kind, effect, id } = decisive ?? {};
  return {
    line: node.position?.start.line ?? 1,
    language: node.lang ?? '',
    section,
    outcome,
    why,
    ...(fix ? { fix } : {}),
    ...(rule ? { rule } : {}),
    ...(kind ? { kind } : {}),
    ...(effect ? { effect } : {}),
    ...(id ? { id } : {}),
    parts: outcomes,
  };
}

const CAPTION = /(?:title|filename|file|name)\s*=\s*(?:"([^"]+)"|'([^']+)')/;

/** What the fence says of itself beside its language: the name of a file, a title, or a remark. */
function captionOf({ lang, meta }: Code): Nodes[] {
  const words = `${lang?.match(/[^\w+#.-].*$/)?.[0] ?? ''} ${meta ?? ''}`.trim();
  const title = CAPTION.exec(words)?.slice(1).find(Boolean);
  if (title) return [paragraph(title)];
  if (/^#+\s*\w/.test(words)) return [paragraph(words.replace(/^#+\s*/, ''))];
  return /^[\w@~./-]+\.\w+$|^[\w.-]*\/[\w./-]+$/.test(words)
    ? [{ type: 'paragraph', children: [{ type: 'inlineCode', value: words }] }]
    : [];
}

/** What one code block of the guide becomes, and its line in the report. */
export async function drawBlock(writing: Writing, node: Code, section: string): Promise<Nodes[]> {
  const first = node.position?.start.line ?? 1;
  const cuts = await cutBlock(node.lang ?? '', node.value);
  const decided: Decided[] = [];
  for (const cut of cuts) decided.push(await decidePart(writing, cut, first));
  writing.blocks.push(summaryOf(node, decided, section));
  const asItStood: Nodes = { ...node, lang: node.lang?.replace(/[^\w+#.-].*$/, '') || null, meta: null };
  const caption = captionOf(node);
  if (decided.every(({ part }) => part.outcome === 'reference')) return [...caption, asItStood];
  const [only] = decided;
  if (decided.length === 1 && only && !only.runnable) return [...caption, asItStood, ...distinct(only.part.objections).map(trapNote)];
  return [...caption, ...drawPieces(writing, decided)];
}
