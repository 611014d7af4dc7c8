const KEPT_CHARACTERS = 64 * 1024;

/** Keeps the end of a text that comes in pieces, and counts its lines. */
export function makeTail(kept = KEPT_CHARACTERS) {
  const pieces: string[] = [];
  let held = 0;
  let total = 0;
  let lines = 0;
  let last = '\n';
  const text = () => pieces.join('').slice(-kept);
  return {
    push(piece: string): void {
      if (!piece) return;
      for (let at = piece.indexOf('\n'); at >= 0; at = piece.indexOf('\n', at + 1)) lines += 1;
      last = piece.at(-1) as string;
      pieces.push(piece);
      held += piece.length;
      total += piece.length;
      while (held - (pieces[0]?.length ?? 0) >= kept) held -= pieces.shift()?.length ?? 0;
    },
    text,
    /** A last line without its end counts too. */
    lines: () => lines + (last === '\n' ? 0 : 1),
    /** All of it, or nothing when some was let go. */
    whole: () => (total <= kept ? text() : undefined),
  };
}
