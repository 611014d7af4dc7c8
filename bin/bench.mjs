// `npm run bench [-- NAME …]`: runs bench/NAME.ts, or all of them in the order of their names.
import './ready/node-version.mjs';

const { runBenches } = await import('./ready/run-benches.mjs');
await runBenches(process.argv.slice(2));
