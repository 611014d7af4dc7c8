import { blockHash } from './content-hash';
import type { DraftBlock, Walk } from './document-walk';
import { KIND_FORMATS } from './kinds';
import { namedValues, writtenAs } from './named-values';
import type { Block, InputSpec } from './schema';
import { settleParts } from './settle-parts';

type Settling = { walk: Walk; inputs: Map<string, InputSpec>; exported: Map<string, string>; unfit: Map<string, string> };

function refuse(settling: Settling, draft: DraftBlock, problem: { rule: string; line: number; message: string; fix?: string }): void {
  settling.walk.problems.push({ severity: 'error', ...problem });
  if (!settling.unfit.has(draft.id)) settling.unfit.set(draft.id, problem.message);
}

function lineNaming(draft: DraftBlock, written: string): number {
  const index = draft.body.split('\n').findIndex((line) => line.includes(written));
  return draft.bodyLine + Math.max(0, index);
}

function settleNames(settling: Settling, draft: DraftBlock): InputSpec[] {
  const named: InputSpec[] = [];
  for (const name of namedValues(draft.kind, draft.body)) {
    const spec = settling.inputs.get(name);
    if (spec) named.push(spec);
    if (spec || draft.needs.includes(name)) continue;
    const written = writtenAs(draft.kind, name);
    const line = lineNaming(draft, written);
    const by = settling.exported.get(name);
    if (by)
      refuse(settling, draft, {
        rule: 'block/need-missing',
        line,
        message: `${written} comes from ${by}, but this block does not say that it needs it.`,
        fix: `Add needs="${name}".`,
      });
    else
      refuse(settling, draft, {
        rule: 'block/unknown-input',
        line,
        message: `${written} names no input of this runbook.`,
        fix: `Add ${name} to the inputs in the frontmatter.`,
      });
  }
  return named;
}

function settleNeeds(settling: Settling, draft: DraftBlock): void {
  for (const name of draft.needs)
    if (!settling.exported.has(name))
      refuse(settling, draft, {
        rule: 'block/need-without-export',
        line: draft.line,
        message: `It needs ${name}, which no block before it exports.`,
        fix: `Add exports="${name}=…" to an earlier block, or make ${name} an input.`,
      });
}

const READING_METHODS = new Set(['GET', 'HEAD']);

function settleMethod(settling: Settling, draft: DraftBlock): void {
  if (draft.reads && draft.kind !== 'http')
    refuse(settling, draft, {
      rule: 'block/reads-without-http',
      line: draft.line,
      message: 'reads="…" is for http requests only.',
      fix: 'Remove it.',
    });
  if (draft.kind !== 'http' || draft.component !== 'diagnostic' || draft.reads) return;
  const method = /^\s*([A-Za-z]+)\s/.exec(draft.body)?.[1]?.toUpperCase();
  if (!method || READING_METHODS.has(method)) return;
  refuse(settling, draft, {
    rule: 'block/http-changes',
    line: draft.bodyLine,
    message: `${method} may change something; a diagnostic sends GET or HEAD.`,
    fix: 'Make it a <Remediation>, or say why it only reads: reads="…".',
  });
}

function settleRepeat(settling: Settling, draft: DraftBlock): void {
  if (draft.repeat === undefined || KIND_FORMATS[draft.kind].repeats) return;
  refuse(settling, draft, {
    rule: 'block/repeat',
    line: draft.line,
    message: `${draft.kind} is not repeated.`,
    fix: 'Remove repeat; http, tcp and dns are repeated.',
  });
}

/** Names of blocks that are not there are dropped from what runs, so that nothing waits for them. */
function settleReferences(settling: Settling, drafts: Map<string, DraftBlock>): void {
  const { walk } = settling;
  for (const { id, to, by, line, from } of walk.references) {
    const named = drafts.get(id);
    if (named?.component === to || walk.brokenIds.has(id)) continue;
    const what = named ? `is a ${named.component}, not a ${to}` : `is not the id of a ${to} in this runbook`;
    walk.problems.push({
      severity: 'error',
      rule: 'reference/unknown',
      line,
      message: `${by} names ${id}, which ${what}.`,
      fix: `Name a ${to} of this runbook.`,
    });
    const source = from === undefined ? undefined : drafts.get(from);
    if (source && (by === 'preview' || by === 'verify' || by === 'undo')) delete source[by];
  }
}

function finish(draft: DraftBlock, inputs: InputSpec[]): Block {
  return { ...draft, inputs, contentHash: blockHash({ ...draft, inputs }) };
}

/** A block that reads other targets too holds itself once for each of them: so they are resolved, and recorded, as the parts of a health check are. */
function withBesides(draft: DraftBlock, inputs: InputSpec[]): Block {
  const besides = KIND_FORMATS[draft.kind].besides?.(draft.body) ?? [];
  const parts = besides.map((target) => finish({ ...draft, target }, inputs));
  return finish(parts.length ? { ...draft, parts } : draft, inputs);
}

/** Turns drafts into blocks once all of them are known; one that names what is not there is left out, with its problem. */
export function settleBlocks(walk: Walk, inputs: InputSpec[]): Block[] {
  const settling: Settling = { walk, inputs: new Map(inputs.map((spec) => [spec.name, spec])), exported: new Map(), unfit: new Map() };
  const drafts = new Map(walk.drafts.map((draft) => [draft.id, draft]));
  settleReferences(settling, drafts);
  const settled = walk.drafts.map((draft) => {
    const named = settleNames(settling, draft);
    settleNeeds(settling, draft);
    settleMethod(settling, draft);
    settleRepeat(settling, draft);
    for (const name of Object.keys(draft.exports)) settling.exported.set(name, draft.id);
    return { draft, named };
  });
  const blocks = new Map(
    settled
      .filter(({ draft }) => draft.kind !== 'health' && !settling.unfit.has(draft.id))
      .map(({ draft, named }) => [draft.id, withBesides(draft, named)]),
  );
  for (const { draft } of settled.filter((each) => each.draft.kind === 'health' && !settling.unfit.has(each.draft.id))) {
    const composed = settleParts(draft, drafts, blocks);
    if ('parts' in composed) blocks.set(draft.id, finish({ ...draft, parts: composed.parts, needs: composed.needs }, composed.inputs));
    else refuse(settling, draft, composed);
  }
  for (const [id, message] of settling.unfit) Object.assign(walk.drawn.get(id) ?? {}, { problem: message });
  return settled.flatMap(({ draft }) => blocks.get(draft.id) ?? []);
}
