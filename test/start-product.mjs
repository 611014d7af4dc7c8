// Starts the console of an end-to-end run on a copy of the runbooks, which tests may change.
import { cpSync, existsSync, mkdirSync } from 'node:fs';

mkdirSync(process.env.RUNBOOKS_DIR, { recursive: true });
if (existsSync('runbooks')) cpSync('runbooks', process.env.RUNBOOKS_DIR, { recursive: true });
await import('../bin/start.mjs');
