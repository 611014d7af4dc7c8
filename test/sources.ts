import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
const FLOORS = ['app', 'components', 'actions', 'engine', 'auth', 'domain', 'lib', 'prisma', 'lab', 'cli', 'bin', 'bench', 'test', 'e2e'];
const CODE = /\.(tsx?|mjs|cjs|css)$/;

/** A file of ours; `path` is relative to the root, with forward slashes. */
export type Source = { path: string; text: string; lines: number };

const countLines = (text: string) => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

export function readSource(file: string): Source {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  return { path: file, text, lines: countLines(text) };
}

function listFiles(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'generated' || entry.name === 'node_modules' ? [] : listFiles(file);
    return CODE.test(entry.name) ? [file] : [];
  });
}

/** Every source file on the floors and at the root, generated ones aside. */
export function readSources(): Source[] {
  const root = readdirSync(ROOT).filter((name) => CODE.test(name) && name !== 'next-env.d.ts');
  const present = new Set(readdirSync(ROOT));
  const floors = FLOORS.filter((floor) => present.has(floor)).flatMap(listFiles);
  return [...root, ...floors].map(readSource);
}

/** Names of the entries of a folder of ours, without extension. */
export const namesIn = (folder: string): string[] => readdirSync(path.join(ROOT, folder)).map((name) => name.replace(/\.\w+$/, ''));

export const isTest = ({ path: file }: Source): boolean => /\.test\.tsx?$/.test(file) || /^(test|e2e)\//.test(file);
