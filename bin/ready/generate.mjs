import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { step } from './progress.mjs';
import { run } from './run.mjs';
import { schemaHash } from './sources.mjs';

const stampOf = (root) => path.join(root, 'dist/schema');

/** Whether prisma/generated is of the present schema. */
export function isGenerated(root) {
  const stamp = stampOf(root);
  return existsSync(path.join(root, 'prisma/generated/client.ts')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === schemaHash(root);
}

/** Makes the typed database client in prisma/generated when the schema has changed. */
export async function generate(root) {
  if (isGenerated(root)) return;
  const hash = schemaHash(root);
  await step('Generating the database client', () =>
    run(process.execPath, ['node_modules/prisma/build/index.js', 'generate'], {
      failure: 'The database client could not be generated from prisma/*.prisma.',
    }),
  );
  mkdirSync(path.dirname(stampOf(root)), { recursive: true });
  writeFileSync(stampOf(root), hash);
}
