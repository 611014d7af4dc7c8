/** Why a text is no JSON, in words that say what to do; `line` counts from 1. */
export type JsonProblem = { problem: string; line: number };

/** Everything before the comment that begins at the end of it: strings hold // too, and are passed over. */
const COMMENT = /^(?:[^"/]|"(?:\\.|[^"\\])*"|\/(?![/*]))*(?=\/[/*])/;
const TRAILING_COMMA = /^(?:[^",]|"(?:\\.|[^"\\])*"|,(?!\s*[}\]]))*(?=,\s*[}\]])/;
const SINGLE_QUOTED = /^(?:[^"']|"(?:\\.|[^"\\])*")*(?=')/;

const lineAt = (text: string, at: number) => text.slice(0, at).split('\n').length;

function explain(text: string, error: Error): JsonProblem {
  const known: [RegExp, string][] = [
    [COMMENT, 'JSON knows no comments: remove what begins with // or /*'],
    [TRAILING_COMMA, 'JSON knows no comma after the last item: remove it'],
    [SINGLE_QUOTED, 'JSON knows only "double quotes"'],
  ];
  for (const [pattern, problem] of known) {
    const before = pattern.exec(text)?.[0];
    if (before !== undefined) return { problem, line: lineAt(text, before.length) };
  }
  const position = Number(/position (\d+)/.exec(error.message)?.[1] ?? text.length);
  return { problem: `it is no JSON: ${error.message.replace(/ in JSON at position.*| \(line.*/, '')}`, line: lineAt(text, position) };
}

/** Reads JSON as RFC 8259 has it; what people write instead is named. */
export function readStrictJson(text: string): { value: unknown } | JsonProblem {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return explain(text, error as Error);
  }
}

/** A copy of a tree in which each text is what `change` makes of it; keys stay. */
export function mapStrings(value: unknown, change: (text: string) => unknown): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => mapStrings(each, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapStrings(each, change)]));
}
