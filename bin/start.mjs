// `npm start` and `npm run dev`: plain JavaScript without packages, because it is what installs them.
import './ready/node-version.mjs';

const { start } = await import('./ready/start.mjs');
await start({ dev: process.argv.includes('--dev') });
