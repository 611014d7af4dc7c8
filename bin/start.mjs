// `npm start`: plain JavaScript without packages, because it is what installs them. Nothing newer than this file's own
// syntax may be imported before the version of Node is known.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Sitrep needs Node 20.19 or newer; this is ${process.versions.node}. Install a newer one from https://nodejs.org and start again.`);
  process.exit(1);
}
const { start } = await import('./ready/start.mjs');
await start({ dev: process.argv.includes('--dev') });
