import { Fragment, type ReactNode } from 'react';
import { type Inline, type NoteBlock, noteBlocks } from './note-blocks';

/** What someone wrote, drawn from its Markdown as elements: never as HTML. `lead` stands before its first words. */
export function NoteText({ body, lead }: { body: string; lead?: ReactNode }) {
  const blocks = noteBlocks(body);
  const runIn = blocks[0]?.kind === 'paragraph';
  return (
    <div className="prose">
      {lead && !runIn && <p>{lead}</p>}
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a note's blocks never move
        <Block key={index} block={block} lead={index === 0 && runIn ? lead : undefined} />
      ))}
    </div>
  );
}

function Block({ block, lead }: { block: NoteBlock; lead?: ReactNode }) {
  if (block.kind === 'code')
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      <pre tabIndex={0}>
        <code>{block.text}</code>
      </pre>
    );
  if (block.kind === 'list') {
    const List = block.ordered ? 'ol' : 'ul';
    return (
      <List>
        {block.items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <li key={index}>
            <Line pieces={item} />
          </li>
        ))}
      </List>
    );
  }
  const lines = block.lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    <Fragment key={index}>
      {index > 0 && <br />}
      <Line pieces={line} />
    </Fragment>
  ));
  if (block.kind === 'quote') return <blockquote className="border-l-2 border-line pl-3 text-ink-2">{lines}</blockquote>;
  return (
    <p>
      {lead}
      {lines}
    </p>
  );
}

function Line({ pieces }: { pieces: Inline[] }) {
  return pieces.map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    <Piece key={index} piece={piece} />
  ));
}

function Piece({ piece }: { piece: Inline }) {
  switch (piece.kind) {
    case 'code':
      return <code>{piece.text}</code>;
    case 'strong':
      return <strong>{piece.text}</strong>;
    case 'em':
      return <em>{piece.text}</em>;
    case 'link':
      return (
        <a href={piece.href} rel="noreferrer">
          {piece.text}
        </a>
      );
    default:
      return piece.text;
  }
}
