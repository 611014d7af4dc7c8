export const MOST_LABELS = 50;
export const LONGEST_LABEL = 1_000;
export const LABEL_NAME = /^[a-zA-Z_][\w.-]{0,99}$/;
const LABEL = /^\s*([a-zA-Z_][\w.-]{0,99})\s*[=:]\s*(?:"((?:[^"\\]|\\.)*)"|(.*?))\s*$/;

/** Cuts at commas that stand outside of quotes. */
const pieces = (line: string): string[] => line.match(/(?:"(?:[^"\\]|\\.)*"|[^,])+/g) ?? [];

/**
 * Labels as people paste them: a line each, or `{name="value", …}` as alerts print them. The line that is none, where one is.
 */
export function readLabels(text: string): { labels: Record<string, string> } | { wrong: string } {
  const labels: Record<string, string> = {};
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  for (const line of lines) {
    const inBraces = /^\{(.*)\}$/s.exec(line)?.[1];
    for (const piece of (inBraces === undefined && !/"\s*,/.test(line) ? [line] : pieces(inBraces ?? line)).filter((one) => one.trim())) {
      const [, name, quoted, bare = ''] = LABEL.exec(piece) ?? [];
      if (!name) return { wrong: piece.trim().slice(0, 100) };
      labels[name] = quoted === undefined ? bare : quoted.replace(/\\(["\\])/g, '$1');
    }
  }
  return { labels };
}

/** Why a runbook is suggested. */
export type Reason =
  | { by: 'alert'; alert: string }
  | { by: 'link'; url: string }
  /** `section` is where in the runbook the text leads; "top" is the whole of it. */
  | { by: 'signature'; signature: string; section: string }
  | { by: 'title'; alert: string }
  | { by: 'service'; service: string };
export type Suggestion = { slug: string; title: string; summary: string; service: string; reasons: Reason[] };

const WEIGHT = { alert: 50, link: 40, signature: 30, title: 20, service: 1 } satisfies Record<Reason['by'], number>;
const MOST_SUGGESTIONS = 5;
/** To be of the same service says little: so few are named for that alone. */
const MOST_BY_SERVICE = 3;

const weightOf = (reasons: readonly Reason[]) => reasons.reduce((sum, { by }) => sum + WEIGHT[by], 0);

/** The best first, those alike as they come, and only a few of those that merely belong to the service. */
export function inOrder(suggestions: readonly Suggestion[]): Suggestion[] {
  const ordered = suggestions.toSorted((a, b) => weightOf(b.reasons) - weightOf(a.reasons));
  const telling = ordered.filter(({ reasons }) => reasons.some(({ by }) => by !== 'service'));
  const alike = ordered.filter((suggestion) => !telling.includes(suggestion)).slice(0, Math.max(0, MOST_BY_SERVICE - telling.length));
  return [...telling, ...alike].slice(0, MOST_SUGGESTIONS);
}
