import type { Nodes } from 'mdast';
import { outwardAddress } from './outward-address';
import type { Sink } from './sink';

const children = (node: Nodes): Nodes[] => ('children' in node ? (node.children as Nodes[]) : []);

/** The text of a message's blocks as a sink writes them. HTML in it is text, a picture is a link, a link that must not be followed its words. */
export function drawBlocks(nodes: Nodes[], sink: Sink): string[] {
  return nodes.map((node) => drawBlock(node, sink)).filter((block) => block !== '');
}

function drawBlock(node: Nodes, sink: Sink): string {
  switch (node.type) {
    case 'heading':
      return sink.heading(drawLine(node, sink), node.depth);
    case 'blockquote':
      return sink.quote(drawBlocks(node.children, sink));
    case 'list':
      return sink.list(
        node.children.map((item) => drawBlocks(children(item), sink)),
        node.ordered ? (node.start ?? 1) : null,
      );
    case 'code':
      return sink.fence(node.value);
    case 'thematicBreak':
      return sink.rule;
    case 'table':
      return sink.table(node.children.map((row) => row.children.map((cell) => drawLine(cell, sink))));
    case 'definition':
    case 'yaml':
      return '';
    case 'html':
      return sink.paragraph(sink.text(node.value));
    case 'paragraph':
      return sink.paragraph(drawLine(node, sink));
    default:
      return children(node).length ? sink.paragraph(drawLine(node, sink)) : drawInline(node, sink);
  }
}

const drawLine = (node: Nodes, sink: Sink): string =>
  children(node)
    .map((child) => drawInline(child, sink))
    .join('');

function drawInline(node: Nodes, sink: Sink): string {
  switch (node.type) {
    case 'strong':
      return sink.strong(drawLine(node, sink));
    case 'emphasis':
      return sink.em(drawLine(node, sink));
    case 'delete':
      return sink.strike(drawLine(node, sink));
    case 'inlineCode':
      return sink.code(node.value);
    case 'break':
      return sink.lineBreak;
    case 'image':
      return drawLink(node.url, sink.text(node.alt || node.url), sink);
    case 'link':
      return drawLink(node.url, drawLine(node, sink), sink);
    default:
      return 'value' in node && typeof node.value === 'string' ? sink.text(node.value) : drawLine(node, sink);
  }
}

function drawLink(url: string, inner: string, sink: Sink): string {
  const address = outwardAddress(url) ?? sink.place?.(url) ?? null;
  return address ? sink.link(address, inner) : inner;
}
