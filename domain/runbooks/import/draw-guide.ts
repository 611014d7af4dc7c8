import type { Code, Nodes, Parents, Root } from 'mdast';
import { textOf } from '@/lib/markdown/text-of';
import { isCommand } from '../rules/snippet-inline';
import { drawBlock } from './draw-block';
import { findInSentence } from './guide-findings';
import { errorsIn, signatureNode, type Zone, zoneAfter } from './quoted-errors';
import type { Writing } from './writing';

/** Schemes that lead nowhere a runbook may lead. */
const SCHEME = /^\s*(?!https?:|mailto:|tel:)[a-z][a-z0-9+.-]*:/i;
const MOST_SIGNATURES = 100;

const isKept = (node: Code) => (node.data as { kept?: boolean } | undefined)?.kept === true;

type Place = { section: string; zone: Zone; line: number };

/** A link that a runbook may not hold is shown as what it says, with its address behind it. */
function settleLink(node: Nodes): Nodes[] {
  if (node.type !== 'link' && node.type !== 'image' && node.type !== 'definition') return [node];
  if (node.url && !SCHEME.test(node.url) && !/^[^/?#]*:/.test(node.url.replace(/^(?:https?|mailto|tel):/i, ''))) return [node];
  if (node.type === 'image' || node.type === 'definition') return [{ type: 'inlineCode', value: node.url || 'picture' }];
  return [
    ...(node.children as Nodes[]),
    ...(node.url
      ? [{ type: 'text', value: ' (' } as const, { type: 'inlineCode', value: node.url } as const, { type: 'text', value: ')' } as const]
      : []),
  ];
}

async function drawChildren(writing: Writing, children: Nodes[], place: Place): Promise<Nodes[]> {
  const out: Nodes[] = [];
  for (const node of children) {
    place.zone = zoneAfter(node, place.zone);
    place.line = node.position?.start.line ?? place.line;
    if (node.type === 'heading') {
      place.section = textOf(node).replace(/\s+/g, ' ').trim();
      writing.headings++;
    }
    if (node.type === 'code' && !isKept(node)) {
      out.push(...(await drawBlock(writing, node, place.section)), ...signatures(writing, node, place.zone));
      continue;
    }
    if (node.type === 'inlineCode' && isCommand(node.value))
      writing.sentences.push(...(await findInSentence(node.value, node.position?.start.line ?? place.line)));
    if ('children' in node) (node as Parents).children = (await drawChildren(writing, node.children as Nodes[], place)) as never;
    out.push(...settleLink(node));
  }
  return out;
}

function signatures(writing: Writing, node: Nodes, zone: Zone): Nodes[] {
  const fresh = errorsIn(node, zone).filter((text) => !writing.signatures.has(text) && writing.signatures.size < MOST_SIGNATURES);
  for (const text of new Set(fresh)) writing.signatures.add(text);
  return [...new Set(fresh)].map(signatureNode);
}

/** Turns the tree of a guide into that of a runbook, block by block; what was found on the way is in `writing`. */
export async function drawGuide(writing: Writing, tree: Root): Promise<Nodes[]> {
  const place: Place = { section: '', zone: 'other', line: 1 };
  const out: Nodes[] = [];
  for (const node of tree.children as Nodes[]) {
    const drawn = await drawChildren(writing, [node], place);
    out.push(...drawn, ...(node.type === 'code' ? [] : signatures(writing, node, place.zone)));
  }
  return out;
}
