import type { InputValue, RunnerRequest } from './schema';

/** Puts values where `{name}` stands. A name that is no value stays as it is: braces are common in JSON. */
export function fillIn(
  text: string,
  values: Readonly<Record<string, InputValue>>,
  known: readonly string[],
  encode: (value: string) => string,
): string {
  return text.replace(/\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (whole, name: string) => {
    if (Object.hasOwn(values, name)) return encode(String(values[name]));
    return known.includes(name) ? '' : whole;
  });
}

/** Fills words one by one, so that no value can make another word. */
export function fillWords({ block, inputs }: Pick<RunnerRequest, 'block' | 'inputs'>, words: readonly string[]): string[] {
  const known = [...block.inputs.map(({ name }) => name), ...block.needs];
  return words.map((word) => fillIn(word, inputs, known, (value) => value));
}
