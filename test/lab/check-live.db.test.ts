import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkLive, type LiveReport } from '@/domain/diagnostics/check-live';
import { readRunbooks } from '@/domain/runbooks/check-runbooks';
import { RULES } from '@/domain/runbooks/rules/all-rules';
import { env } from '@/lib/env';
import { useLab } from './use-lab';

useLab();
let folder: string;
let report: LiveReport;

const FRONT = '---\ntitle: Tried\nsummary: S\nowner: O\ninputs:\n  name: { type: string, label: Name, required: true }\n---\n\n';
const block = (id: string, target: string, kind: string, body: string, more = '') =>
  `<Diagnostic id="${id}" title="${id}" target="${target}" ${more}>\n\`\`\`${kind}\n${body}\n\`\`\`\n</Diagnostic>\n`;
const found = (id: string) =>
  report.problems.filter(({ message }) => message.startsWith(`${id}: `)).map(({ rule, severity }) => `${severity} ${rule}`);

/** A port at which nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The inventory of this repository, and a target that does not answer. */
async function addDeadTarget(): Promise<void> {
  const text = await readFile(env().TARGETS_FILE, 'utf8');
  const dead = `  - name: dead\n    kind: http\n    environment: local\n    url: http://127.0.0.1:${await closedPort()}\n`;
  env().TARGETS_FILE = path.join(folder, 'targets.yaml');
  await writeFile(env().TARGETS_FILE, `${text.trimEnd()}\n${dead}`);
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sitrep-live-'));
  await mkdir(path.join(folder, 'shop'));
  await addDeadTarget();
  await writeFile(
    path.join(folder, 'shop/tried.mdx'),
    FRONT +
      [
        block('well', 'oatie-db', 'sql', 'select pid from pg_stat_activity where usename = :name'),
        block('renamed', 'oatie-db', 'sql', 'select gone_column from pg_stat_activity'),
        block('lost', 'oatie-db', 'sql', 'select 1 from no_such_table'),
        block('shown', 'oatie-db', 'sql', 'show work_mem', 'ok="rows[0].work_mem != \'\'"'),
        block('measured', 'local', 'host', 'cpu'),
        block('undecided', 'local', 'bash', 'echo {}', 'fail="json.depth > 3"'),
        block('dead-end', 'dead', 'http', 'GET /health'),
        block('asks', 'dead', 'http', 'GET /{name}'),
        block('unknown', 'nowhere', 'http', 'GET /'),
      ].join('\n'),
  );
  report = await checkLive(await readRunbooks(folder));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('plans statements, and says what the database refuses', () => {
  expect(found('well')).toEqual([]);
  expect(found('shown')).toEqual([]);
  expect(found('renamed')).toEqual(['error live/refused']);
  expect(found('lost')).toEqual(['error live/refused']);
  expect(report.problems.find(({ message }) => message.startsWith('renamed'))?.message).toContain('gone_column');
});

it('runs what only reads, and says when its rules cannot be decided', () => {
  expect(found('measured')).toEqual([]);
  expect(found('undecided')).toEqual(['warning live/undecided']);
});

it('says of a target that does not answer that it is the target', () => {
  expect(found('dead-end')).toEqual(['warning live/unreachable']);
  expect(report.problems.find(({ message }) => message.startsWith('dead-end'))?.message).toContain('the target dead does not answer');
});

it('tells what it did not try, and why', () => {
  expect(report.notTried.map((each) => each.block)).toEqual(['asks', 'unknown']);
  expect(report.tried).toBe(7);
  expect(report.well).toBe(report.tried - report.problems.length);
});

it('knows every rule that it names', () => {
  for (const { rule } of report.problems) expect(Object.hasOwn(RULES, rule)).toBe(true);
});

it('has nothing against the runbooks of this repository while their lab is well', { timeout: 300_000 }, async () => {
  const ours = await checkLive(await readRunbooks(path.resolve('runbooks')));
  expect(ours.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(ours.tried).toBeGreaterThan(20);
  // What asks for a change is refused to whoever may only read: that says nothing of the block.
  const asks = ours.notTried.filter(({ why }) => why.includes('the writing credential')).map(({ block }) => block);
  expect(asks).toContain('cpu-difference');
  expect(ours.problems.filter(({ message }) => message.includes('cannot patch'))).toEqual([]);
});
