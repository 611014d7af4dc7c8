import { existsSync } from 'node:fs';
import path from 'node:path';

const PROGRAMS = {
  launch: 'bin/launch/launch.ts',
  seed: 'bin/launch/seed.ts',
  engine: 'engine/main.ts',
  web: 'bin/serve-pages.ts',
  lab: 'lab/main.ts',
};
const CLI = { cli: 'cli/main.ts', 'check-share': 'cli/check-share.ts' };

/**
 * The settings for bundling TypeScript files, by the name of the program they become; packages stay in node_modules.
 * @returns {import("esbuild").BuildOptions}
 */
export function bundleOptions(root, folder, files = PROGRAMS) {
  return {
    absWorkingDir: root,
    entryPoints: Object.fromEntries(Object.entries(files).filter(([, file]) => existsSync(path.join(root, file)))),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    tsconfig: path.join(root, 'tsconfig.json'),
    logLevel: 'silent',
  };
}

/** Bundles TypeScript files into NAME.mjs in the folder. Without a list: the console's own programs. */
export async function bundle(root, folder, files) {
  const { build } = await import('esbuild');
  await build(bundleOptions(root, folder, files));
}

/** Bundles the command line's program. */
export const bundleCli = (root, folder) => bundle(root, folder, CLI);
