/** A piece of a statement as Postgres's own scanner would cut it; strings, quoted names and comments are never looked into. */
type Piece = { kind: 'text' | 'opaque' | 'param'; text: string };

export type ScannedSql = {
  /** Names of `:name` in the order of their first use. */
  paramNames: string[];
  /** The same statement with $1, $2, … and the name that each stands for. */
  rewritten: { text: string; params: string[] };
  /** Rough number of lexical tokens: bounds what the parser is asked to do. */
  tokens: number;
  /** The text already holds $1, $2, …, which nothing would fill. */
  positional: boolean;
};

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;
const IDENTIFIER_CHAR = /[A-Za-z0-9_$\u0080-\uffff]/;

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function endOfQuoted(text: string, start: number, quote: string, backslashes: boolean): number {
  for (let i = start + 1; i < text.length; i++) {
    if (backslashes && text[i] === '\\') i++;
    else if (text[i] === quote) {
      if (text[i + 1] !== quote) return i + 1;
      i++;
    }
  }
  return text.length;
}

function endOfBlockComment(text: string, start: number): number {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    if (text.startsWith('/*', i)) {
      depth++;
      i++;
    } else if (text.startsWith('*/', i)) {
      depth--;
      i++;
      if (depth === 0) return i + 1;
    }
  }
  return text.length;
}

/** Where the string, quoted name or comment that begins at `at` ends; `at` itself when none begins there. */
function endOfOpaque(text: string, at: number): number {
  const char = text[at];
  const before = text[at - 1] ?? '';
  if (char === "'") {
    const escapes = /[eE]/.test(before) && !IDENTIFIER_CHAR.test(text[at - 2] ?? '');
    return endOfQuoted(text, at, "'", escapes);
  }
  if (char === '"') return endOfQuoted(text, at, '"', false);
  if (char === '-' && text[at + 1] === '-') {
    const newline = text.indexOf('\n', at);
    return newline === -1 ? text.length : newline;
  }
  if (char === '/' && text[at + 1] === '*') return endOfBlockComment(text, at);
  if (char === '$' && !IDENTIFIER_CHAR.test(before)) {
    const tag = matchAt(DOLLAR_TAG, text, at);
    if (!tag) return at;
    const end = text.indexOf(tag, at + tag.length);
    return end === -1 ? text.length : end + tag.length;
  }
  return at;
}

function paramAt(text: string, at: number): string | null {
  if (text[at] !== ':' || text[at - 1] === ':') return null;
  return matchAt(NAME, text, at + 1);
}

function* pieces(text: string): Generator<Piece> {
  let plainFrom = 0;
  for (let i = 0; i < text.length; ) {
    const end = endOfOpaque(text, i);
    const param = end === i ? paramAt(text, i) : null;
    if (end === i && !param) {
      i++;
      continue;
    }
    if (plainFrom < i) yield { kind: 'text', text: text.slice(plainFrom, i) };
    yield param ? { kind: 'param', text: param } : { kind: 'opaque', text: text.slice(i, end) };
    i = param ? i + 1 + param.length : end;
    plainFrom = i;
  }
  if (plainFrom < text.length) yield { kind: 'text', text: text.slice(plainFrom) };
}

/**
 * Finds `:name` parameters and turns them into $1, $2, …. A `::cast`, a `:=`, and anything inside strings, quoted names,
 * dollar quotes and comments is left alone. Never throws.
 */
export function scanSql(text: string): ScannedSql {
  const params: string[] = [];
  let out = '';
  let tokens = 0;
  let positional = false;
  for (const piece of pieces(text)) {
    if (piece.kind === 'param') {
      if (!params.includes(piece.text)) params.push(piece.text);
      out += `$${params.indexOf(piece.text) + 1}`;
      tokens++;
      continue;
    }
    out += piece.text;
    if (piece.kind === 'opaque') tokens++;
    else {
      tokens += piece.text.match(/[A-Za-z0-9_\u0080-\uffff]+|[^\sA-Za-z0-9_\u0080-\uffff]/g)?.length ?? 0;
      positional ||= /(?:^|[^A-Za-z0-9_$\u0080-\uffff])\$\d/.test(piece.text);
    }
  }
  return { paramNames: params, rewritten: { text: out, params }, tokens, positional };
}

/** One statement of several, with the comments before it; lines count from 1. */
export type Statement = { text: string; line: number };

/** Cuts a text at each `;` that ends a statement: not within strings, quoted names, dollar quotes and comments. */
export function splitStatements(text: string): Statement[] {
  const statements: Statement[] = [];
  let current = '';
  let line = 1;
  let holdsCode = false;
  const end = () => {
    if (holdsCode) statements.push({ text: current, line });
    else if (current.trim() && statements.length) (statements.at(-1) as Statement).text += current;
    else if (current.trim()) statements.push({ text: current, line });
    line += current.split('\n').length - 1;
    current = '';
    holdsCode = false;
  };
  for (const piece of pieces(text)) {
    if (piece.kind === 'param') current += `:${piece.text}`;
    else if (piece.kind === 'opaque') current += piece.text;
    else {
      const parts = piece.text.split(';');
      for (const [index, part] of parts.entries()) {
        current += part;
        holdsCode ||= /\S/.test(part);
        if (index === parts.length - 1) continue;
        current += ';';
        end();
      }
      continue;
    }
    holdsCode ||= piece.kind === 'param' || !/^(?:--|\/\*)/.test(piece.text);
  }
  end();
  return statements;
}
