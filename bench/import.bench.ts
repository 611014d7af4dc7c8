import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { childSeconds } from './processor-time';
import { printTable, type Row } from './table';

const FILES = 300;
const SECTIONS = 8;
const folder = mkdtempSync(path.join(tmpdir(), 'sitrep-import-'));

const section = (file: number, number: number) => `
### ${number}. Orders of shop ${file} hang

**Symptoms:**
- "order ${file} could not be placed: timeout"
- Requests to <host> take more than {seconds} seconds

**Diagnosis:**

1. Ask the service and its database:
\`\`\`bash
# Is it up?
curl -sS https://shop-${file}.internal:8443/healthz | jq .status

# Who waits?
psql -h db -U app -c "select pid, state from pg_stat_activity where state = 'active'"
kubectl get pods -n shop-${file}
\`\`\`
2. Look at what is slow:
   \`\`\`sql
   -- The slowest statements
   SELECT query, calls, mean_exec_time FROM pg_stat_statements ORDER BY mean_exec_time DESC LIMIT ${number};
   \`\`\`

| sign | meaning |
|---|---|
| \`504\` | the pool is full |

\`\`\`yaml
pool: { size: ${number} }
\`\`\`
`;

type Took = { seconds: number; processor: number };

/** Runs one command of the product, and answers with the seconds that passed and those of processors; throws when it fails. */
function run(...args: string[]): Promise<Took> {
  return new Promise((resolve, reject) => {
    const from = performance.now();
    const before = childSeconds();
    const env = { ...process.env, DATA_DIR: path.join(folder, 'data') };
    const child = spawn(process.execPath, ['bin/cli.mjs', 'runbooks', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0
        ? resolve({ seconds: (performance.now() - from) / 1000, processor: childSeconds() - before })
        : reject(new Error(`runbooks ${args[0]} ended with ${code}`)),
    );
  });
}

const row = (what: string, { seconds, processor }: Took, limit: number): Row => ({
  what,
  raw: `${processor.toFixed(1)} s of processor`,
  ours: `${seconds.toFixed(1)} s`,
  asked: `${limit} s`,
  met: seconds <= limit,
});

try {
  const guides = path.join(folder, 'guides');
  const out = path.join(folder, 'out');
  mkdirSync(guides);
  for (let file = 0; file < FILES; file++) {
    const sections = Array.from({ length: SECTIONS }, (_, number) => section(file, number + 1)).join('\n');
    writeFileSync(path.join(guides, `guide-${file}.md`), `# Shop ${file}\n${sections}`);
  }
  const first = await run('import', guides, '--service', 'shop', '--out', out);
  const again = await run('import', guides, '--service', 'shop', '--out', out);
  const check = await run('check', out);
  const checkAgain = await run('check', out);
  const rows = [
    row(`import of ${FILES} guides`, first, 60),
    row('the same again', again, 60),
    row(`check of ${FILES} runbooks, nothing kept`, check, 10),
    row(`check of ${FILES} runbooks, readings kept`, checkAgain, 10),
  ];
  process.exitCode = printTable('Guides and runbooks in files', rows) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
