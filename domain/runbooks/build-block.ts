import type { Code } from 'mdast';
import type { Attributes } from './components';
import { currentSection, type DraftBlock, error, fencesIn, lineOf, takeId, type Walk } from './document-walk';
import { KIND_FORMATS } from './kinds';
import type { JsxElement } from './read-attributes';
import { KINDS, type Kind } from './schema';

type Runnable = 'Diagnostic' | 'Remediation';

const FENCES: Record<string, Kind> = Object.fromEntries(
  KINDS.flatMap((kind) => [kind, ...(KIND_FORMATS[kind].aliases ?? [])].map((word) => [word, kind])),
);
const MAX_BODY = 64 * 1024;

function oneFence(walk: Walk, name: Runnable, element: JsxElement): Code | null {
  const fences = fencesIn(element);
  const [fence] = fences;
  const at = lineOf(element);
  if (!fence) {
    error(walk, {
      rule: 'block/no-fence',
      line: at,
      message: `<${name}> needs one fence with what it runs, directly inside it.`,
      fix: 'Put ```sql, ```http, ```bash, … on its own line inside.',
    });
    return null;
  }
  if (fences.length === 1) return fence;
  error(walk, {
    rule: 'block/many-fences',
    line: lineOf(fences[1] as Code),
    message: `<${name}> holds ${fences.length} fences; it runs exactly one.`,
    fix: 'Give each its own block, or move what is only to be read outside.',
  });
  return null;
}

function kindOf(walk: Walk, name: Runnable, fence: Code): Kind | null {
  const language = (fence.lang ?? '').toLowerCase();
  const kind = Object.hasOwn(FENCES, language) ? FENCES[language] : undefined;
  const line = lineOf(fence);
  if (!kind) {
    const what = fence.lang ? `${fence.lang} is no kind that can be run` : 'The fence does not say its kind';
    error(walk, { rule: 'block/unknown-kind', line, message: `${what}.`, fix: `Write one of ${KINDS.join(', ')} after the \`\`\`.` });
    return null;
  }
  if (name === 'Diagnostic' || KIND_FORMATS[kind].changes) return kind;
  error(walk, {
    rule: 'block/kind-only-reads',
    line,
    message: `${kind} only reads, so it cannot be a <Remediation>.`,
    fix: 'Make it a <Diagnostic>.',
  });
  return null;
}

function bodyOf(walk: Walk, name: Runnable, fence: Code): string | null {
  const line = lineOf(fence);
  if (!fence.value.trim())
    error(walk, { rule: 'block/empty', line, message: `The fence of <${name}> is empty.`, fix: 'Write what it runs.' });
  else if (fence.value.length > MAX_BODY)
    error(walk, {
      rule: 'block/too-large',
      line,
      message: 'The fence is larger than 64 KiB.',
      fix: 'Split it, or keep the script on the target.',
    });
  else return fence.value;
  return null;
}

type AnyAttributes = Attributes<'Diagnostic'> & Partial<Omit<Attributes<'Remediation'>, keyof Attributes<'Diagnostic'>>>;

function draftOf(
  walk: Walk,
  name: Runnable,
  of: { attributes: AnyAttributes; kind: Kind; body: string; line: number; bodyLine: number },
): DraftBlock {
  const { attributes: given } = of;
  const optional = {
    forMs: given.for,
    maxLines: given.lines,
    ok: given.ok,
    warn: given.warn,
    fail: given.fail,
    preview: given.preview,
    undo: given.undo,
    verify: given.verify,
    reads: given.reads,
    repeat: given.repeat,
  };
  return {
    id: given.id,
    title: given.title,
    component: name === 'Diagnostic' ? 'diagnostic' : 'remediation',
    kind: of.kind,
    body: of.body,
    effect: given.effect ?? 'read',
    target: given.target,
    timeoutMs: given.timeout,
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as Partial<typeof optional>),
    exports: given.exports ?? {},
    needs: given.needs ?? [],
    covers: given.covers ?? [],
    line: of.line,
    bodyLine: of.bodyLine,
    section: currentSection(walk).id,
  };
}

function noteReferences(walk: Walk, draft: DraftBlock): void {
  const { id: from, line } = draft;
  for (const by of ['preview', 'verify'] as const) if (draft[by]) walk.references.push({ id: draft[by], to: 'diagnostic', by, line, from });
  if (draft.undo) walk.references.push({ id: draft.undo, to: 'remediation', by: 'undo', line, from });
}

/** Builds what a <Diagnostic> or <Remediation> runs; null, with problems, when it cannot. */
export function buildBlock(walk: Walk, name: Runnable, element: JsxElement, attributes: AnyAttributes): DraftBlock | null {
  const line = lineOf(element);
  const isNew = takeId(walk, attributes.id, line);
  const fence = oneFence(walk, name, element);
  const kind = fence && kindOf(walk, name, fence);
  const body = fence && bodyOf(walk, name, fence);
  const draft = fence && kind && body ? draftOf(walk, name, { attributes, kind, body, line, bodyLine: lineOf(fence) + 1 }) : null;
  if (!isNew) return null;
  if (draft) {
    noteReferences(walk, draft);
    walk.drafts.push(draft);
  } else walk.brokenIds.add(attributes.id);
  return draft;
}
