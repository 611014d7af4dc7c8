import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

// What a build is made of. Runbooks and documents are read while running, so a change there builds nothing.
const FOLDERS = ['app', 'components', 'actions', 'auth', 'engine', 'domain', 'lib', 'lab', 'cli', 'bin', 'prisma', 'public'];
const FILES = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'next.config.ts',
  'postcss.config.mjs',
  'proxy.ts',
  'instrumentation.ts',
  'instrumentation-client.ts',
];
const IGNORED = /(^|\/)(generated|node_modules)(\/|$)|\.test\.tsx?$|\.md$|(^|\/)\./;

function listFiles(root) {
  const found = FILES.filter((name) => existsSync(path.join(root, name)));
  for (const folder of FOLDERS) {
    if (!existsSync(path.join(root, folder))) continue;
    for (const entry of readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })) {
      const name = path.relative(root, path.join(entry.parentPath, entry.name));
      if (entry.isFile() && !IGNORED.test(name)) found.push(name);
    }
  }
  return found.sort();
}

const platform = () => `${process.platform} ${process.arch} ${process.versions.modules}`;

/** Changes whenever a source file is written; cheap. */
export function sourceTimes(root) {
  const hash = createHash('sha256').update(platform());
  for (const name of listFiles(root)) {
    const { mtimeMs, size } = statSync(path.join(root, name));
    hash.update(`${name}\0${mtimeMs}\0${size}\n`);
  }
  return hash.digest('hex');
}

/** Changes when the content of a source file changes: the name of a build. */
export function sourceHash(root) {
  const hash = createHash('sha256').update(platform());
  for (const name of listFiles(root))
    hash
      .update(`${name}\0`)
      .update(readFileSync(path.join(root, name)))
      .update('\0');
  return hash.digest('hex').slice(0, 16);
}

/** Changes when the database's schema does. */
export function schemaHash(root) {
  const hash = createHash('sha256');
  for (const name of readdirSync(path.join(root, 'prisma'))
    .filter((entry) => entry.endsWith('.prisma'))
    .sort())
    hash.update(name).update(readFileSync(path.join(root, 'prisma', name)));
  return hash.digest('hex');
}
