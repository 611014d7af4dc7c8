import type { Code, Nodes } from 'mdast';
import { calloutType } from '../callout-types';
import { callout } from '../mdx-nodes';
import { type Names, readInline } from './rst-inline';
import { dedent, indentOf, isBlank, type Lines, positionAt, textOfLines } from './rst-lines';
import { itemsAt, markerOf } from './rst-lists';
import { drawRows } from './rst-rows';

/** A directive with its parts told apart. */
export type Directive = { name: string; argument: string; options: Map<string, string>; body: Lines; line: number };

type Of = { names: Names; read: (lines: Lines) => Nodes[] };
type Draw = (directive: Directive, of: Of) => Nodes[];

/** Takes a directive's first line and what is indented below it apart; options stand directly under the first line. */
export function directiveOf(of: { name: string; argument: string; line: number; hasOptions: boolean }, below: Lines): Directive {
  const options = new Map<string, string>();
  let at = 0;
  for (; of.hasOptions && at < below.lines.length && !isBlank(below.lines[at]); at++) {
    const [, option = '', value = ''] = /^:([\w-]+):\s*(.*)$/.exec(below.lines[at] ?? '') ?? [];
    if (option) options.set(option, value.trim());
    else if (options.size && indentOf(below.lines[at] ?? '') > 0) continue;
    else break;
  }
  const { name, argument, line } = of;
  return { name, argument: argument.trim(), options, body: dedent(below, at, below.lines.length), line };
}

const code = ({ body, line }: Directive, lang: string | null): Code => ({
  type: 'code',
  lang,
  value: textOfLines(body),
  position: positionAt(body.lines.length ? body.first - 1 : line),
});

const words = (text: string, { names }: Of, line: number): Nodes[] =>
  text ? [{ type: 'paragraph', children: readInline(text, names), position: positionAt(line) }] : [];

const strong = (text: string, line: number): Nodes[] =>
  text
    ? [{ type: 'paragraph', children: [{ type: 'strong', children: [{ type: 'text', value: text }] }], position: positionAt(line) }]
    : [];

const drawCode: Draw = (directive, of) => {
  const { argument, options, body, line } = directive;
  const language = argument.split(/\s+/)[0] || options.get('language') || null;
  const caption = strong(options.get('caption') ?? '', line);
  // Without a body its first line may stand where the language does.
  return body.lines.length ? [...caption, code(directive, language)] : [...caption, ...words(argument, of, line)];
};

const drawNote: Draw = ({ name, argument, body, line }, of) => {
  const isTitled = name === 'admonition';
  const text = [...(isTitled ? [] : words(argument, of, line)), ...of.read(body)];
  return [callout(calloutType(name) ?? 'info', isTitled ? argument : '', text, positionAt(line))];
};

const drawImage: Draw = ({ argument, options, body, line }, of) => [
  { type: 'paragraph', children: [{ type: 'image', url: argument, alt: options.get('alt') ?? '' }], position: positionAt(line) },
  ...of.read(body),
];

const drawVersion: Draw = ({ name, argument, body, line }, of) => [
  ...words(`${name === 'deprecated' ? 'Deprecated since' : name === 'versionadded' ? 'New in' : 'Changed in'} ${argument}.`, of, line),
  ...of.read(body),
];

/** `list-table`: a list of lists, one for each row. */
const drawListTable: Draw = ({ argument, body, line }, of) => {
  const bullets = (lines: Lines) => {
    const marker = markerOf(lines.lines[0] ?? '');
    return marker && !marker.ordered ? itemsAt(lines, 0, marker).items.map((item) => dedent(item.body, 0, item.body.lines.length)) : [];
  };
  const rows = bullets(body).map(bullets);
  return [...strong(argument, line), ...(rows.some((row) => row.length) ? drawRows(rows, of, line) : of.read(body))];
};

/** A cell may stand in quotes, in which a quote is doubled. */
const cellsOf = (text: string) =>
  Array.from(text.matchAll(/(?:^|,)\s*(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, bare]) =>
    (quoted?.replaceAll('""', '"') ?? bare ?? '').trim(),
  );

const drawCsvTable: Draw = ({ argument, options, body, line }, of) => {
  const header = options.get('header');
  const rows = [...(header ? [header] : []), ...body.lines.filter((text) => text.trim())].map((row) =>
    cellsOf(row).map((cell) => ({ lines: [cell], first: line })),
  );
  return [...strong(argument, line), ...(rows.length ? drawRows(rows, of, line) : [])];
};

const drawTitled: Draw = ({ argument, body, line }, of) => [...strong(argument, line), ...of.read(body)];
const drawNothing: Draw = () => [];
const drawRaw: Draw = (directive) => (directive.body.lines.length ? [code(directive, directive.argument || null)] : []);
const drawLink: Draw = ({ name, argument, line }) => [
  {
    type: 'paragraph',
    children: [
      { type: 'text', value: name === 'toctree' ? '' : 'See ' },
      { type: 'link', url: argument, children: [{ type: 'text', value: argument }] },
    ],
    position: positionAt(line),
  },
];
/** The pages of a table of contents, as links. */
const drawToctree: Draw = ({ body, line }) => {
  const pages = body.lines.map((text) => text.trim()).filter(Boolean);
  if (!pages.length) return [];
  const items = pages.map((page): Nodes => {
    const [, title = page, target = page] = /^(.*?)\s*<(.+)>$/.exec(page) ?? [];
    const link = { type: 'link' as const, url: target, children: [{ type: 'text' as const, value: title }] };
    return { type: 'listItem', spread: false, children: [{ type: 'paragraph', children: [link] }] };
  });
  return [{ type: 'list', ordered: false, spread: false, children: items as never, position: positionAt(line) }];
};

/** What each directive becomes. One that is not here keeps its words, and what is in it is read as text. */
const DIRECTIVES: Record<string, Draw> = {
  'code-block': drawCode,
  code: drawCode,
  sourcecode: drawCode,
  prompt: drawCode,
  'parsed-literal': (directive) => [code(directive, null)],
  'literal-block': (directive) => [code(directive, null)],
  mermaid: (directive) => [code(directive, 'mermaid')],
  graphviz: (directive) => [code(directive, 'dot')],
  math: (directive) => [
    code(
      { ...directive, body: directive.body.lines.length ? directive.body : { lines: [directive.argument], first: directive.line } },
      'latex',
    ),
  ],
  raw: drawRaw,
  literalinclude: drawLink,
  include: drawLink,
  image: drawImage,
  figure: drawImage,
  admonition: drawNote,
  versionadded: drawVersion,
  versionchanged: drawVersion,
  deprecated: drawVersion,
  'list-table': drawListTable,
  'csv-table': drawCsvTable,
  toctree: drawToctree,
  contents: drawNothing,
  sectnum: drawNothing,
  meta: drawNothing,
  index: drawNothing,
  highlight: drawNothing,
  'default-role': drawNothing,
  'tab-item': drawTitled,
  tab: drawTitled,
  rubric: drawTitled,
  topic: drawTitled,
  sidebar: drawTitled,
  dropdown: drawTitled,
};

/** A directive as Markdown. Nothing in it is lost, whatever it is called. */
export function drawDirective(directive: Directive, of: Of): Nodes[] {
  const name = directive.name.toLowerCase();
  const known = Object.hasOwn(DIRECTIVES, name) ? DIRECTIVES[name] : calloutType(name) ? drawNote : undefined;
  if (known) return known({ ...directive, name }, of);
  return [...words(directive.argument, of, directive.line), ...of.read(directive.body)];
}
