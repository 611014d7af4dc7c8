import type { KindFormat } from './kind-format';

/** A script; inputs as variables of its environment. */
export const bash: KindFormat = {
  aliases: ['sh', 'shell'],
  changes: true,
  namedValues: (body) => Array.from(body.matchAll(/\bINPUT_([A-Z][A-Z0-9_]*)/g), (match) => (match[1] ?? '').toLowerCase()),
  writtenAs: (name) => `INPUT_${name.toUpperCase()}`,
  fields: ['exit_code', 'signal', 'stdout', 'stderr', 'lines', 'json', 'bounded', 'sandbox', 'network'],
};
