// `npm test [-- --only unit|db|e2e]`: installs what is missing, runs every test, and closes with "N passed, N failed".
import './ready/node-version.mjs';

const { runTests } = await import('./ready/run-tests.mjs');
await runTests(process.argv.slice(2));
