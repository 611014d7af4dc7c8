import type { Root } from 'mdast';
import { decodeGuide } from './decode';
import { findInWords, guideFindings } from './guide-findings';
import { type GuideFront, readFront } from './read-front';
import { readMarkdownGuide } from './read-markdown-guide';
import { readPlainly } from './read-plainly';
import { readRst } from './rst/read-rst';
import type { Objection } from './schema';

/** `findings` are what the guide has against it beside its code, by its own lines. */
export type Guide = { tree: Root; front: GuideFront; notes: string[]; findings: Objection[] };

export const LARGEST_GUIDE_BYTES = 1024 * 1024;
/** Beyond these a parser's cost grows with the square, and the result would be refused. */
const LONGEST_LINE = 16_000;
const DEEPEST_NESTING = 30;
const MARKERS = /^(?:[\t ]*(?:>|[-+*](?=[\t ])|\d{1,9}[.)](?=[\t ])))+/;

const nesting = (line: string) => MARKERS.exec(line)?.[0].match(/>|[-+*]|\d+[.)]/g)?.length ?? 0;

/** Whether a text is reStructuredText: by its name, else by signs that Markdown does not have. */
function isRst(name: string, text: string): boolean {
  if (/\.(?:rst|rest)$/i.test(name)) return true;
  if (/\.(?:md|mdx|markdown|mdown|mkd)$/i.test(name)) return false;
  const directives = text.match(/^\s*\.\. [\w-]+::/gm)?.length ?? 0;
  return directives > 0 && !/^(?:`{3}|#{1,6} )/m.test(text);
}

function breakLongLines(text: string, notes: string[]): string {
  if (!text.split('\n').some((line) => line.length > LONGEST_LINE)) return text;
  notes.push(`Lines of more than ${LONGEST_LINE} characters were broken.`);
  return text.replace(new RegExp(`([^\\n]{${LONGEST_LINE}})(?=[^\\n])`, 'gu'), '$1\n');
}

/** Reads the bytes of a guide, Markdown or reStructuredText; `refused` says why when it is none. Never throws. */
export function readGuide(name: string, bytes: Uint8Array): Guide | { refused: string } {
  if (bytes.length > LARGEST_GUIDE_BYTES)
    return { refused: `It has ${(bytes.length / LARGEST_GUIDE_BYTES).toFixed(1)} MiB; at most 1 MiB is read. Split it.` };
  const decoded = decodeGuide(bytes);
  if ('binary' in decoded) return { refused: decoded.binary };
  if (!decoded.text.trim()) return { refused: 'It is empty.' };
  const notes = [...decoded.notes];
  const { front, body } = readFront(breakLongLines(decoded.text, notes));
  if (front.left.length) notes.push(`Its frontmatter also said ${front.left.slice(0, 20).join(', ')}, for which a runbook has no place.`);
  if (front.unread) notes.push('Its frontmatter could not be read; it stands in the text.');
  const findings = [...guideFindings('guide/garbled', decoded.garbledLines), ...findInWords(body)];
  if (isRst(name, body)) {
    const { tree, short } = readRst(body);
    if (short.length) notes.push(`${short.length} underline${short.length === 1 ? ' was' : 's were'} shorter than the title.`);
    return { tree, front, notes, findings: [...findings, ...guideFindings('guide/short-underline', short)] };
  }
  const isTooDeep = body.split('\n').some((line) => nesting(line) > DEEPEST_NESTING);
  if (isTooDeep) notes.push('Its lists and quotes are nested too deeply; it was read line by line.');
  if (isTooDeep) return { tree: readPlainly(body), front, notes, findings };
  const { tree, moved } = readMarkdownGuide(body);
  return { tree, front, notes, findings: [...findings, ...guideFindings('guide/fence-outside-step', moved)] };
}
