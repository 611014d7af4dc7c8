import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type Env, env } from '@/lib/env';
import { log } from '@/lib/log';
import type { SourceProblem } from '@/lib/markdown/source-problem';
import { together } from '@/lib/together';
import { readYaml } from './read-yaml';
import { type Problem, type Target, TargetSchema } from './schema';
import { checkTarget } from './target-rules';

export type LoadedTargets = { targets: Map<string, Target>; problems: Problem[] };

const LOCAL: Target = { name: 'local', kind: 'host', environment: 'local', label: 'This machine', egress: [] };
const MAX_BYTES = 1024 * 1024;

const One = z.record(z.string(), z.unknown());
const File = z.strictObject({ targets: z.array(One).max(2_000).default([]) });

type Variables = Record<string, string | undefined>;

function variables(of: Env): Variables {
  // What listens everywhere is reached on loopback.
  const host = of.HOST === '0.0.0.0' || of.HOST === '::' ? '127.0.0.1' : of.HOST;
  return {
    DATA_DIR: of.DATA_DIR,
    HOST: host.includes(':') ? `[${host}]` : host,
    PORT: String(of.PORT),
    DATABASE_URL: of.DATABASE_URL ?? process.env.DATABASE_URL,
  };
}

/** A user and password that come with DATABASE_URL go no further than this. */
function withoutCredentials(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.href;
}

function expand(text: string, known: Variables, missing: (name: string) => void): string {
  return text.replace(/\$(\w+)/g, (whole, name: string) => {
    const value = known[name];
    if (value === undefined) missing(name);
    return value === undefined ? whole : name === 'DATABASE_URL' ? withoutCredentials(value) : value;
  });
}

type Loading = { known: Variables; lab: Record<string, string>; folder: string };

/** Turns what the file says into what runs use: `lab` into an address, $NAME into its value, paths into absolute ones. */
function settle(target: Target, loading: Loading, warn: (message: string, fix: string) => void): Target {
  const missing = (name: string) =>
    warn(`${target.name} uses $${name}, which is not set.`, `Set ${name}; $DATA_DIR, $HOST, $PORT and $DATABASE_URL are known here.`);
  const { url: written, ...settled } = target;
  for (const access of ['read', 'write'] as const) {
    const kept = settled[access];
    if (kept && 'file' in kept) settled[access] = { file: path.resolve(loading.folder, expand(kept.file, loading.known, missing)) };
  }
  if (settled.ca) settled.ca = path.resolve(loading.folder, expand(settled.ca, loading.known, missing));
  settled.roots &&= settled.roots.map((root) => path.resolve(loading.folder, expand(root, loading.known, missing)));
  if (written === undefined) return settled;
  const url = written === 'lab' ? loading.lab[target.name] : expand(written, loading.known, missing);
  if (written === 'lab' && !url)
    warn(
      `${target.name} is a part of the practice environment, which does not run.`,
      'Start the console with LAB=on, or give the target its own url.',
    );
  return url && !url.includes('$') ? { ...settled, url } : settled;
}

async function labAddresses(dataDir: string): Promise<Record<string, string>> {
  const text = await readFile(/*turbopackIgnore: true*/ path.join(dataDir, 'lab', 'addresses.yaml'), 'utf8').catch(() => '');
  return readYaml(text, z.record(z.string(), z.string()), { rule: 'lab' }).value ?? {};
}

function readOne(raw: Record<string, unknown>, line: number): { target: Target | null; problems: SourceProblem[] } {
  const name = typeof raw.name === 'string' ? raw.name : 'a target without a name';
  const problems = checkTarget(raw, name, line);
  const parsed = TargetSchema.safeParse(raw);
  if (parsed.success) return { target: problems.length ? null : parsed.data, problems };
  const explained = new Set(problems.map((problem) => problem.field));
  for (const issue of parsed.error.issues.filter((found) => !explained.has(String(found.path[0])))) {
    const field = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.path.join('.');
    const message = issue.code === 'unrecognized_keys' ? 'is not known here' : issue.message;
    problems.push({ rule: 'target/format', severity: 'error', line, message: `${name}: ${field} ${message}.`, field });
  }
  return { target: null, problems };
}

