import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';

/** The lab as `npm start` runs it: bundled, in a process of its own. Resolves when it is ready. */
export async function startLabProcess(of: { adminUrl: string; dataDir: string }): Promise<ChildProcess> {
  const outfile = path.resolve('node_modules/.cache/sitrep-test', `lab-${process.pid}.mjs`);
  const alias = { '@': process.cwd() };
  await build({
    entryPoints: ['lab/main.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    alias,
    logLevel: 'error',
  });
  const env = { ...process.env, LAB_ADMIN_URL: of.adminUrl, DATA_DIR: of.dataDir };
  const child = spawn(process.execPath, [outfile], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await new Promise((resolve, reject) => child.once('message', resolve).once('exit', () => reject(new Error('the lab did not start'))));
  return child;
}
