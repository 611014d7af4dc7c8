type Numbered = { seq: number };

/** Both lists as one, by number, each once; the same list when nothing is new. What comes whole after or before it is only put there. */
export function mergeTimeline<T extends Numbered>(items: readonly T[], more: readonly T[]): readonly T[] {
  const first = items[0]?.seq ?? Number.POSITIVE_INFINITY;
  const last = items.at(-1)?.seq ?? 0;
  if (isRising(more)) {
    if (items.length === 0) return more.length ? [...more] : items;
    if ((more[0]?.seq ?? 0) > last) return [...items, ...more];
    if ((more.at(-1)?.seq ?? first) < first) return [...more, ...items];
  }
  const known = new Set(items.map(({ seq }) => seq));
  const fresh = more.filter(({ seq }) => !known.has(seq) && known.add(seq));
  if (fresh.length === 0) return items;
  return [...items, ...fresh].sort((a, b) => a.seq - b.seq);
}

const isRising = (list: readonly Numbered[]): boolean => list.every(({ seq }, at) => at === 0 || seq > (list[at - 1]?.seq ?? seq));

/** After which number an event is missing, or undefined when there is no gap from the first to the last. */
export function gapAfter(items: readonly Numbered[]): number | undefined {
  for (let i = 1; i < items.length; i++) {
    const before = items[i - 1]?.seq ?? 0;
    if ((items[i]?.seq ?? 0) > before + 1) return before;
  }
  return undefined;
}
