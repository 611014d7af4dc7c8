'use client';
import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { rowOfEvent, type TimelineRow } from './timeline-rows';
import { useFollow } from './use-follow';
import type { ScrollToRow } from './virtual-rows';

type Told = {
  rows: readonly TimelineRow[];
  /** The number of the oldest event that is here. */
  first: number;
  earlier: number;
  loadEarlier: (upTo?: number) => Promise<void>;
  /** How many notes are on their way: writing one takes the writer to the end. */
  notes: number;
  /** Only a part is shown: who follows an event's address wants to see what stands around it. */
  narrowed: boolean;
  /** Whether an event is here but not shown, so that the view has to be widened for it. */
  isHidden: (seq: number) => boolean;
  showAll: () => void;
};

/** Where the reader is in the list: at its end, at a permalink, or where they scrolled to. */
export function usePlace(told: Told) {
  const { rows, first, notes } = told;
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { atEnd, following, toEnd, stop } = useFollow(scroller, content);
  const scrollToRow = useRef<ScrollToRow>(undefined);
  const shown = useRef<{ index: number; align: 'start' | 'center' }>(undefined);
  const count = useRef(0);
  count.current = rows.length;
  // When the list begins to draw only a part of itself, the reader stays where they were.
  const onReady = useCallback(
    (scroll: ScrollToRow | undefined) => {
      scrollToRow.current = scroll;
      if (following.current) scroll?.(count.current - 1, 'end');
      else if (shown.current) scroll?.(shown.current.index, shown.current.align);
    },
    [following],
  );
  const show = useCallback((index: number, id: string, align: 'start' | 'center') => {
    shown.current = { index, align };
    if (scrollToRow.current) scrollToRow.current(index, align);
    else document.getElementById(id)?.scrollIntoView({ block: align });
  }, []);
  const [arrived, setArrived] = useState<number>();
  const { goTo, going } = usePermalinks(told, (index, seq) => {
    stop();
    setArrived(seq);
    show(index, `e${seq}`, 'center');
  });
  useKeepPlace(rows, first, show);
  useEffect(() => {
    if (notes > 0) toEnd();
  }, [notes, toEnd]);
  return { scroller, content, atEnd, toEnd, onReady, goTo, going, arrived };
}

/** Goes to the event that the address names (#e12, #e12-L3-L9), loading what is older first. `goTo` goes to another. */
function usePermalinks({ rows, loadEarlier, earlier, narrowed, isHidden, showAll }: Told, show: (index: number, seq: number) => void) {
  const [wanted, setWanted] = useState<{ seq: number; among: 'shown' | 'all' }>();
  const want = (seq: number | undefined, among: 'shown' | 'all') => setWanted(seq ? { seq, among } : undefined);
  const follow = useEffectEvent(() => {
    const seq = eventOf(location.hash);
    if (seq && narrowed) showAll();
    want(seq, 'all');
  });
  const begin = useEffectEvent(() => want(eventOf(location.hash), 'shown'));
  useEffect(() => {
    begin();
    const onHash = () => follow();
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each wanted event and each change of what is here
  useEffect(() => {
    // The view is being widened: what is shown now is not what it is wanted among.
    if (!wanted || (wanted.among === 'all' && narrowed)) return;
    const { seq } = wanted;
    const index = rowOfEvent(rows, seq);
    if (index >= 0) {
      show(index, seq);
      setWanted(undefined);
    } else if (seq <= earlier) loadEarlier(seq).catch(() => setWanted(undefined));
    else if (isHidden(seq)) showAll();
  }, [wanted, rows, earlier, narrowed]);
  return { goTo: (seq: number) => want(seq, 'shown'), going: wanted !== undefined };
}

const eventOf = (hash: string) => Number(/^#e(\d{1,9})(?:-L[\dL-]*)?$/.exec(hash)?.[1]) || undefined;

/** When older events come in above, what was the first stays where it was. */
function useKeepPlace(rows: readonly TimelineRow[], first: number, show: (index: number, id: string, align: 'start') => void) {
  const before = useRef(first);
  useLayoutEffect(() => {
    const index = first < before.current ? rowOfEvent(rows, before.current) : -1;
    if (index >= 0) show(index, `e${before.current}`, 'start');
    before.current = first;
  }, [first, rows, show]);
}
