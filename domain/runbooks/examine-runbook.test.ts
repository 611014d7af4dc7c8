import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { examineRunbook as ExamineRunbook } from './examine-runbook';

let folder: string;
let examineRunbook: typeof ExamineRunbook;
const file = () => path.join(folder, 'runbooks/shop/cart.mdx');
const rules = async () => (await examineRunbook('shop/cart'))?.map(({ rule, line }) => `${line} ${rule}`);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sitrep-examine-'));
  Object.assign(process.env, {
    RUNBOOKS_DIR: path.join(folder, 'runbooks'),
    TARGETS_FILE: path.join(folder, 'targets.yaml'),
    DATA_DIR: path.join(folder, 'data'),
  });
  await mkdir(path.join(folder, 'runbooks/shop'), { recursive: true });
  await writeFile(path.join(folder, 'targets.yaml'), 'targets: []\n');
  ({ examineRunbook } = await import('./examine-runbook'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const FRONT = '---\ntitle: Cart\nsummary: S\nowner: O\n---\n\n';

it('has what the doctor says of blocks and of code to copy, with reasons', async () => {
  await writeFile(
    file(),
    `${FRONT}<Diagnostic id="a" title="A" target="db">\n\`\`\`sql\nselect mean_time from pg_stat_statements\n\`\`\`\n</Diagnostic>\n\n\`\`\`bash\ntail -f x\n\`\`\`\n`,
  );
  expect(await rules()).toEqual(['7 target/unknown', '9 trap/postgres-column', '14 bash/endless']);
  for (const { why, fix } of (await examineRunbook('shop/cart')) ?? []) expect(why && fix).toBeTruthy();
});

it('says something else once the file or the targets have changed', async () => {
  await writeFile(
    path.join(folder, 'targets.yaml'),
    'targets:\n  - { name: db, kind: postgres, environment: local, url: "postgresql://h/d", read: { env: X } }\n',
  );
  expect(await rules()).toEqual(['9 trap/postgres-column', '14 bash/endless']);
  await writeFile(file(), `${FRONT}Words.\n`);
  expect(await rules()).toEqual([]);
});

it('has nothing of a runbook that is not there', async () => expect(await examineRunbook('shop/none')).toBeNull());
