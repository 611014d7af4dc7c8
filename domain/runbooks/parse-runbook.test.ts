import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawTree } from '@/lib/markdown/draw-tree';
import { parseRunbook } from './parse-runbook';

const FRONT = `---
title: Pool exhausted
summary: No slot is free.
service: shop
severity: P1
owner: platform
signatures: ["FATAL: sorry, too many clients already"]
inputs:
  email: { type: email, from: labels.email }
  pid: { type: int, label: Process, default: 1 }
---

`;

const parse = (text: string, syntax: 'md' | 'mdx' = 'mdx') =>
  parseRunbook({ slug: 'shop/pool', file: 'runbooks/shop/pool.mdx', syntax, bytes: Buffer.from(text) });
const read = (body: string, syntax: 'md' | 'mdx' = 'mdx') => parse(FRONT + body, syntax).runbook;
const rules = (body: string) => read(body).problems.map(({ rule, line }) => `${rule}:${line - 12}`);
const diagnostic = (attributes: string, fence = '```sql\nselect 1\n```') =>
  `<Diagnostic id="a" title="A" ${attributes}>\n${fence}\n</Diagnostic>`;

describe('a whole runbook', () => {
  const runbook = read(`Intro.

<Signature covers="S1">timeout *exceeded* when \`trying\`</Signature>

## Is it this? {/* a comment */}

<Diagnostic id="count" title="Connections" target="db" timeout="5s" for="2s" lines="10" warn={"n >= 5"} fail="n > 10 && true" exports="pid=rows[0].pid; name=rows[0].name" covers="S2-1 S2-2">

Counts them.

\`\`\`sql
select count(*) as n from t where email = :email
\`\`\`

</Diagnostic>

<When diagnostic="count" is="fail">

### Then end it

<Remediation id="end" title="End it" target="db" effect="destructive" preview="count" verify="count" undo="start" needs="pid">
\`\`\`sql
select pg_terminate_backend(:pid::int)
\`\`\`
</Remediation>

</When>

<Remediation id="start" title="Start it" effect="mutating">
\`\`\`bash
echo "$INPUT_EMAIL"
\`\`\`
</Remediation>

<Procedure id="steps" title="Steps"><Step id="one" title="One" gate="count">Do.</Step><Step id="two" title="Two" owner="dba">Then.</Step></Procedure>
<Callout type="warning">Careful.</Callout>
<Trap>No.</Trap>
<Contact role="dba" />
<Template id="first-update" />
`);

  it('has no problems', () => expect(runbook.problems).toEqual([]));

  it('knows its blocks', () => {
    expect(
      runbook.blocks.map(({ id, kind, effect, target, timeoutMs, section }) => ({ id, kind, effect, target, timeoutMs, section })),
    ).toEqual([
      { id: 'count', kind: 'sql', effect: 'read', target: 'db', timeoutMs: 5_000, section: 'is-it-this' },
      { id: 'end', kind: 'sql', effect: 'destructive', target: 'db', timeoutMs: 60_000, section: 'then-end-it' },
      { id: 'start', kind: 'bash', effect: 'mutating', target: 'local', timeoutMs: 60_000, section: 'then-end-it' },
    ]);
    expect(runbook.blocks[0]).toMatchObject({
      forMs: 2_000,
      maxLines: 10,
      warn: 'n >= 5',
      fail: 'n > 10 && true',
      exports: { pid: 'rows[0].pid', name: 'rows[0].name' },
      covers: ['S2-1', 'S2-2'],
      inputs: [{ name: 'email', type: 'email', label: 'Email', required: true, from: 'labels.email' }],
      body: 'select count(*) as n from t where email = :email',
      line: 19,
      bodyLine: 24,
    });
    expect(runbook.blocks[1]).toMatchObject({ preview: 'count', undo: 'start', verify: 'count', needs: ['pid'] });
  });

  it('knows its sections, with what leads to them', () => {
    expect(runbook.sections.map(({ id, depth, signatures }) => ({ id, depth, signatures }))).toEqual([
      { id: 'top', depth: 0, signatures: ['FATAL: sorry, too many clients already', 'timeout *exceeded* when trying'] },
      { id: 'is-it-this', depth: 2, signatures: [] },
      { id: 'then-end-it', depth: 3, signatures: [] },
    ]);
    expect(runbook.sections[1]?.text).toContain('select count(*)');
  });

  it('is drawn as plain elements', async () => {
    const text = JSON.stringify(await drawTree(parse(`${FRONT}${diagnostic('')}\n\n<Contact role="dba" />\n\n|a|\n|-:|\n|1|\n`).document));
    expect(text).toContain('"tagName":"rb-diagnostic","properties":{"id":"a"}');
    expect(text).toContain('"tagName":"rb-contact","properties":{"role":"dba"}');
    expect(text).toContain('"className":["tok-keyword"]');
    expect(text).toContain('"className":["align-right"]');
    expect(text).not.toMatch(/"style"|"align"/);
  });
});

