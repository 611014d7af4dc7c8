/** The first `limit` of what `toSorted(compare)` gives, without sorting the rest; at least one. */
export function firstInOrder<T>(found: Iterable<T>, compare: (a: T, b: T) => number, limit: number): T[] {
  const best: T[] = [];
  for (const each of found) {
    if (best.length >= limit && compare(each, best.at(-1) as T) >= 0) continue;
    let low = 0;
    for (let high = best.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (compare(each, best[middle] as T) < 0) high = middle;
      else low = middle + 1;
    }
    best.splice(low, 0, each);
    if (best.length > limit) best.pop();
  }
  return best;
}
