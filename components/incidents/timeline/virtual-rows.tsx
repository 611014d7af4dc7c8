'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useLayoutEffect } from 'react';
import type { TimelineRow } from './timeline-rows';

const ROW_PX = 40;

/** Brings a row into view. */
export type ScrollToRow = (index: number, align: 'start' | 'center' | 'end') => void;

type VirtualRowsProps = {
  rows: readonly TimelineRow[];
  scroller: RefObject<HTMLElement | null>;
  draw: (row: TimelineRow) => ReactNode;
  onReady: (scrollToRow: ScrollToRow | undefined) => void;
};

/** Draws only the rows near what is seen; each is measured once drawn. */
export default function VirtualRows({ rows, scroller, draw, onReady }: VirtualRowsProps) {
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 12,
  });
  const { scrollToIndex } = virtual;
  useLayoutEffect(() => {
    onReady((index, align) => scrollToIndex(index, { align }));
    return () => onReady(undefined);
  }, [onReady, scrollToIndex]);
  return (
    <ol data-list="apart" className="relative" style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map(({ key, index, start }) => {
        const row = rows[index];
        return (
          row && (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              aria-posinset={index + 1}
              aria-setsize={rows.length}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${start}px)` }}
            >
              {draw(row)}
            </li>
          )
        );
      })}
    </ol>
  );
}
