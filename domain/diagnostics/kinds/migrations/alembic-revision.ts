/** One revision as its file says: what it comes after, what it says of itself. */
export type Revision = { revision: string; after: string[]; dependsOn: string[]; message: string; file: string };

const ASSIGNED = /^(revision|down_revision|depends_on)\s*(?::[^=\n]+)?=\s*/gm;
const STRING = /^(?:[rub]{0,2})("""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')/i;
const DOCSTRING = /^\s*(?:#[^\n]*\n\s*)*[ru]{0,2}("""|''')([\s\S]*?)\1/i;

function readString(text: string): string | null {
  const found = STRING.exec(text)?.[1];
  if (!found) return null;
  return /^("""|''')/.test(found) ? found.slice(3, -3) : found.slice(1, -1);
}

/** A literal of Python as far as these assignments hold one: None, a string, or a tuple, list or set of strings. */
function readNames(text: string): string[] | null {
  if (/^None\b/.test(text)) return [];
  const single = readString(text);
  if (single !== null) return [single];
  const inner = /^[([{]([^)\]}]*)[)\]}]/.exec(text)?.[1];
  if (inner === undefined) return null;
  const names = inner
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part && !part.startsWith('#'))
    .map(readString);
  return names.includes(null) ? null : (names as string[]);
}

/** Reads a file of Alembic's versions folder without running it. Null when it is none; `problem` when it assigns what is no literal. */
export function readRevision(text: string, file: string): Revision | { problem: string } | null {
  const found: Record<string, string[] | null> = {};
  for (const match of text.matchAll(ASSIGNED)) found[match[1] as string] = readNames(text.slice(match.index + match[0].length));
  if (!('revision' in found)) return null;
  const [revision] = found.revision ?? [];
  if (!revision) return { problem: `${file}: its revision is no string that can be read without running it` };
  if (found.down_revision === null || found.depends_on === null)
    return { problem: `${file}: what it comes after is no literal that can be read without running it` };
  const message = (DOCSTRING.exec(text)?.[2] ?? '').trim().split('\n')[0]?.trim() ?? '';
  return { revision, after: found.down_revision ?? [], dependsOn: found.depends_on ?? [], message, file };
}
