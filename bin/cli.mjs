// `npm run cli -- NOUN VERB`
import './ready/node-version.mjs';

const { runCli } = await import('./ready/run-cli.mjs');
await runCli();
