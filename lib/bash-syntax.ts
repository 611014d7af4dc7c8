import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import type { Node, Parser } from 'web-tree-sitter';

export type BashNode = Node;

let loading: Promise<Parser> | undefined;

async function createParser(): Promise<Parser> {
  const { Language, Parser } = await import('web-tree-sitter');
  await Parser.init();
  // Read from its file: a bundler would take the grammar for a program.
  const grammar = createRequire(import.meta.url).resolve(/*turbopackIgnore: true*/ 'tree-sitter-bash/tree-sitter-bash.wasm');
  const bash = await Language.load(grammar);
  const parser = new Parser();
  parser.setLanguage(bash);
  return parser;
}

/** What is read from a script; nothing of the tree may be kept after `read` returns. */
export async function readBash<T>(script: string, read: (root: BashNode) => T): Promise<T> {
  loading ??= createParser();
  const tree = (await loading).parse(script);
  if (!tree) throw new Error('the script could not be parsed');
  try {
    return read(tree.rootNode);
  } finally {
    tree.delete();
  }
}

/**
 * What bash itself says against a script, without running any of it; null when it has no objection. `unknown` when there
 * is no bash to ask.
 */
export function bashObjection(script: string): Promise<{ line: number; message: string } | null | 'unknown'> {
  return new Promise((resolve) => {
    const env = { PATH: '/usr/bin:/bin:/usr/local/bin', LC_ALL: 'C' } as unknown as NodeJS.ProcessEnv;
    const child = execFile('bash', ['--norc', '--noprofile', '-n'], { env, timeout: 10_000 }, (error, _stdout, stderr) => {
      if (!error) return resolve(null);
      const [, line, message] = /line (\d+): (.*)/.exec(stderr) ?? [];
      resolve(line && message ? { line: Number(line), message } : 'unknown');
    });
    child.stdin?.on('error', () => {});
    child.stdin?.end(script);
  });
}
