import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';

export const RUNBOOKS = 2_000;
const A_SERVICE = 50;
const SECTIONS = 6;
const LONG_LINES = 10_000;
const LOG_BYTES = 1024 ** 3;
/** What is searched for in the log: rare, common, and an expression. */
export const PATTERNS = ['payment refused', 'GET /cart', 'ERROR'];

const section = (runbook: number, number: number) => `
## ${number}. The queue of shard ${runbook} grows

<Signature>queue ${runbook}-${number} is full: * messages wait</Signature>

Look at who writes and who reads before anything is restarted; the consumer of shard ${runbook} is started by its own unit.

<Diagnostic id="queue-${number}" title="Messages that wait" target="shop-db" fail="waiting > 1000">
\`\`\`sql
select count(*) as waiting from messages where shard = ${runbook} and state = 'waiting'
\`\`\`
</Diagnostic>

1. Ask the broker.
   \`\`\`bash
   kubectl get pods -n shard-${runbook}
   \`\`\`
2. Compare with yesterday.

| sign | meaning |
|---|---|
| lag above ${number}000 | the reader is down |
`;

const front = (title: string) =>
  `---\ntitle: ${title}\nsummary: Messages wait and nobody reads them.\nowner: bench\nawaits: [shop-db]\n---\n`;

/** Writes two thousand runbooks, one of ten thousand lines and one that searches a log, below a folder. */
export function writeRunbooks(folder: string): void {
  for (let runbook = 0; runbook < RUNBOOKS; runbook++) {
    const at = path.join(folder, `service-${Math.floor(runbook / A_SERVICE)}`);
    mkdirSync(at, { recursive: true });
    const sections = Array.from({ length: SECTIONS }, (_, number) => section(runbook, number + 1)).join('');
    writeFileSync(path.join(at, `runbook-${runbook}.mdx`), front(`Shard ${runbook}`) + sections);
  }
  mkdirSync(path.join(folder, 'bench'), { recursive: true });
  let long = front('Ten thousand lines');
  for (let number = 1; long.split('\n').length < LONG_LINES; number += 50)
    long += Array.from({ length: 50 }, (_, at) => section(1, number + at)).join('');
  writeFileSync(path.join(folder, 'bench/long.mdx'), long);
  const patterns = PATTERNS.map((text, index) => `pattern p${index} "${text}"`).join('\n');
  const scan = `<Diagnostic id="scan" title="Scan" target="logs" timeout="5m" ok="total >= 0">\n\`\`\`logscan\nfiles *.log\n${patterns}\n\`\`\`\n</Diagnostic>\n`;
  writeFileSync(path.join(folder, 'bench/scan.mdx'), `${front('Scan').replace('awaits: [shop-db]\n', '')}\n${scan}`);
}

/** Writes a log of 1 GiB into a folder, and the inventory in which it is a target's. */
export function writeLog(folder: string, targetsFile: string): string {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'shop.log');
  const lines = Array.from({ length: 4_000 }, (_, at) => {
    const what = at % 997 === 0 ? 'ERROR payment refused by the bank' : at % 3 === 0 ? 'GET /cart/items 200' : 'GET /stock/list 200';
    return `2026-01-01T10:${String(at % 60).padStart(2, '0')}:00Z host-${at % 7} app[${at}]: ${what} in ${at % 400} ms for customer ${at * 7919}\n`;
  }).join('');
  const piece = Buffer.from(lines);
  const log = openSync(file, 'w');
  for (let bytes = 0; bytes < LOG_BYTES; bytes += piece.length) writeSync(log, piece);
  closeSync(log);
  writeFileSync(targetsFile, `targets:\n  - { name: logs, kind: host, environment: local, roots: [${JSON.stringify(folder)}] }\n`);
  return file;
}
