import { isVariable, VARIABLE_NAMES, type Values, type VariableName, variable } from './schema';

/** A literal "\{{", a place for a variable, or one that is not closed. */
const PLACE = /\\\{\{|\{\{([^{}\n]*)\}\}|\{\{/g;
const UNCLOSED = '{{';

export type Filled = {
  text: string;
  /** Known variables that nobody has said yet. */
  missing: VariableName[];
  /** What stands in braces and is no variable; "{{" where they are not closed. */
  unknown: string[];
};

/** The places of a text, each once, in their order: variables, and what is none. */
export function placesIn(template: string): { used: VariableName[]; unknown: string[] } {
  const names = [...template.matchAll(PLACE)].filter(([whole]) => whole !== '\\{{').map(([, name]) => name?.trim() ?? UNCLOSED);
  const once = [...new Set(names)];
  return { used: once.filter(isVariable), unknown: once.filter((name) => !isVariable(name)).map((name) => name || '{{}}') };
}

const letters = (name: string) => name.toLowerCase().replace(/[^a-z]/g, '');

/** What is wrong with something in braces that is no variable, and which one may have been meant. Pure. */
export function whyUnknown(name: string): string {
  if (name === UNCLOSED) return 'has {{ without }}; write \\{{ for two braces';
  const meant = VARIABLE_NAMES.find((one) => letters(one) === letters(name));
  return `has {{${name}}}, which is no variable; ${meant ? `{{${meant}}} is` : 'write \\{{ for two braces'}`;
}

/**
 * Fills in a template's {{variables}}, once: what a value holds is never looked at again, and is text there, whatever it
 * looks like. A variable that is missing or unknown stays as it is written and is named. `\{{` is two braces. Pure.
 */
export function fillTemplate(template: string, values: Values, into: 'markdown' | 'plain'): Filled {
  const { used, unknown } = placesIn(template);
  const saidOf = (name: VariableName) => values[name]?.trim() || variable(name).whenUnknown;
  const text = template.replace(PLACE, (whole, inner?: string) => {
    if (whole === '\\{{') return into === 'plain' ? '{{' : whole;
    const name = inner?.trim() ?? '';
    const value = isVariable(name) ? saidOf(name) : undefined;
    if (value === undefined) return whole;
    return into === 'plain' ? oneLine(value) : asMarkdown(value, variable(name as VariableName).form);
  });
  return { text, missing: used.filter((name) => saidOf(name) === undefined), unknown };
}

const oneLine = (value: string): string => value.replace(/[\s\p{Cc}]+/gu, ' ').trim();

const AS_MARKDOWN = {
  line: (value: string) => escapeMarkdown(oneLine(value)),
  prose: (value: string) => closeFence(value),
  link: (value: string) => (/^https?:\/\/[^\s<>\p{Cc}]+$/u.test(value) ? `<${value}>` : escapeMarkdown(oneLine(value))),
};

const asMarkdown = (value: string, form: keyof typeof AS_MARKDOWN): string => AS_MARKDOWN[form](value);

/** Text that Markdown takes for nothing but text. */
export const escapeMarkdown = (value: string): string =>
  value
    .replace(/[\\`*_[\]<>~|{}]|&(?=#?\w+;)/g, '\\$&')
    .replace(/^(\s*)([-+#>=]|\d{1,9}(?=[.)]))/gm, (_, space: string, mark: string) =>
      /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
    );

/** A code block that a value opens ends with it. */
function closeFence(value: string): string {
  let open: string | undefined;
  for (const [, fence = '', rest = ''] of value.matchAll(/^ {0,3}(`{3,}|~{3,})(.*)$/gm)) {
    if (!open) open = fence;
    else if (fence[0] === open[0] && fence.length >= open.length && !rest.trim()) open = undefined;
  }
  return open ? `${value}\n${open}` : value;
}
