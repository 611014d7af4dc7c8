/**
 * Stand for values within words while a command is read: `<name>` that somebody is to fill in, and `$NAME` of the shell.
 * Characters that no text has, so that no shell takes them for its own signs.
 */
const OPEN = '\ue000';
const OPEN_VARIABLE = '\ue002';
const CLOSE = '\ue001';

export const MARK = new RegExp(`([${OPEN}${OPEN_VARIABLE}])([^${CLOSE}]*)${CLOSE}`, 'g');
export const isVariable = (sign: string): boolean => sign === OPEN_VARIABLE;
export const markVariable = (name: string): string => `${OPEN_VARIABLE}${name}${CLOSE}`;
export const hasMark = (text: string): boolean => text.includes(CLOSE);

const PLACEHOLDER = /<([A-Za-z][\w .:/-]{0,60}[\w.])>|\{\{\s*\.?([A-Za-z][\w.-]{0,60})\s*\}\}/g;
const name = (text: string) => text.trim().replace(/[\s.:/]+/g, '-');

/** Writes a mark for each `<placeholder>` and `{{ placeholder }}`. Lines stay. */
export const markPlaceholders = (text: string): string =>
  text.replace(PLACEHOLDER, (_, angle?: string, braces?: string) => `${OPEN}${name(angle ?? braces ?? '')}${CLOSE}`);

/** The text as it was to be read by people. */
export const unmark = (text: string): string =>
  text.replace(MARK, (_, sign: string, inner: string) => (isVariable(sign) ? `$${inner}` : `<${inner}>`));
