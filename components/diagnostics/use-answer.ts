'use client';
import { useEffect, useState } from 'react';

/** What the console answers at an address, once it has; nothing while there is no address, or where it cannot be had. Asked again for another `turn`. */
export function useAnswer<T>(address: string | null, turn = 0): T | undefined {
  const [answer, setAnswer] = useState<{ address: string; value: T }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn asks again
  useEffect(() => {
    if (!address) return;
    const gone = new AbortController();
    fetch(address, { signal: gone.signal })
      .then((response) => (response.ok ? response.json() : undefined))
      .then((value: T | undefined) => value !== undefined && setAnswer({ address, value }))
      .catch(() => {});
    return () => gone.abort();
  }, [address, turn]);
  return answer?.address === address ? answer?.value : undefined;
}
