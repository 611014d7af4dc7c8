import type { Kind } from './schema';
import { scanSql } from './sql-params';

const braces = (body: string) => Array.from(body.matchAll(/\{([a-z][a-z0-9_]*)\}/g), (match) => match[1] ?? '');
const environment = (body: string) => Array.from(body.matchAll(/\bINPUT_([A-Z][A-Z0-9_]*)/g), (match) => (match[1] ?? '').toLowerCase());

/** `{credential}` in a header is the target's own, not an input. */
const httpBraces = (body: string) => braces(body).filter((name) => name !== 'credential');

const NAMED: Record<Kind, (body: string) => string[]> = {
  sql: (body) => scanSql(body).paramNames,
  http: httpBraces,
  tcp: braces,
  dns: braces,
  tls: braces,
  host: braces,
  bash: environment,
};

/** How a body of that kind writes the value `name`. */
export function writtenAs(kind: Kind, name: string): string {
  if (kind === 'sql') return `:${name}`;
  return kind === 'bash' ? `INPUT_${name.toUpperCase()}` : `{${name}}`;
}

/** The inputs and exported values that a block's body names, each once, in order. */
export const namedValues = (kind: Kind, body: string): string[] => [...new Set(NAMED[kind](body))];
