import { readdir, readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import type { EnvSource } from '@/domain/runbooks/kinds/env';
import { readAllowed } from '../../allowed-files';
import type { OutsideError } from '../../outcome-errors';
import type { ResolvedTarget } from '../../schema';

const MOST_BYTES = 1024 * 1024;

export type Variables = Record<string, string | undefined>;
type Read = { variables: Variables } | { error: OutsideError };

/** The variables of a .env file under the target's roots. */
export async function readEnvFile(target: ResolvedTarget, path: string): Promise<Read> {
  const read = await readAllowed(target, path, MOST_BYTES);
  return 'error' in read ? read : { variables: parseEnv(read.bytes.toString('utf8')) as Variables };
}

async function processNamed(name: string): Promise<string | null> {
  const entries = await readdir('/proc').catch(() => []);
  for (const pid of entries.filter((entry) => /^\d+$/.test(entry)))
    if ((await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim() === name) return pid;
  return null;
}

async function ofProcess(name: string): Promise<Read> {
  if (process.platform !== 'linux')
    return { error: { code: 'not_available', message: 'the variables of a process are read from /proc, which this system does not have' } };
  const pid = await processNamed(name);
  if (!pid) return { error: { code: 'no_process', message: `no process is called ${name}` } };
  const text = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => null);
  if (text === null)
    return { error: { code: 'not_available', message: `the console may not read the variables of ${name}: it runs as another user` } };
  const pairs = text.split('\0').filter((pair) => pair.includes('='));
  return { variables: Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)])) };
}

/** The variables of a file, of a process of this machine, or of the console itself. */
export async function readVariables(target: ResolvedTarget, source: EnvSource): Promise<Read> {
  if (source.from === 'file') return readEnvFile(target, source.path);
  if (target.name !== 'local')
    return {
      error: {
        code: 'not_available',
        message: `processes are those of the machine that the console runs on (the target "local"), not of ${target.name}`,
      },
    };
  return source.from === 'process' ? ofProcess(source.name) : { variables: { ...process.env } };
}
