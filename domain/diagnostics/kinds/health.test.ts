import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseRunbook } from '@/domain/runbooks/parse-runbook';
import type { Target } from '@/domain/runbooks/schema';
import { resolveParts } from '../resolve-target';
import { decideVerdict } from '../verdict';
import { KIND_RUNNERS } from './index';

const FRONT = '---\ntitle: T\nsummary: S\nowner: O\ninputs:\n  word: { type: string }\n---\n\n';
const block = (id: string, kind: string, body: string, attributes = '') =>
  `<Diagnostic id="${id}" title="${id}" target="web" ${attributes}>\n\`\`\`${kind}\n${body}\n\`\`\`\n</Diagnostic>\n\n`;
const parse = (text: string) => parseRunbook({ slug: 'a/b', file: 'b.mdx', syntax: 'mdx', bytes: Buffer.from(FRONT + text) }).runbook;

describe('health', () => {
  let server: Server;
  let targets: Map<string, Target>;
  beforeAll(async () => {
    server = createServer((request, response) => response.writeHead(Number(request.url?.slice(1)) || 200).end());
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const at = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    targets = new Map([['web', { name: 'web', kind: 'http', environment: 'local', url: `http://${at}`, egress: [at] }]]);
  });
  afterAll(() => server.close());

  async function run(ids: string, blocks: string) {
    const runbook = parse(blocks + block('all', 'health', ids));
    const all = runbook.blocks.find(({ id }) => id === 'all');
    if (!all) throw new Error(runbook.problems.map(({ message }) => message).join());
    let stdout = '';
    const emit = (_: string, text: string) => {
      stdout += text;
    };
    const target = { ...(targets.get('web') as Target) };
    const parts = await resolveParts(all, targets);
    const outcome = await KIND_RUNNERS.health({
      block: all,
      target,
      inputs: { word: '200' },
      parts,
      signal: new AbortController().signal,
      emit,
    });
    return { outcome, stdout, verdict: outcome.status === 'completed' ? decideVerdict(all, outcome.data).verdict : null };
  }
  const good = block('good', 'http', 'GET /{word}');
  const bad = block('bad', 'http', 'GET /503');
  const odd = block('odd', 'http', 'GET /404');
  const lost = block('lost', 'redis', 'PING');

  it('takes the worst verdict of its parts', async () => {
    const healthy = await run('good', good);
    expect(healthy).toMatchObject({ verdict: 'ok', outcome: { data: { status: 'healthy', checks: [{ id: 'good', verdict: 'ok' }] } } });
    const degraded = await run('good odd', good + odd);
    expect(degraded).toMatchObject({ verdict: 'warn', outcome: { data: { status: 'degraded', okCount: 1, warnCount: 1 } } });
    const unhealthy = await run('good\nodd\nbad', good + odd + bad);
    expect(unhealthy).toMatchObject({
      verdict: 'fail',
      outcome: {
        data: { status: 'unhealthy', failCount: 1, checks: [{ id: 'good' }, { id: 'odd' }, { id: 'bad', reason: 'status 503' }] },
      },
    });
    expect(unhealthy.stdout).toContain('fail     bad: status 503');
  });

  it('neither fails nor passes for what is not available here', async () => {
    const host = block('here', 'host', 'cpu');
    expect(await run('good here', good + host)).toMatchObject({
      verdict: 'ok',
      outcome: { data: { unknownCount: 1, okCount: 1 } },
    });
    expect(await run('here', host)).toMatchObject({ outcome: { status: 'errored', error: { code: 'not_available' } } });
  });

  it('asks for what its parts ask for, and changes with any of them', () => {
    const before = parse(good + bad + block('all', 'health', 'good bad')).blocks;
    const after = parse(good + bad.replace('503', '500') + block('all', 'health', 'good bad')).blocks;
    const moved = parse(`${good}text\n\n${bad}${block('all', 'health', 'good bad')}`).blocks;
    const hash = (blocks: typeof before) => blocks.find(({ id }) => id === 'all')?.contentHash;
    expect(before.find(({ id }) => id === 'all')?.inputs.map(({ name }) => name)).toEqual(['word']);
    expect(hash(after)).not.toBe(hash(before));
    expect(hash(moved)).toBe(hash(before));
  });

  it.each([
    ['none', 'not the id'],
    ['good good', 'twice'],
    ['all', 'of the kind health'],
    ['change', 'changes something'],
  ])('refuses %s', (ids, words) => {
    const change = '<Remediation id="change" title="C" target="web" effect="mutating">\n```http\nDELETE /\n```\n</Remediation>\n\n';
    const { problems, blocks } = parse(good + change + lost + block('all', 'health', ids));
    expect(problems.filter(({ rule }) => rule === 'health/part')).toMatchObject([{ message: expect.stringContaining(words) }]);
    expect(blocks.some(({ id }) => id === 'all')).toBe(false);
  });

  it('repeats probes alone', () => {
    const { problems } = parse(
      block('a', 'http', 'GET /', 'repeat="5"') + block('b', 'host', 'cpu', 'repeat="5"') + block('c', 'tcp', 'a:1', 'repeat="1"'),
    );
    expect(problems.map(({ rule }) => rule).sort()).toEqual(['block/repeat', 'component/attribute']);
  });
});
