import type { Nodes } from 'mdast';
import { textOf } from '@/lib/markdown/text-of';
import { component } from './mdx-nodes';

const SYMPTOMS = /^\W*(?:symptoms?|issue|error(?: message)?s?|what you (?:will )?see|firing|the problem|problem)\b/i;
const LABEL = /^[\w ()/&-]{1,60}:?$/;
const QUOTED = /["“]([^"“”\n]{4,200})["”]/g;
const ERROR =
  /error|fail|refus|denied|exceed|cannot|can't|could not|unable|invalid|expired|not (?:found|ready|reachable)|timed? ?out|too many|unavailable|unauthori[sz]ed|forbidden|no space|out of memory|oom|crash|panic|deadlock|\b[45]\d\d\b|errno|warning|fatal/i;
const MOST_LINES = 3;
const LONGEST = 300;

const counts = (text: string) => (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 6 && text.length <= LONGEST;

function quotedIn(text: string): string[] {
  return Array.from(text.matchAll(QUOTED), (match) => (match[1] ?? '').trim());
}

function codesIn(node: Nodes): string[] {
  if (node.type === 'inlineCode') return [node.value];
  return 'children' in node ? (node.children as Nodes[]).flatMap(codesIn) : [];
}

/** Lines of a message that somebody pasted below "Symptoms". */
function messageLines(node: Nodes): string[] {
  if (node.type !== 'code' || !/^(?:console|text|log|plaintext|)$/i.test(node.lang ?? '')) return [];
  return node.value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !/^[$#>]\s/.test(line) && ERROR.test(line))
    .slice(0, MOST_LINES);
}

const isLabel = (node: Nodes): boolean => {
  if (node.type !== 'paragraph') return false;
  const [first] = node.children;
  return first?.type === 'strong' && LABEL.test(textOf(first).trim());
};

export type Zone = 'symptoms' | 'other';

/** Whether what follows this node tells of symptoms, by its heading or its bold label. */
export function zoneAfter(node: Nodes, before: Zone): Zone {
  if (node.type === 'heading') return SYMPTOMS.test(textOf(node)) ? 'symptoms' : 'other';
  if (!isLabel(node)) return before;
  return SYMPTOMS.test(textOf(node)) ? 'symptoms' : 'other';
}

/** Error texts that a node quotes: in a title whatever stands in quotes, below "Symptoms" what reads like an error. */
export function errorsIn(node: Nodes, zone: Zone): string[] {
  const text = node.type === 'code' ? '' : textOf(node);
  const found =
    node.type === 'heading'
      ? quotedIn(text)
      : zone === 'symptoms'
        ? [...quotedIn(text), ...codesIn(node), ...messageLines(node)].filter((each) => ERROR.test(each))
        : [];
  return found.map((each) => each.replace(/\s+/g, ' ').trim()).filter(counts);
}

export const signatureNode = (text: string): Nodes =>
  component('Signature', {}, [{ type: 'paragraph', children: [{ type: 'inlineCode', value: text }] }]);
