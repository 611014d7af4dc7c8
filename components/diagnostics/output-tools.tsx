import { useEffect, useEffectEvent, useState } from 'react';
import type { OutputLog } from '@/components/live/output-log';
import { Button, buttonClass } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { bytesInWords } from './bytes-in-words';
import type { LineRange } from './use-line-range';
import type { OutputSearch } from './use-output-search';

const ANNOUNCE_MS = 5_000;

type ToolsProps = {
  runId: string;
  log: OutputLog;
  search: OutputSearch;
  wrap: boolean;
  onWrap: (wrap: boolean) => void;
  range: LineRange;
  running: boolean;
};

/** How much there is, search, wrap, copy, and the whole as a file. */
export function OutputTools({ runId, log, search, wrap, onWrap, range, running }: ToolsProps) {
  const lines = `${log.uncounted ? 'more than ' : ''}${log.lines.toLocaleString('en')} ${log.lines === 1 ? 'line' : 'lines'}`;
  return (
    <div className="flex flex-wrap items-center gap-x-1 gap-y-1 pb-1 text-sm text-ink-3">
      <span className="mr-auto whitespace-nowrap">
        {lines}, {bytesInWords(log.next)}
      </span>
      <Search search={search} />
      <Button
        size="sm"
        look="quiet"
        aria-pressed={wrap}
        onClick={() => onWrap(!wrap)}
        className={wrap ? 'underline underline-offset-4' : undefined}
      >
        Wrap
      </Button>
      <Button size="sm" look="quiet" onClick={() => copyText(log, range)}>
        {range ? `Copy lines ${range.from}–${range.to}` : 'Copy all'}
      </Button>
      <a className={buttonClass('quiet', 'sm')} href={`/api/v1/runs/${runId}/output.txt`} download={`run-${runId}.txt`}>
        Download
      </a>
      <Announcement lines={lines} running={running} />
    </div>
  );
}

function Search({ search: { typed, setNeedle, found, at, step } }: { search: OutputSearch }) {
  return (
    <span className="flex items-center gap-1">
      <input
        type="search"
        aria-label="Search in the output"
        placeholder="Search output"
        value={typed}
        onChange={(event) => setNeedle(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
          if (event.key === 'Escape') setNeedle('');
        }}
        className="h-7 w-36 rounded-md border border-edge [&::-webkit-search-cancel-button]:appearance-none bg-surface px-2 text-sm text-ink touch:h-10 touch:text-md"
      />
      {typed && found && (
        <>
          <span aria-live="polite" className="min-w-14 text-center whitespace-nowrap">
            {found.length === 0 ? 'none' : `${at + 1} of ${found.length.toLocaleString('en')}`}
          </span>
          <Button
            size="sm"
            look="quiet"
            aria-label="Previous match"
            title="Previous match (N)"
            disabled={found.length === 0}
            onClick={() => step(-1)}
          >
            ↑
          </Button>
          <Button
            size="sm"
            look="quiet"
            aria-label="Next match"
            title="Next match (n)"
            disabled={found.length === 0}
            onClick={() => step(1)}
          >
            ↓
          </Button>
        </>
      )}
    </span>
  );
}

/** Tells screen readers how much has come, now and then; never the lines themselves. */
function Announcement({ lines, running }: { lines: string; running: boolean }) {
  const [said, setSaid] = useState('');
  const say = useEffectEvent(() => setSaid(`${lines} of output`));
  useEffect(() => {
    if (!running) return say();
    const timer = setInterval(() => say(), ANNOUNCE_MS);
    return () => clearInterval(timer);
  }, [running]);
  return (
    <span aria-live="polite" className="sr-only">
      {said}
    </span>
  );
}

function copyText(log: OutputLog, range: LineRange): void {
  const rows = range ? [log.rowOfLine(range.from - 1), log.rowOfLine(range.to - 1) + 1] : [0, log.rows];
  const text = new Blob([...log.text(rows[0], rows[1])], { type: 'text/plain' });
  const written = navigator.clipboard ? navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]) : Promise.reject();
  written.then(
    () => toast(range ? `Copied lines ${range.from} to ${range.to}.` : 'Copied the output.'),
    () => toast('Your browser refused the clipboard. Download the output instead.'),
  );
}
