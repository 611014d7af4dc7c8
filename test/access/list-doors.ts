import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const read = (file: string) => readFileSync(file, 'utf8');
const SOURCE = /(?<!\.test)\.tsx?$/;

/** The source files under a folder, tests left out. */
const files = (folder: string, wanted = SOURCE): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
    .filter((file) => SOURCE.test(file) && wanted.test(file));

export type ActionDoor = { door: string; verbs: string[] };

/** Every function that a browser may call, with the domain files it calls. Throws for an export it cannot read. */
export function listActions(): ActionDoor[] {
  return ['actions', 'app', 'components']
    .flatMap((folder) => files(folder))
    .flatMap((file) => {
      const text = read(file);
      const marks = text.match(/^\s*['"]use server['"]/gm) ?? [];
      if (marks.length === 0) return [];
      if (!file.startsWith('actions/') || marks.length > 1 || !/^['"]use server['"]/.test(text))
        throw new Error(`${file}: server actions belong in actions/, one mark at the top`);
      return actionsOf(file, text);
    });
}

/** The name as such: not within quotes, not a property. */
const named = (local: string) => new RegExp(`(?<!['".\\w])${local}(?!['":\\w])`);

function actionsOf(file: string, text: string): ActionDoor[] {
  const exported = text.match(/^export (?!type )[^\n]*/gm) ?? [];
  const unreadable = exported.find((line) => !/^export async function \w+\(/.test(line));
  if (unreadable) throw new Error(`${file}: "${unreadable}" is not written as export async function`);
  const verbs = importedVerbs(text);
  return exported.map((line) => {
    const name = /function (\w+)/.exec(line)?.[1] ?? '';
    const body = text.slice(text.indexOf(line) + line.length).split(/\n}/)[0] ?? '';
    return {
      door: `action ${path.basename(file, '.ts')}.${name}`,
      verbs: [...verbs].filter(([local]) => named(local).test(body)).map(([, from]) => from),
    };
  });
}

/** The functions a file takes from the domain: local name and file. */
function importedVerbs(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, names = '', from = ''] of text.matchAll(/import \{([^}]+)\} from '@\/(domain\/[^']+)'/g))
    for (const name of names.split(',')) {
      const local = name.trim().split(' as ').at(-1) ?? '';
      if (/^[a-z]/.test(local)) found.set(local, from);
    }
  return found;
}

/** Every route handler of the web process. */
export function listNextRoutes(): string[] {
  return files('app', /\/route\.tsx?$/).flatMap((file) => {
    const address = `/${path
      .dirname(file)
      .split('/')
      .slice(1)
      .filter((part) => !/^\(.*\)$/.test(part))
      .join('/')}`;
    const methods = read(file).match(/\b(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/g) ?? [];
    return [...new Set(methods)].map((method) => `next ${method} ${address}`);
  });
}

const DECLARED = /method: '(\w+)',\s*(?:path|url): '([^']+)'/g;
const REGISTERED = /\b\w+\.(get|head|post|put|patch|delete|options|all)(?:<[^(]*>)?\(\s*'(\/[^']*)'/g;

/** Every address the engine answers itself, from the text of its doors; a way of registering that is not known throws. */
export function listEngineRoutes(): { door: string; declared: boolean }[] {
  return files('engine').flatMap((file) => {
    const text = read(file);
    const declared = [...text.matchAll(DECLARED)].map(([, method, address]) => ({ door: `${method} ${address}`, declared: true }));
    const registered = [...text.matchAll(REGISTERED)].map(([, method = '', address]) => ({
      door: `${method.toUpperCase()} ${address}`,
      declared: false,
    }));
    const generic = (text.match(/\.route\(/g) ?? []).length;
    if (generic > (file === 'engine/http/rest.ts' ? 1 : 0))
      throw new Error(`${file}: routes are declared with route() in a table, or by app.get(…) and the like`);
    return [...declared, ...registered];
  });
}

/** Every page, as a file. */
export const listPages = (): string[] => files('app', /\/page\.tsx?$/);
