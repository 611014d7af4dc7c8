// For maintainers, after `npm install`: `node bin/fix-lock.mjs`. A registry mirror may lack the packages of other platforms;
// npm then leaves them out of package-lock.json, and `npm ci` refuses that file on those platforms and here. This adds them.
import { readFileSync, writeFileSync } from 'node:fs';

const SYSTEMS = { darwin: 'darwin', win32: 'win32', linux: 'linux', android: 'android', freebsd: 'freebsd', openharmony: 'openharmony' };
const PROCESSORS = new Set(['x64', 'arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32']);

/** What a package for one platform says of itself, read from its name, as in "@next/swc-darwin-arm64". */
function describePlatform(name) {
  const words = name.split('/').at(-1).split('-');
  const os = words.map((word) => SYSTEMS[word]).find(Boolean);
  const cpu = words.find((word) => PROCESSORS.has(word));
  const musl = words.some((word) => word.startsWith('musl'));
  return { ...(cpu && { cpu: [cpu] }), ...(musl && { libc: ['musl'] }), optional: true, ...(os && { os: [os] }) };
}

// Where Node would look for it: beside the package that wants it, then in each folder above.
function isListed(packages, wantedBy, name) {
  for (let folder = wantedBy; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder && `${folder}/`}node_modules/${name}`]) return true;
    if (!folder) return false;
  }
}

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const added = [];
for (const [wantedBy, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (isListed(lock.packages, wantedBy, name) || !/^\d/.test(version)) continue;
    added.push([`node_modules/${name}`, { version, ...describePlatform(name) }]);
  }
}
const entries = [...Object.entries(lock.packages), ...added].sort(([a], [b]) => (a < b ? -1 : 1));
for (const [, entry] of entries) delete entry.resolved;
lock.packages = Object.fromEntries(entries);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`added ${added.length} packages of other platforms`);
