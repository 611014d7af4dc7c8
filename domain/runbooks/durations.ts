const UNITS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** "500ms", "30s", "2m" in milliseconds; null when it is none of them. */
export function parseDuration(text: string): number | null {
  const parts = /^(\d{1,7})(ms|s|m|h)$/.exec(text.trim());
  return parts ? Number(parts[1]) * (UNITS[parts[2] ?? ''] ?? 0) : null;
}
