'use client';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

const NEAR_PX = 48;

/**
 * Keeps a scrolled list at its end while the reader is there, and leaves it alone otherwise. `atEnd` is false once they
 * scrolled up; `toEnd` takes them back.
 */
export function useFollow(scroller: RefObject<HTMLElement | null>, content: RefObject<HTMLElement | null>) {
  const following = useRef(true);
  const [atEnd, setAtEnd] = useState(true);
  const set = useCallback((value: boolean) => {
    following.current = value;
    setAtEnd(value);
  }, []);
  const toEnd = useCallback(() => {
    set(true);
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }, [scroller, set]);
  useEffect(() => {
    const box = scroller.current;
    const inside = content.current;
    if (!box || !inside) return;
    let height = box.scrollHeight;
    const onScroll = () => {
      // Growth moves the end away before we can follow; only the reader's own scrolling counts.
      if (box.scrollHeight === height) set(box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX);
    };
    const observer = new ResizeObserver(() => {
      if (following.current) box.scrollTop = box.scrollHeight;
      height = box.scrollHeight;
    });
    observer.observe(inside);
    observer.observe(box);
    box.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', onScroll);
    };
  }, [scroller, content, set]);
  const stop = useCallback(() => set(false), [set]);
  return { atEnd, following, toEnd, stop };
}
