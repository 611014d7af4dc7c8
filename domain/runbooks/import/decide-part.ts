import { checkBash } from '../rules/bash-rules';
import { findInSnippet } from '../rules/snippet-rules';
import type { Block } from '../schema';
import type { Cut } from './cut-block';
import type { Recognised } from './recognise/recognised';
import type { Objection, Part, Runnable } from './schema';
import { unmark } from './shell/marks';
import { wantTarget } from './targets-wanted';
import { fillIn } from './values';
import type { Writing } from './writing';

const LONGEST_TITLE = 90;
const LONGEST_ID = 56;
const TO_READ = 'Whoever imported it wanted it only to be read.';
/** What is wrong with the statement or its secret itself; any other objection is against how it was typed. */
const AGAINST_THE_STATEMENT = /^(?:sql\/|trap\/(?:postgres|redis)|secret\/in-text)/;

async function objectionsTo({ language, text, from }: Cut, first: number): Promise<Objection[]> {
  const found = await findInSnippet({ language, body: text });
  return found.map(({ rule, line = 1, message, fix, severity }) => ({
    rule,
    line: first + from - 1 + line,
    message,
    fix: fix ?? '',
    severity,
  }));
}

const plain = (text: string) => text.replaceAll('`', '').replace(/\s+/g, ' ').trim();

/** What a piece is about: its comment, else how it begins. */
function titleOf({ comment, text }: Cut): string {
  const said = plain(comment.replace(/^\d+[.)]\s*/, '')).replace(/[:.]+$/, '');
  const code = text.split('\n').find((line) => line.trim() && !/^\s*(?:#|--)/.test(line)) ?? text;
  const title = said.length >= 3 ? said : plain(unmark(code));
  return title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE - 1).trimEnd()}…` : title || 'Untitled';
}

const idOf = (writing: Writing, title: string): string => {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST_ID)
    .replace(/-+$/, '');
  const base = words || 'block';
  let id = base;
  for (let count = 2; writing.ids.has(id); count++) id = `${base}-${count}`;
  writing.ids.add(id);
  return id;
};

/** The block of a recognised piece, as the doctor looks at it. */
function blockOf(runnable: Runnable): Block {
  const { kind, body, effect, target, inputs, ok } = runnable;
  return {
    id: 'imported',
    title: 'Imported',
    component: effect === 'read' ? 'diagnostic' : 'remediation',
    kind,
    body,
    effect,
    target: target.name,
    timeoutMs: 60_000,
    ...(ok ? { ok } : {}),
    exports: {},
    needs: [],
    inputs,
    covers: [],
    line: 1,
    section: 'top',
    contentHash: '',
  };
}

async function runnableOf(writing: Writing, found: Recognised, given: Cut['given']): Promise<Runnable> {
  const { body, inputs } = fillIn(found.kind, found.body, given);
  return {
    kind: found.kind,
    body,
    effect: found.effect,
    target: wantTarget(found, writing.service, writing.targets),
    why: found.why,
    ...(found.ok && found.effect === 'read' ? { ok: found.ok } : {}),
    inputs,
  };
}

/** What still stands against a piece when it is run as what it was recognised as. */
async function against(objections: Objection[], runnable: Runnable): Promise<Objection | undefined> {
  const kept = objections.find(
    ({ rule, severity }) => severity === 'error' && (runnable.kind === 'bash' || AGAINST_THE_STATEMENT.test(rule)),
  );
  if (kept || runnable.kind !== 'bash') return kept;
  const [finding] = (await checkBash({ block: blockOf(runnable), targets: null })).filter(({ severity }) => severity === 'error');
  return finding && { rule: finding.rule, line: 1, message: finding.message, fix: finding.fix ?? '', severity: 'error' };
}

export type Decided = { part: Part; runnable?: Runnable; language: string };

/** Decides what one piece becomes: a block when it is proven, a trap when it does not work as written, else something to read. */
export async function decidePart(writing: Writing, cut: Cut, first: number): Promise<Decided> {
  const objections = await objectionsTo(cut, first);
  const base = { line: first + cut.from, text: cut.text, title: titleOf(cut), objections };
  const trap = ({ rule, message, fix }: Objection): Decided => ({
    part: { ...base, outcome: 'trap', why: message, fix, rule },
    language: cut.language,
  });
  if ('unproven' in cut.found) {
    const [worst] = [...objections].sort((a, b) => a.severity.localeCompare(b.severity));
    return worst ? trap(worst) : { part: { ...base, outcome: 'reference', why: cut.found.unproven }, language: cut.language };
  }
  const runnable = await runnableOf(writing, cut.found, cut.given);
  const objection = await against(objections, runnable);
  if (objection) return trap(objection);
  const id = idOf(writing, base.title);
  const demoted = writing.demoted.get(id);
  if (demoted) return trap(demoted);
  if (writing.toRead.has(id)) return { part: { ...base, id, outcome: 'reference', why: TO_READ }, language: cut.language };
  const { kind, effect, why } = runnable;
  return { part: { ...base, outcome: 'runnable', why, kind, effect, id }, runnable, language: cut.language };
}
