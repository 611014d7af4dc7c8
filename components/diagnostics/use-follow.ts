import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

const AT_END_PX = 24;
/** A move this soon after a wheel, touch, key or press is the reader's; others come from content that grew or was let go. */
const READERS_MS = 1_000;

/** Keeps a growing frame at its end until the reader scrolls up, and again once they return. `grown` changes with its content. */
export function useFollow(frame: RefObject<HTMLElement | null>, initially: boolean, grown: unknown) {
  const [following, setFollowing] = useState(initially);
  const touchedAt = useRef(Number.NEGATIVE_INFINITY);
  useLayoutEffect(() => {
    if (following && grown && frame.current) frame.current.scrollTop = frame.current.scrollHeight;
  }, [following, grown, frame]);
  const onTouch = () => {
    touchedAt.current = performance.now();
  };
  const onScroll = () => {
    const place = frame.current;
    if (!place) return;
    if (place.scrollHeight - place.scrollTop - place.clientHeight < AT_END_PX) setFollowing(true);
    else if (performance.now() - touchedAt.current < READERS_MS) setFollowing(false);
  };
  return {
    following,
    setFollowing,
    watch: { onScroll, onWheel: onTouch, onTouchMove: onTouch, onPointerDown: onTouch, onKeyDownCapture: onTouch },
  };
}
