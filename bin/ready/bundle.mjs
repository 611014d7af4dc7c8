import { existsSync } from 'node:fs';
import path from 'node:path';

const ENTRIES = { launch: 'bin/launch/launch.ts', engine: 'engine/main.ts', web: 'bin/serve-pages.ts', lab: 'lab/main.ts', cli: 'cli/main.ts' };

/** The settings for bundling our own TypeScript into the folder; packages stay in node_modules. */
export function bundleOptions(root, folder, names = Object.keys(ENTRIES)) {
  const present = names.filter((name) => existsSync(path.join(root, ENTRIES[name])));
  return {
    absWorkingDir: root,
    entryPoints: Object.fromEntries(present.map((name) => [name, ENTRIES[name]])),
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

/** Bundles our TypeScript programs into the folder. */
export async function bundle(root, folder, names) {
  const { build } = await import('esbuild');
  await build(bundleOptions(root, folder, names));
}