describe('what is refused, and where', () => {
  it.each([
    ['<Foo />', 'component/unknown:1'],
    ['text <script>alert(1)</script>', 'component/unknown:1'],
    ['<div onclick="x">y</div>', 'component/unknown:1'],
    ['<br class="x" />', 'component/unknown-attribute:1'],
    ['<>x</>', 'component/unknown:1'],
    ['{1 + 1}', 'mdx/expression:1'],
    ['a\n\nb {process.env.HOME}', 'mdx/expression:3'],
    ['import x from "y"', 'mdx/import:1'],
    ['export const x = 1', 'mdx/import:1'],
    ['<Trap {...x}>a</Trap>', 'component/spread:1'],
    ['<Trap title={x}>a</Trap>', 'component/expression:1'],
    ['<Trap title={`x`}>a</Trap>', 'component/expression:1'],
    ['<Trap title="a" title="b">a</Trap>', 'component/repeated-attribute:1'],
    ['<Trap titel="x">a</Trap>', 'component/unknown-attribute:1'],
    ['<Trap __proto__="x">a</Trap>', 'component/unknown-attribute:1'],
    ['<Contact />', 'component/missing-attribute:1'],
    ['<Callout type="loud">x</Callout>', 'component/attribute:1'],
    [diagnostic('timeout="5 minutes"'), 'component/duration:1'],
    [diagnostic('timeout="11m"'), 'component/duration:1'],
    [diagnostic('for="0s"'), 'component/duration:1'],
    [diagnostic('lines="many"'), 'component/attribute:1'],
    [diagnostic('exports="x"'), 'component/attribute:1'],
    [diagnostic('', '```cobol\nx\n```'), 'block/unknown-kind:2'],
    [diagnostic('', '```\nx\n```'), 'block/unknown-kind:2'],
    [diagnostic('', '```constructor\nx\n```'), 'block/unknown-kind:2'],
    [diagnostic('', '\ntext\n'), 'block/no-fence:1'],
    [diagnostic('', '```sql\nselect 1\n```\n```sql\nselect 2\n```'), 'block/many-fences:5'],
    [diagnostic('', '```sql\n\n```'), 'block/empty:2'],
    [diagnostic('', '```sql\nselect 1\nwhere x = :nobody\n```'), 'block/unknown-input:4'],
    [diagnostic('', '```bash\necho "$INPUT_NOBODY"\n```'), 'block/unknown-input:3'],
    [diagnostic('', '```http\nGET /{nobody}\n```'), 'block/unknown-input:3'],
    [diagnostic('', '```http\nPOST /x\n```'), 'block/http-changes:3'],
    [diagnostic('', '```http\ndelete /x\n```'), 'block/http-changes:3'],
    [diagnostic('reads="it only searches"'), 'block/reads-without-http:1'],
    [diagnostic('needs="pid"'), 'block/need-without-export:1'],
    [`${diagnostic('exports="n=1"')}\n\n${diagnostic('', '```sql\nselect :n\n```').replace('"a"', '"b"')}`, 'block/need-missing:9'],
    [`${diagnostic('')}\n\n${diagnostic('')}`, 'component/duplicate-id:7'],
    [`<Diagnostic id="o" title="O">\n\n${diagnostic('')}\n\n</Diagnostic>`, 'block/nested:3'],
    ['<Remediation id="r" title="R" effect="mutating">\n```dns\nx A\n```\n</Remediation>', 'block/kind-only-reads:2'],
    ['<Remediation id="r" title="R" effect="mutating" undo="x" verify="y">\n```bash\ntrue\n```\n</Remediation>', 'reference/unknown:1'],
    ['<When diagnostic="nothing" is="ok">x</When>', 'reference/unknown:1'],
    ['<Step id="s" title="S">x</Step>', 'procedure/step-outside:1'],
    ['<Procedure id="p" title="P">x</Procedure>', 'procedure/empty:1'],
    ['<Procedure id="p" title="P"><Step id="s" title="S" gate="nothing">x</Step></Procedure>', 'reference/unknown:1'],
    ['<Signature>a</Signature>', 'signature/too-short:1'],
    ['[x](javascript:alert(1))', 'link/scheme:1'],
    ['[x](java&#x0A;script:alert(1))', 'link/scheme:1'],
    ['[x](<vbscript:x>)', 'link/scheme:1'],
    ['![x](data:text/html,x)', 'link/scheme:1'],
    ['[x][y]\n\n[y]: file:///etc/passwd', 'link/scheme:3'],
    ['<Trap>', 'mdx/syntax:1'],
    ['a <b', 'mdx/syntax:1'],
    ['{', 'mdx/syntax:1'],
    ['<!-- x -->', 'mdx/syntax:1'],
    ['a\u0000b', 'file/control-character:1'],
    ['x\n\na\u202eb', 'file/bidi:3'],
    ['>'.repeat(1_000), 'file/nesting:1'],
    ['x'.repeat(100_000), 'file/line-too-long:1'],
  ])('%j -> %s', (body, expected) => expect(rules(body)).toContain(expected));

  it('leaves the neighbours alone', () => {
    const { blocks, problems } = read(`${diagnostic('typo="x"')}\n\n${diagnostic('').replace('"a"', '"b"')}`);
    expect(blocks.map(({ id }) => id)).toEqual(['b']);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ severity: 'error', fix: expect.stringContaining('timeout') });
  });

  it('runs nothing of what it cannot read, but keeps the text', async () => {
    for (const body of [`${diagnostic('')}\n\n<Trap>`, `${diagnostic('')}\n\na\u202eb`]) {
      const { runbook, document } = parse(FRONT + body);
      expect(runbook.blocks).toEqual([]);
      expect(runbook.title).toBe('Pool exhausted');
      expect(JSON.stringify(await drawTree(document))).toContain('select');
    }
  });

  it.each([
    ['---\ntitle: [\n---\n', 'frontmatter'],
    ['---\ntitle: x\ncolour: red\n---\n', 'frontmatter'],
    ['---\ntitle: x\nseverity: P9\n---\n', 'frontmatter'],
    ['---\ntitle: x\nservice: other\n---\n', 'frontmatter/service'],
    ['---\ntitle: x\nalerts: ["severity is high"]\n---\n', 'frontmatter'],
    ['---\ntitle: x\nsignatures: ["*"]\n---\n', 'frontmatter'],
    ['---\ntitle: x\ninputs: { Bad-Name: { type: int } }\n---\n', 'frontmatter'],
    ['---\ntitle: x\ninputs: { a: { type: secret, default: hunter2 } }\n---\n', 'frontmatter'],
    ['---\ntitle: x\ninputs: { a: { type: enum } }\n---\n', 'frontmatter'],
    ['---\ntitle: x\n', 'frontmatter'],
    [
      '---\na: &a [x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c, *c]\n---\n',
      'frontmatter',
    ],
    ['# Hello\n', 'frontmatter/missing'],
  ])('frontmatter %j', (text, rule) => {
    const { problems, title } = parse(text).runbook;
    expect(problems.map((problem) => problem.rule)).toContain(rule);
    expect(title).not.toBe('');
  });

  it('says the line within the frontmatter', () => {
    expect(
      parse('---\ntitle: x\ninputs:\n  a:\n    type: number\n---\n').runbook.problems.find(({ rule }) => rule === 'frontmatter'),
    ).toMatchObject({ line: 5, message: expect.stringContaining('inputs.a.type') });
  });

  it('refuses 10 MB and bytes that are no text', () => {
    const of = (bytes: Uint8Array) => parseRunbook({ slug: 'a/b', file: 'b.mdx', syntax: 'mdx', bytes }).runbook;
    expect(of(Buffer.alloc(10_000_000, 'a'))).toMatchObject({
      title: 'B',
      blocks: [],
      problems: expect.arrayContaining([expect.objectContaining({ rule: 'file/too-large' })]),
    });
    expect(of(Buffer.from([0x61, 0x0a, 0xff, 0xfe])).problems[0]).toMatchObject({ rule: 'file/not-utf8', line: 2 });
  });
});

const PIECES = [
  '<Diagnostic id="a" title="A">\n',
  '</Diagnostic>\n',
  '```sql\nselect :x\n```\n',
  '<',
  '>',
  '{',
  '}',
  '{/* */}',
  '---\n',
  'title: x\n',
  '\n\n',
  '- ',
  '> ',
  '|a|b|\n|-|-|\n',
  '[x](y)',
  '`',
  '<Trap ',
  'id="',
  '"',
  '&lt;',
  '\u0000',
  '\u202e',
  '\\',
  '*',
  '#',
  'a',
];

describe('any text', () => {
  it('never throws, and always has a title and a hash', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(fc.constantFrom(...PIECES)).map((pieces) => pieces.join('')),
        ),
        fc.constantFrom('md' as const, 'mdx' as const),
        async (text, syntax) => {
          const { runbook, document } = parse(text, syntax);
          expect(runbook.title).not.toBe('');
          expect(runbook.contentHash).toMatch(/^[0-9a-f]{64}$/);
          for (const { line } of runbook.problems) expect(line).toBeGreaterThan(0);
          await drawTree(document);
        },
      ),
      { numRuns: 400 },
    );
  });
});
