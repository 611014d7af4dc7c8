// `npm run check`: style, types, arrows between folders, unused code and the tests that need no database.
import './ready/node-version.mjs';

const { runChecks } = await import('./ready/run-checks.mjs');
await runChecks();
