import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRunbook } from '../check-runbook';
import { parseRunbook } from '../parse-runbook';
import { loadChecklist, rowsOf } from './checklist';
import { drawCoverage } from './draw-coverage';
import { type Coverage, readCoverage } from './read-coverage';

let root: string;
let coverage: Coverage | null;

const parse = (body: string) => {
  const bytes = Buffer.from(`---\ntitle: T\nsummary: S\nowner: O\n---\n\n${body}`);
  return parseRunbook({ slug: 'shop/pool', file: 'runbooks/shop/pool.mdx', syntax: 'mdx', bytes }).runbook;
};

const BODY = `<Signature covers="A-1">connection refused by the shop</Signature>

## Look

<Diagnostic id="count" title="Count" target="db" covers="A-2, A-3">
\`\`\`sql
select 1
\`\`\`
</Diagnostic>

<When diagnostic="count" is="fail" covers="A-4">

Restart.

</When>

\`\`\`python covers="A-5"
print(1)
\`\`\`

<Procedure id="undo" title="Undo" covers="A-6"><Step id="first" title="First" covers="A-7" /></Procedure>

<Callout covers="A-8">x</Callout> <Trap covers="A-9">x</Trap> <Contact role="Lead" covers="A-10" /> <Template id="note" covers="A-11" />
`;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'sitrep-coverage-'));
  await mkdir(path.join(root, 'runbooks/shop'), { recursive: true });
  await mkdir(path.join(root, 'reports'));
  const row = (id: string, more = '') => `{ id: ${id}, kind: sql, effect: read, says: something${more} }`;
  const rows = [...Array.from({ length: 11 }, (_, index) => row(`A-${index + 1}`)), row('A-12'), row('A-13', `, test: ${root}/x.test.ts`)];
  rows.push(row('A-14', `, test: ${root}/x.test.ts`));
  await writeFile(path.join(root, 'runbooks/checklist.yaml'), `documents:\n  - id: A\n    title: Shop\n    rows: [${rows.join(', ')}]\n`);
  await writeFile(path.join(root, 'x.test.ts'), "test('A-13: it does', () => {}); // A-140\n");
  await writeFile(path.join(root, 'runbooks/shop/pool.mdx'), `---\ntitle: T\nsummary: S\nowner: O\n---\n\n${BODY}`);
  const report = {
    'shop/pool#count': { exercised: true, how: 'ok; fail under a fault' },
    'shop/pool#undo': { exercised: false, how: 'no systemd' },
  };
  await writeFile(path.join(root, 'reports/shop.json'), JSON.stringify(report));
  coverage = await readCoverage({ runbooks: path.join(root, 'runbooks'), reports: path.join(root, 'reports') });
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('coverage', () => {
  it('takes covers on every component and on a fence, and says where', () => {
    expect(parse(BODY).covered.map(({ row, by, at }) => `${row} ${by} ${at}`)).toEqual([
      'A-1 Signature top',
      'A-2 Diagnostic count',
      'A-3 Diagnostic count',
      'A-4 When look',
      'A-5 fence look',
      'A-6 Procedure undo',
      'A-7 Step first',
      'A-8 Callout look',
      'A-9 Trap look',
      'A-10 Contact look',
      'A-11 Template note',
    ]);
  });

  it('counts what is covered and exercised, and believes a test only when it names its row', () => {
    expect(coverage?.total).toEqual({ rows: 14, covered: 12, exercised: 3 });
    const rows = coverage?.documents[0]?.rows ?? [];
    const of = (id: string) => rows.find((row) => row.id === id);
    expect(of('A-2')).toMatchObject({ covered: true, exercised: true, where: ['shop/pool#count'] });
    expect(of('A-6')).toMatchObject({ covered: true, exercised: false, how: ['shop/pool#undo: no systemd'] });
    expect(of('A-12')).toMatchObject({ covered: false, exercised: false, where: [] });
    expect(of('A-13')).toMatchObject({ covered: true, exercised: true });
    expect(of('A-14')).toMatchObject({ covered: false, exercised: false });
    expect(coverage?.silentTests).toEqual([`A-14: ${root}/x.test.ts`]);
  });

  it('is drawn with one line for each document and each row', () => {
    const drawn = drawCoverage(coverage ?? { documents: [] });
    expect(drawn).toContain('| A Shop | 14 | 12 | 14 | 3 | 1 |');
    expect(drawn).toContain('| A-6 | sql | something | `shop/pool#undo` | not here | shop/pool#undo: no systemd |');
  });

  it('is not had without a checklist', async () => {
    expect(await readCoverage({ runbooks: path.join(root, 'reports') })).toBeNull();
  });
});

describe('the checklist', () => {
  it('makes a misspelt row an error of the runbook', async () => {
    const { checklist } = await loadChecklist(path.join(root, 'runbooks'));
    const rows = new Set(rowsOf(checklist ?? { documents: [] }).map(({ id }) => id));
    const problems = await checkRunbook(parse('<Trap covers="A-1 A-99">x</Trap>\n\n```js covers=B-1\n1\n```\n'), null, rows);
    expect(problems.map(({ rule, severity, line, message }) => [rule, severity, line, message])).toEqual([
      ['covers/unknown', 'error', 7, 'A-99 is no row of checklist.yaml.'],
      ['covers/unknown', 'error', 9, 'B-1 is no row of checklist.yaml.'],
    ]);
  });

  it('is not taken when it does not fit, and says on which line', async () => {
    const twice = path.join(root, 'twice');
    await mkdir(twice);
    const rows = (...ids: string[]) => ids.map((id) => `      - { id: ${id}, kind: sql, effect: read, says: x }`).join('\n');
    await writeFile(path.join(twice, 'checklist.yaml'), `documents:\n  - id: A\n    title: T\n    rows:\n${rows('A', 'B', 'A')}\n`);
    expect(await loadChecklist(twice)).toMatchObject({ checklist: null, problems: [{ rule: 'checklist', severity: 'error' }] });
    await writeFile(path.join(twice, 'checklist.yaml'), `documents:\n  - id: A\n    title: T\n    rows:\n${rows('A B')}\n`);
    expect((await loadChecklist(twice)).problems).toMatchObject([{ line: 5 }]);
  });
});

it('every row of ours is there once, and every test that it names says its row', async () => {
  const ours = await readCoverage();
  expect(ours?.total.rows).toBe(365);
  expect(ours?.silentTests).toEqual([]);
});
