import { type RefObject, useLayoutEffect, useState } from 'react';

const AT_END_PX = 24;

/** Keeps a growing frame at its end until the reader scrolls away, and again once they return. `grown` changes with its content. */
export function useFollow(frame: RefObject<HTMLElement | null>, initially: boolean, grown: unknown) {
  const [following, setFollowing] = useState(initially);
  useLayoutEffect(() => {
    if (following && grown && frame.current) frame.current.scrollTop = frame.current.scrollHeight;
  }, [following, grown, frame]);
  const onScroll = () => {
    const place = frame.current;
    if (place) setFollowing(place.scrollHeight - place.scrollTop - place.clientHeight < AT_END_PX);
  };
  return { following, setFollowing, onScroll };
}
