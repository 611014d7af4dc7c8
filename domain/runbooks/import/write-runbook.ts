import type { Nodes, Paragraph } from 'mdast';
import { stringify } from 'yaml';
import { textOf } from '@/lib/markdown/text-of';
import { writeMdx } from '@/lib/markdown/write-mdx';
import { parseRunbook } from '../parse-runbook';
import type { InputSpec } from '../schema';
import type { GuideFront } from './read-front';
import type { Writing } from './writing';

const LONGEST_TITLE = 200;
const LONGEST_SUMMARY = 300;
const ALERT_SECTIONS = /^(?:meaning|impact|diagnosis|mitigation)$/i;
const MOST_SIGNATURES_IN_FRONT = 20;

const folded = (text: string) => text.replace(/\s+/g, ' ').trim();
const cut = (text: string, longest: string | number) =>
  text.length > Number(longest) ? `${text.slice(0, Number(longest) - 1).trimEnd()}…` : text;

export function titleOf(front: GuideFront, nodes: Nodes[], name: string): string {
  const heading = nodes.find((node) => node.type === 'heading');
  const words = front.title || (heading && folded(textOf(heading))) || name.replaceAll('-', ' ');
  return cut(words || 'Untitled', LONGEST_TITLE);
}

/** The first sentence of a guide says when it is needed, if anything does. */
function summaryOf(front: GuideFront, nodes: Nodes[], title: string): string {
  if (front.summary) return front.summary;
  const prose = nodes.find((node): node is Paragraph => node.type === 'paragraph' && folded(textOf(node)).length > 30);
  const text = prose ? folded(textOf(prose)) : '';
  const sentence = /^.{20,}?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
  return cut(sentence || `${title}, as it was imported; not yet reviewed.`, LONGEST_SUMMARY);
}

/** In runbooks named for an alert, as Kubernetes has them, the first title is that alert. */
function alertsOf(nodes: Nodes[]): string[] {
  const headings = nodes.filter((node) => node.type === 'heading').map((node) => folded(textOf(node)));
  const [first = ''] = headings;
  const isNamed = /^(?=.*[a-z0-9][A-Z])[A-Za-z]\w*$/.test(first);
  return isNamed && headings.filter((heading) => ALERT_SECTIONS.test(heading)).length >= 2 ? [`alertname="${first}"`] : [];
}

function inputYaml({ name: _, ...spec }: InputSpec): Record<string, unknown> {
  return Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== undefined));
}

export function frontmatterOf(writing: Writing, front: GuideFront, nodes: Nodes[], title: string): string {
  const awaits = [...writing.wanted.values()].filter(({ known }) => !known).map(({ name }) => name);
  const alerts = alertsOf(nodes);
  const fields = {
    title,
    summary: summaryOf(front, nodes, title),
    service: writing.service,
    ...(front.severity ? { severity: front.severity } : {}),
    ...(front.owner ? { owner: front.owner } : {}),
    ...(front.tags.length ? { tags: front.tags.slice(0, MOST_SIGNATURES_IN_FRONT) } : {}),
    ...(alerts.length ? { alerts } : {}),
    ...(awaits.length ? { awaits } : {}),
    ...(writing.inputs.size
      ? { inputs: Object.fromEntries([...writing.inputs.values()].map((input) => [input.name, inputYaml(input)])) }
      : {}),
  };
  return `---\n${stringify(fields, { lineWidth: 0, aliasDuplicateObjects: false })}---`;
}

/** Whether a piece by itself is read as what was meant: neither broken nor holding anything that a runbook may not. */
function isSound(mdx: string): boolean {
  const bytes = Buffer.from(`---\ntitle: Piece\n---\n\n${mdx}\n`);
  const { problems } = parseRunbook({ slug: 'a/b', file: 'b.mdx', syntax: 'mdx', bytes }).runbook;
  return !problems.some(({ rule, severity }) => severity === 'error' && /^(?:mdx|component|link|file)\//.test(rule));
}

const isList = (node: Nodes | undefined) => node?.type === 'list';

/** The same words where a node cannot be written as MDX: titles stay titles, code stays code, the rest is shown as it is. */
function plainly(node: Nodes): string {
  if (node.type === 'code') return writeMdx([{ type: 'code', lang: null, value: node.value }]);
  const inner = 'children' in node ? (node.children as Nodes[]) : [];
  const holdsBlocks = inner.some(
    (child) => child.type === 'code' || child.type === 'heading' || ('children' in child && child.type !== 'paragraph'),
  );
  if (holdsBlocks && node.type !== 'heading' && node.type !== 'paragraph' && node.type !== 'table')
    return inner.map(plainly).filter(Boolean).join('\n\n');
  const words = folded(textOf(node));
  if (!words) return node.type === 'heading' ? '## Untitled' : '';
  const text = words
    .replace(/[\\`*_{}[\]<>#|~$&!]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/^(?:import|export)\b/, (word) => `&#${word.charCodeAt(0)};${word.slice(1)}`);
  return node.type === 'heading' ? `${'#'.repeat(node.depth)} ${text}` : text.replace(/^([-+]|\d+[.)])(?=\s)/, '\\$1');
}

function writeCarefully(node: Nodes): string {
  try {
    const written = writeMdx([node]);
    return isSound(written) ? written : plainly(node);
  } catch {
    return plainly(node);
  }
}

/** Two lists in a row stay two. */
const separated = (nodes: Nodes[]): Nodes[] =>
  nodes.flatMap((node, index) => (isList(node) && isList(nodes[index - 1]) ? [{ type: 'html', value: '{/* */}' } as Nodes, node] : [node]));

/** The body of a runbook. `carefully` tries each piece by itself, which is slower, and writes plainly what MDX cannot hold. */
export function bodyOf(nodes: Nodes[], carefully: boolean): string {
  if (!carefully) return writeMdx(separated(nodes));
  return nodes
    .map(writeCarefully)
    .filter((text) => text.trim())
    .join('\n\n');
}
