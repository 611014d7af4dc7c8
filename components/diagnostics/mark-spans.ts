import type { Span } from '@/components/live/sgr';

/** `at` is where it begins in the line, in characters. */
export type MarkedSpan = Span & { mark: boolean; at: number };

/** Cuts spans so that every occurrence of the needle (lower case) in the whole line is marked, also across styles. */
export function markSpans(spans: Span[], needle: string): MarkedSpan[] {
  const line = spans
    .map((span) => span.text)
    .join('')
    .toLowerCase();
  const edges: number[] = [];
  for (let at = needle ? line.indexOf(needle) : -1; at >= 0; at = line.indexOf(needle, at + needle.length))
    edges.push(at, at + needle.length);
  const marked: MarkedSpan[] = [];
  let from = 0;
  for (const { text, style } of spans) {
    const to = from + text.length;
    const cuts = [from, ...edges.filter((edge) => edge > from && edge < to), to];
    for (let i = 1; i < cuts.length; i++) {
      const start = cuts[i - 1] ?? from;
      const passed = edges.filter((edge) => edge <= start).length;
      marked.push({ text: text.slice(start - from, (cuts[i] ?? to) - from), style, mark: passed % 2 === 1, at: start });
    }
    from = to;
  }
  return marked.filter((span) => span.text);
}
