import { useEffect, useEffectEvent, useRef, useState } from 'react';

export type LineRange = { from: number; to: number } | null;

/** Reads "#L10" or "#L10-L20" behind what stands before it in the address ("e12-"); lines count from 1. */
export function lineRange(hash: string, anchor = ''): LineRange {
  if (!hash.startsWith(`#${anchor}L`)) return null;
  const [, first, last] = /^L(\d{1,9})(?:-L?(\d{1,9}))?$/.exec(hash.slice(anchor.length + 1)) ?? [];
  if (!first) return null;
  const a = Number(first);
  const b = Number(last ?? first);
  return { from: Math.min(a, b), to: Math.max(a, b) };
}

/** The lines that the address names behind `anchor`; picking others changes the address. Without an anchor none are named here. */
export function useLineRange(anchor: string | undefined, scrollTo: (line: number) => void, rows: number) {
  const [range, setRange] = useState<LineRange>(null);
  const shown = useRef(false);
  const read = useEffectEvent(() => {
    const asked = anchor === undefined ? null : lineRange(location.hash, anchor);
    setRange(asked);
    shown.current = !asked;
  });
  useEffect(() => {
    read();
    const onHash = () => read();
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, []);
  const reach = useEffectEvent((line: number) => scrollTo(line));
  useEffect(() => {
    if (!range || shown.current || rows < range.from) return;
    shown.current = true;
    reach(range.from);
  }, [range, rows]);

  function pick(line: number, extend: boolean) {
    const next = extend && range ? { from: Math.min(range.from, line), to: Math.max(range.from, line) } : { from: line, to: line };
    shown.current = true;
    setRange(next);
    const lines = next.to > next.from ? `L${next.from}-L${next.to}` : `L${next.from}`;
    history.replaceState(history.state, '', `#${anchor ?? ''}${lines}`);
  }
  return { range, pick, has: (line: number) => range !== null && line >= range.from && line <= range.to };
}
