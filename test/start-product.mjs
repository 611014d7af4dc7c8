// Starts the console of an end-to-end run on a copy of the runbooks, which tests may change; what it kept goes with it.
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';

const { RUNBOOKS_DIR, DATA_DIR } = process.env;
mkdirSync(RUNBOOKS_DIR, { recursive: true });
if (existsSync('runbooks')) cpSync('runbooks', RUNBOOKS_DIR, { recursive: true });
process.on('exit', () => rmSync(path.dirname(DATA_DIR), { recursive: true, force: true, maxRetries: 5 }));
await import('../bin/start.mjs');
