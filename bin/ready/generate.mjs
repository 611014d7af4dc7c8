import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { step } from './progress.mjs';
import { run } from './run.mjs';
import { schemaHash } from './sources.mjs';

/** Makes the typed database client in prisma/generated when the schema has changed. */
export async function generate(root) {
  const stamp = path.join(root, 'dist/schema');
  const hash = schemaHash(root);
  if (existsSync(path.join(root, 'prisma/generated/client.ts')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  await step('Generating the database client', () =>
    run(process.execPath, ['node_modules/prisma/build/index.js', 'generate'], {
      failure: 'The database client could not be generated from prisma/*.prisma.',
    }),
  );
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}