/** The line of each entry of the list; what a list of maps loses in parsing. */
function linesOf(text: string): number[] {
  const lines = text.split('\n');
  const indent = lines.map((line) => /^(\s*)- /.exec(line)?.[1]?.length).find((found) => found !== undefined);
  return lines.flatMap((line, index) => (/^(\s*)- /.exec(line)?.[1]?.length === indent ? [index + 1] : []));
}

function readTargets(text: string, file: string, loading: Loading): LoadedTargets {
  const targets = new Map<string, Target>([[LOCAL.name, LOCAL]]);
  const { value, problems } = readYaml(text, File, { rule: 'targets' });
  const lines = linesOf(text);
  const seen = new Set<string>();
  for (const [index, raw] of (value?.targets ?? []).entries()) {
    const line = lines[index] ?? 1;
    const { target, problems: found } = readOne(raw, line);
    problems.push(
      ...found.map(({ rule, severity, line: at, message, fix }) => ({ rule, severity, line: at, message, ...(fix ? { fix } : {}) })),
    );
    if (!target) continue;
    if (seen.has(target.name)) {
      problems.push({
        rule: 'target/duplicate',
        severity: 'error',
        line,
        message: `There are two targets ${target.name}; the first one is used.`,
        fix: 'Rename one.',
      });
      continue;
    }
    seen.add(target.name);
    targets.set(
      target.name,
      settle(target, loading, (message, fix) => problems.push({ rule: 'target/unavailable', severity: 'warning', line, message, fix })),
    );
  }
  return { targets, problems: problems.map((problem) => ({ file, ...problem })) };
}

let cached: { key: string; loaded: LoadedTargets } | undefined;

const stampOf = async (file: string) => {
  const found = await stat(/*turbopackIgnore: true*/ file).catch(() => null);
  return found ? `${found.mtimeMs} ${found.size} ${found.ino}` : 'none';
};

async function load(file: string, of: Env): Promise<LoadedTargets> {
  const name = path.basename(file);
  const onlyLocal = (rule: string, severity: 'error' | 'warning', message: string, fix: string): LoadedTargets => ({
    targets: new Map([[LOCAL.name, LOCAL]]),
    problems: [{ file: name, line: 1, rule, severity, message, fix }],
  });
  const found = await stat(/*turbopackIgnore: true*/ file).catch(() => null);
  if (!found)
    return onlyLocal(
      'targets/missing',
      'warning',
      `There is no ${name}; only the target local is known.`,
      'Write it, or set TARGETS_FILE.',
    );
  if (!found.isFile() || found.size > MAX_BYTES)
    return onlyLocal('targets/refused', 'error', `${name} is no plain file of at most 1 MiB.`, 'Put one in its place.');
  const text = await readFile(/*turbopackIgnore: true*/ file, 'utf8').catch((error: Error) => error);
  if (text instanceof Error)
    return onlyLocal('targets/unreadable', 'error', `${name} cannot be read: ${text.message}.`, 'Let the console read it.');
  return readTargets(text, name, { known: variables(of), lab: await labAddresses(of.DATA_DIR), folder: path.dirname(file) });
}

async function look(): Promise<LoadedTargets> {
  const of = env();
  const file = of.TARGETS_FILE;
  const key = `${file} ${await stampOf(file)} ${await stampOf(path.join(of.DATA_DIR, 'lab', 'addresses.yaml'))} ${JSON.stringify(variables(of))}`;
  if (cached?.key === key) return cached.loaded;
  const loaded = await load(file, of);
  for (const { file: at, line, severity, message } of loaded.problems)
    if (severity === 'error') log.warn({ file: at, line, error: message }, 'a target was left out');
  cached = { key, loaded };
  return loaded;
}

/** A look that begins after all of them asked serves all of them. */
const lookTogether = together(async (asked: null[]) => {
  const loaded = await look();
  return asked.map(() => loaded);
}, Number.POSITIVE_INFINITY);

/**
 * The targets of targets.yaml by name, as the file now is; `local` is always there. One that cannot be used is left out,
 * with its problem. Holds references to credentials, never their values.
 */
export const loadTargets = (): Promise<LoadedTargets> => lookTogether(null);
