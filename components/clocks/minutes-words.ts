const UNITS = { d: 1_440, h: 60, min: 1 } as const;
const PART = /^(\d{1,6})\s*(days?|d|hours?|h|minutes?|min|m)?\s*/i;

/** A length of time as a person writes it, in minutes: "15", "15 min", "1 h 30 min", "3 d". Null when it is none. */
export function minutesFromWords(words: string): number | null {
  let rest = words.trim();
  if (!rest) return null;
  let total = 0;
  while (rest) {
    const part = PART.exec(rest);
    if (!part) return null;
    const unit = (part[2] ?? 'min').toLowerCase().charAt(0);
    total += Number(part[1]) * (unit === 'd' ? UNITS.d : unit === 'h' ? UNITS.h : UNITS.min);
    rest = rest.slice(part[0].length);
  }
  return total;
}

/** The same the other way: 90 is "1 h 30 min". */
export function minutesInWords(minutes: number): string {
  let rest = minutes;
  const parts: string[] = [];
  for (const [unit, size] of Object.entries(UNITS)) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${count} ${unit}`);
    rest -= count * size;
  }
  return parts.join(' ') || '0 min';
}
