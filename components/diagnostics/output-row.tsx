import type { Row } from '@/components/live/output-log';
import { spansOf, styleFlags } from '@/components/live/sgr';
import { cx } from '@/components/ui/cx';
import { bytesInWords } from './bytes-in-words';
import { type MarkedSpan, markSpans } from './mark-spans';

/** Each of the sixteen colours as a pair that keeps 4.5:1 on the output's ground in both themes. */
const COLOURS = [
  'text-[light-dark(#171917,#8d9490)]',
  'text-[light-dark(#b3141d,#ff7b7b)]',
  'text-[light-dark(#17693a,#5cc88a)]',
  'text-[light-dark(#7d5a00,#e3bd52)]',
  'text-[light-dark(#1b57b0,#84b7f6)]',
  'text-[light-dark(#86198a,#e591e8)]',
  'text-[light-dark(#0a6570,#5bc9d6)]',
  'text-[light-dark(#474c48,#d5d9d6)]',
  'text-[light-dark(#61675f,#8d9490)]',
  'text-[light-dark(#c2131d,#ff9b9b)]',
  'text-[light-dark(#116b36,#86e0ab)]',
  'text-[light-dark(#745300,#f2d67e)]',
  'text-[light-dark(#0f4fc0,#a9cdfb)]',
  'text-[light-dark(#9a1c9e,#f1b5f3)]',
  'text-[light-dark(#05606b,#8de0ea)]',
  'text-[light-dark(#171917,#ffffff)]',
] as const;

/** Classes of a style. A background becomes a faint ground under plain text: any pair of colours stays readable. */
function classOf(style: number): string {
  const colour = style & 31;
  const ground = ((style >> 5) & 31) > 0 || (style & styleFlags.inverse) > 0;
  return cx(
    ground ? 'bg-ink/12' : colour > 0 && COLOURS[colour - 1],
    (style & styleFlags.bold) > 0 && 'font-semibold',
    (style & styleFlags.italic) > 0 && 'italic',
    (style & styleFlags.underline) > 0 && 'underline',
    (style & styleFlags.strike) > 0 && 'line-through',
  );
}

export type RowProps = {
  row: Row;
  needle?: string;
  wrap?: boolean;
  selected?: boolean;
  current?: boolean;
  /** What stands before the line in its address: "#", "#e12-", "/runs/…#". */
  href: string;
  onPick?: (line: number, extend: boolean) => void;
};

/** One line of output: its number (a link), E where it came by stderr, and its text. */
export function OutputRow({ row, needle = '', wrap = false, selected = false, current = false, href, onPick }: RowProps) {
  if (row.kind === 'gap') return <GapRow bytes={row.gap.bytes} lines={row.gap.lines} />;
  const stderr = row.streams[0]?.[1] === 'stderr';
  const number = row.number + 1;
  return (
    <div className={cx('flex min-h-5 pr-3', selected && 'bg-ink/10', current && 'bg-warn/20')}>
      <a
        href={`${href}L${number}`}
        tabIndex={-1}
        aria-label={`Line ${number}`}
        onClick={(event) => {
          if (!onPick) return;
          event.preventDefault();
          onPick(number, event.shiftKey);
        }}
        className={cx('w-14 shrink-0 pr-2 text-right select-none hover:text-ink', selected || current ? 'text-ink' : 'text-ink-3')}
      >
        {number}
      </a>
      <span className="w-4 shrink-0 font-semibold select-none" title={stderr ? 'stderr' : undefined}>
        {stderr && (
          <>
            <span aria-hidden="true">E</span>
            <span className="sr-only">stderr: </span>
          </>
        )}
      </span>
      <span className={wrap ? 'min-w-0 break-all whitespace-pre-wrap' : 'whitespace-pre'}>
        {markSpans(spansOf(row.text, row.style), needle).map((span) => (
          <TextSpan key={span.at} {...span} />
        ))}
      </span>
    </div>
  );
}

function TextSpan({ text, style, mark }: MarkedSpan) {
  if (mark) return <mark className="bg-ink text-ground">{text}</mark>;
  const className = classOf(style);
  return className ? <span className={className}>{text}</span> : text;
}

function GapRow({ bytes, lines }: { bytes: number; lines: number }) {
  return (
    <div className="flex h-5 items-center gap-2 bg-ink/8 pl-18 text-ink-2">
      … {lines > 0 && `${lines.toLocaleString('en')} lines, `}
      {bytesInWords(bytes)} not shown here: download the whole output to see them
    </div>
  );
}
