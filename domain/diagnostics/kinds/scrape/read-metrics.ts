/** One series of a page of metrics. */
export type Sample = { name: string; labels: Record<string, string>; value: number };

const LINE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?:[^"}]|"(?:\\.|[^"\\])*")*\})?[ \t]+(\S+)(?:[ \t]+-?\d+(?:\.\d+)?)?(?:[ \t]+#.*)?$/;
const LABEL = /\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*=\s*"((?:\\.|[^"\\])*)"\s*(?:,|$)/y;
const ESCAPES: Record<string, string> = { n: '\n', '"': '"', '\\': '\\' };

function readLabels(text: string): Record<string, string> | null {
  const labels: Record<string, string> = {};
  for (LABEL.lastIndex = 0; LABEL.lastIndex < text.length; ) {
    const found = LABEL.exec(text);
    if (!found) return null;
    labels[found[1] ?? ''] = (found[2] ?? '').replace(/\\(.)/g, (whole, sign: string) => ESCAPES[sign] ?? whole);
  }
  return labels;
}

function readNumber(text: string): number {
  if (/^[+]?inf$/i.test(text)) return Number.POSITIVE_INFINITY;
  if (/^-inf$/i.test(text)) return Number.NEGATIVE_INFINITY;
  return /^nan$/i.test(text) ? Number.NaN : /^[+-]?(?:\d|\.\d)/.test(text) ? Number(text) : Number.NaN;
}

/** Reads the text format of Prometheus and OpenMetrics. `unreadable` counts lines that are neither a comment nor a series. */
export function readMetrics(text: string): { samples: Sample[]; unreadable: number } {
  const samples: Sample[] = [];
  let unreadable = 0;
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (!line || line.startsWith('#')) continue;
    const [, name, braces, value = ''] = LINE.exec(line) ?? [];
    const labels = braces ? readLabels(braces.slice(1, -1)) : {};
    const isNumber = /^[+-]?(?:inf|nan)$/i.test(value) || !Number.isNaN(readNumber(value));
    if (name && labels && isNumber) samples.push({ name, labels, value: readNumber(value) });
    else unreadable += 1;
  }
  return { samples, unreadable };
}
