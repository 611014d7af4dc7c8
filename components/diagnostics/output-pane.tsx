'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import type { OutputLog } from '@/components/live/output-log';
import { cx } from '@/components/ui/cx';
import { OutputRow } from './output-row';
import { OutputTools } from './output-tools';
import { useFollow } from './use-follow';
import { useLineRange } from './use-line-range';
import { useOutputSearch } from './use-output-search';

const ROW_PX = 20;
const PANE_ROWS_OVER = 24;

type PaneProps = { runId: string; log: OutputLog; version: number; running: boolean; atEnd: boolean; own: boolean; anchor?: string };

/** The whole viewer: only the rows in sight are in the page, whatever their number. Default export, for lazy loading. */
export default function OutputPane({ runId, log, version, running, atEnd, own, anchor }: PaneProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [wrap, setWrap] = useState(() => matchMedia('(max-width: 40rem)').matches);
  const search = useOutputSearch(log);
  const virtual = useVirtualizer({
    count: log.rows,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: PANE_ROWS_OVER,
  });
  // After the virtualizer, which begins by scrolling to its own start.
  const { following, setFollowing, watch } = useFollow(frame, atEnd, `${version} ${wrap}`);
  const reach = (row: number) => {
    setFollowing(false);
    virtual.scrollToIndex(row, { align: 'center' });
  };
  const range = useLineRange(anchor, (line) => reach(log.rowOfLine(line - 1)), log.rows);
  useScrollToMatch(search.row, reach);

  function changeWrap(next: boolean) {
    setWrap(next);
    virtual.measure();
  }
  function onKeyDown(event: KeyboardEvent) {
    const plain = event.target === frame.current && !event.metaKey && !event.ctrlKey && !event.altKey;
    if (!plain || (event.key !== 'n' && event.key !== 'N')) return;
    event.preventDefault();
    search.step(event.key === 'n' ? 1 : -1);
  }
  const items = virtual.getVirtualItems();
  const rows = items.map(({ index }) => {
    const row = log.row(index);
    const selected = row?.kind === 'line' && range.has(row.number + 1);
    const links = anchor === undefined ? { href: `/runs/${runId}#` } : { href: `#${anchor}`, onPick: range.pick };
    return (
      <div key={index} data-index={index} ref={wrap ? virtual.measureElement : undefined}>
        {row && <OutputRow row={row} needle={search.needle} wrap={wrap} selected={selected} current={index === search.row} {...links} />}
      </div>
    );
  });
  return (
    <div className="relative">
      <OutputTools runId={runId} log={log} search={search} wrap={wrap} onWrap={changeWrap} range={range.range} running={running} />
      <div
        ref={frame}
        role="log"
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label="Lines"
        {...watch}
        onKeyDown={onKeyDown}
        className={cx(
          'overflow-auto overscroll-contain rounded-md border border-line bg-sunken py-1 font-mono text-sm',
          own ? 'max-h-[75vh]' : 'max-h-96',
        )}
      >
        <div className="relative" style={{ height: virtual.getTotalSize() }}>
          <div
            className={cx('absolute top-0 left-0 min-w-full', wrap ? 'w-full' : 'w-max')}
            style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}
          >
            {rows}
          </div>
        </div>
      </div>
      {!following && running && <FollowButton onPress={() => setFollowing(true)} />}
    </div>
  );
}

function FollowButton({ onPress }: { onPress: () => void }) {
  return (
    <button
      type="button"
      onClick={onPress}
      className="absolute right-4 bottom-3 rounded-md bg-ink px-2 py-1 text-sm text-ground shadow-over"
    >
      Follow the end
    </button>
  );
}

function useScrollToMatch(row: number | undefined, reach: (row: number) => void): void {
  const last = useRef<number | undefined>(undefined);
  useLayoutEffect(() => {
    if (row === last.current) return;
    last.current = row;
    if (row !== undefined) reach(row);
  });
}
