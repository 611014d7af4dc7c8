import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { loadTargets as LoadTargets } from './load-targets';

let folder: string;
let loadTargets: typeof LoadTargets;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sitrep-targets-'));
  Object.assign(process.env, {
    TARGETS_FILE: path.join(folder, 'targets.yaml'),
    DATA_DIR: path.join(folder, 'data'),
    HOST: '0.0.0.0',
    PORT: '4000',
    DATABASE_URL: 'postgresql://app:hunter2@127.0.0.1:5499/sitrep',
  });
  ({ loadTargets } = await import('./load-targets'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const load = async (text: string) => {
  await rm(path.join(folder, 'targets.yaml'), { force: true });
  await writeFile(path.join(folder, 'targets.yaml'), text);
  return loadTargets();
};
const one = (fields: string) =>
  `targets:\n  - name: other\n    kind: host\n    environment: local\n\n  - ${fields.replaceAll('\n', '\n    ')}\n`;
const POSTGRES = 'name: db\nkind: postgres\nenvironment: production';

it('always knows this machine', async () => {
  await rm(path.join(folder, 'targets.yaml'), { force: true });
  const { targets, problems } = await loadTargets();
  expect([...targets.keys()]).toEqual(['local']);
  expect(problems).toMatchObject([{ rule: 'targets/missing', severity: 'warning' }]);
});

it('reads references to credentials, and addresses that are known only now', async () => {
  await mkdir(path.join(folder, 'data/lab'), { recursive: true });
  await writeFile(path.join(folder, 'data/lab/addresses.yaml'), 'lab-db: postgresql://127.0.0.1:5433/oatie\n');
  const { targets, problems } = await load(`targets:
  - { name: db, kind: postgres, environment: production, url: "postgresql://db:5432/app", read: { env: DB_READ }, write: { file: $DATA_DIR/write }, egress: ["db:5432"] }
  - { name: lab-db, kind: postgres, environment: local, url: lab, read: { file: secrets/read } }
  - { name: own-db, kind: postgres, environment: local, url: $DATABASE_URL }
  - { name: own, kind: http, environment: local, url: "http://$HOST:$PORT" }
  - { name: local, kind: host, environment: production }
`);
  expect(problems).toEqual([]);
  expect(targets.get('db')).toMatchObject({
    url: 'postgresql://db:5432/app',
    read: { env: 'DB_READ' },
    write: { file: path.join(folder, 'data/write') },
  });
  expect(targets.get('lab-db')).toMatchObject({
    url: 'postgresql://127.0.0.1:5433/oatie',
    read: { file: path.join(folder, 'secrets/read') },
  });
  expect(targets.get('own')?.url).toBe('http://127.0.0.1:4000');
  expect(targets.get('own-db')?.url).toBe('postgresql://127.0.0.1:5499/sitrep');
  expect(targets.get('local')?.environment).toBe('production');
  expect(JSON.stringify([...targets])).not.toContain('hunter2');
});

it('keeps a target whose address is not known yet, and says so', async () => {
  const { targets, problems } = await load(one('name: absent\nkind: http\nenvironment: local\nurl: lab'));
  expect(targets.get('absent')).toMatchObject({ kind: 'http' });
  expect(targets.get('absent')?.url).toBeUndefined();
  expect(problems).toMatchObject([{ rule: 'target/unavailable', severity: 'warning', line: 6 }]);
});

it.each([
  [`${POSTGRES}\nurl: postgresql://app:hunter2@db:5432/app`, 'target/literal-secret'],
  [`${POSTGRES}\nurl: postgresql://app@db:5432/app`, 'target/literal-secret'],
  [`${POSTGRES}\nurl: postgresql://db/app?password=hunter2`, 'target/literal-secret'],
  [`${POSTGRES}\nread: hunter2`, 'target/literal-secret'],
  [`${POSTGRES}\nread: { value: hunter2 }`, 'target/format'],
  [`${POSTGRES}\npassword: hunter2`, 'target/format'],
  [`${POSTGRES}\nurl: https://db`, 'target/url'],
  ['name: web\nkind: http\nenvironment: local\nurl: web:80', 'target/url'],
  ['name: port\nkind: tcp\nenvironment: local\nurl: web', 'target/url'],
  ['name: Bad Name\nkind: host\nenvironment: local', 'target/format'],
  ['name: x\nkind: cobol\nenvironment: local', 'target/format'],
  ['name: x\nkind: host\nenvironment: test', 'target/format'],
  ['name: x\nkind: host\nenvironment: local\negress: [anywhere]', 'target/format'],
  ['name: local\nkind: postgres\nenvironment: local', 'target/local'],
  ['name: other\nkind: host\nenvironment: local', 'target/duplicate'],
])('leaves out %j', async (fields, rule) => {
  const { targets, problems } = await load(one(fields));
  expect(problems.map((problem) => `${problem.rule}:${problem.line}`)).toEqual([`${rule}:6`]);
  expect([...targets.keys()]).toEqual(['local', 'other']);
  expect(JSON.stringify(problems)).not.toContain('hunter2');
});

it.each(['targets: [', 'targets: 5', 'a: b', '[]', '\u0000'])('survives %j', async (text) => {
  const { targets, problems } = await load(text);
  expect([...targets.keys()]).toEqual(['local']);
  expect(problems[0]).toMatchObject({ severity: 'error', line: 1 });
});
