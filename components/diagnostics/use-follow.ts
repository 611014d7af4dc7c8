import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

const AT_END_PX = 24;

/** Keeps a growing frame at its end until the reader scrolls up, and again once they return. `grown` changes with its content. */
export function useFollow(frame: RefObject<HTMLElement | null>, initially: boolean, grown: unknown) {
  const [following, setFollowing] = useState(initially);
  const lastTop = useRef(0);
  useLayoutEffect(() => {
    const place = frame.current;
    if (!following || !grown || !place) return;
    place.scrollTop = place.scrollHeight;
    lastTop.current = place.scrollTop;
  }, [following, grown, frame]);
  const onScroll = () => {
    const place = frame.current;
    if (!place) return;
    // The event comes late: more may have grown since we scrolled, so only a move upwards is the reader's.
    if (place.scrollTop < lastTop.current - AT_END_PX) setFollowing(false);
    else if (place.scrollHeight - place.scrollTop - place.clientHeight < AT_END_PX) setFollowing(true);
    lastTop.current = place.scrollTop;
  };
  return { following, setFollowing, onScroll };
}
