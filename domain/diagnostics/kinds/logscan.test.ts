import { execFileSync } from 'node:child_process';
import { appendFile, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runKind, type TestRequest } from '@/test/run-kind';
import { decideVerdict } from '../verdict';
import { logscan } from './logscan';
import { lineTime } from './logscan/line-time';
import { expressionSource, makeMatcher } from './logscan/matcher';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const at = (hoursAgo: number) => new Date(Date.now() - hoursAgo * 3_600_000).toISOString();

describe('logscan', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sitrep-logs-'));
    const lines = [
      `${at(30)} ERROR connection timeout after 5000 ms`,
      `${at(20)} INFO ready`,
      `${at(2)} ERROR connection timeout after 5001 ms`,
      '  at connect (db.js:10) TIMEOUT',
      `${at(1)} error payment failed for ana@oatie.example`,
      `${at(1)} WARN größer als 100 %`,
    ];
    await writeFile(path.join(folder, 'app.log'), lines.join('\n'));
    await writeFile(path.join(folder, 'app.log.1'), 'ERROR old\n'.repeat(3));
    await writeFile(path.join(folder, 'empty.log'), '');
    await symlink('/etc/passwd', path.join(folder, 'away.log'));
    const noise = Array.from(
      { length: 40_000 },
      (_, index) => `line ${index} ${index % 97 === 0 ? 'Timed out' : 'fine'} ${'x'.repeat(index % 180)}`,
    );
    await writeFile(path.join(folder, 'big.txt'), noise.join('\n'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const run = (body: string, request: TestRequest = {}) => runKind(logscan, 'logscan', body, { ...request, target: { roots: [folder] } });

  it('counts several patterns in one pass, and shows the most frequent and the last lines', async () => {
    const { data, stdout } = await run('files app.log\npattern errors "ERROR"\npattern timeouts /time-?out/i\npattern none "NOWHERE"');
    expect(data).toMatchObject({ counts: { errors: 2, timeouts: 3, none: 0 }, total: 3, fileCount: 1, problems: [] });
    expect(data.patterns[0].top).toMatchObject([{ count: 2 }]);
    expect(data.patterns[1].last).toHaveLength(3);
    expect(stdout).toContain('errors');
    expect(decideVerdict({ kind: 'logscan', fail: 'counts.errors > 1' }, data).verdict).toBe('fail');
    expect(decideVerdict({ kind: 'logscan' }, data).verdict).toBe('ok');
  });

  it('keeps to a time, and gives lines without one the time of the line above', async () => {
    expect((await run('files app.log\npattern t /timeout/i\nsince 3h')).data.counts.t).toBe(2);
    expect((await run('files app.log\npattern t /timeout/i\nsince 3h\nuntil 90m')).data.counts.t).toBe(2);
    expect((await run('files app.log\npattern t /timeout/i\nuntil 3h')).data.counts.t).toBe(1);
    expect((await run('files app.log\npattern t /timeout/i\nsince {since}', { inputs: { since: at(25) } })).data.counts.t).toBe(2);
    expect((await run('files app.log.1\npattern e "ERROR"\nsince 1h')).data).toMatchObject({ counts: { e: 3 }, undated: 3 });
  });

  it('looks for a value as the text that it is', async () => {
    const mail = (email: string) => run('files app.log\npattern user "{email}"', { inputs: { email } });
    expect((await mail('ana@oatie.example')).data.counts.user).toBe(1);
    expect((await mail('ana.oatie.example')).data.counts.user).toBe(0);
    expect((await mail('.*')).data.counts.user).toBe(0);
    expect((await run('files app.log\npattern big "größer als 100 %"')).data).toMatchObject({
      counts: { big: 1 },
      patterns: [{ last: [expect.stringContaining('größer')] }],
    });
    expect((await run('files app.log\npattern user "{email}"', { inputs: { email: '' } })).error?.code).toBe('input');
  });

  it('agrees with grep, across pieces and in any order of patterns', async () => {
    const big = path.join(folder, 'big.txt');
    for (const [expression, flags] of [
      ['timed out', '-ci'],
      ['^line [0-9]+5 fine', '-cE'],
      ['x{40}$', '-cE'],
    ] as const) {
      const expected = Number(execFileSync('grep', [flags, expression, big]).toString());
      expect((await run(`files big.txt\npattern p /${expression}/${flags.includes('i') ? 'i' : ''}`)).data.counts.p, expression).toBe(
        expected,
      );
    }
    expect((await run('files big.txt\npattern a /Timed/\npattern b /fine/')).data.total).toBe(40_000);
  });

  it('reads what a name stands for, and follows no link out', async () => {
    expect((await run('files *.log.1 app.l*\npattern e "ERROR"')).data).toMatchObject({ fileCount: 2, counts: { e: 5 } });
    expect((await run('files none.log app.log\npattern e "ERROR"')).data).toMatchObject({
      problems: [{ code: 'no_file', severity: 'warn' }],
      counts: { e: 2 },
    });
    expect((await run('files away.log\npattern e "root"')).error?.code).toBe('roots');
    expect((await run('files ../../etc/passwd\npattern e "root"')).error?.code).toBe('roots');
    const gone = await run('files none.log\npattern e "x"');
    expect(decideVerdict({ kind: 'logscan' }, gone.data).verdict).toBe('fail');
    expect((await run('files empty.log\npattern e "x"')).data).toMatchObject({ total: 0, scannedBytes: 0 });
  });

  it('is not held up by a pattern that never ends', async () => {
    await writeFile(path.join(folder, 'slow.txt'), `${'a'.repeat(5_000)}!\n`);
    expect((await run('files slow.txt\npattern p /^(a+)+$/')).error?.code).toBe('slow_pattern');
    expect((await run('files app.log\npattern e "ERROR"')).data.counts.e).toBe(2);
  });

  it('follows a file within its bounds', async () => {
    const live = path.join(folder, 'live.log');
    await writeFile(live, 'ERROR before\n');
    const writer = setInterval(() => void appendFile(live, 'INFO no\nERROR secret-free line\n'), 20);
    const { data, stdout } = await run('files live.log\npattern errors "ERROR"\nfollow', { block: { maxLines: 4, forMs: 10_000 } });
    clearInterval(writer);
    expect(data).toMatchObject({ lines: 4, bounded: true, counts: { errors: 4 } });
    expect(stdout).toContain('ERROR before');
    expect(stdout).not.toContain('INFO');
    expect((await run('files live.log\nfollow', { block: { forMs: 100 } })).data).toMatchObject({ bounded: true });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    expect((await run('files live.log\nfollow', { signal: stop.signal })).error?.code).toBe('aborted');
  });

  it.each([
    ...[
      '',
      'files a',
      'pattern a "b"',
      'files a\npattern a b',
      'files a\npattern a /(/',
      'files a\npattern A "b"',
      'files a\npattern a /{x}/',
    ],
    ...[
      'files a\npattern a "b"\npattern a "c"',
      'files a\npattern a "b"\nsince tomorrow',
      'files a\nfollow\nsince 1h',
      'files a\npattern a "b"\nexamples 99',
    ],
  ])('refuses %j', async (body) => expect((await run(body)).error?.code).toBe('body'));

  it.each([
    ['2026-11-26T10:00:00Z INFO', '2026-11-26T10:00:00.000Z'],
    ['[2026-11-26 10:00:00,123+01:00] INFO', '2026-11-26T09:00:00.123Z'],
    ['1.2.3.4 - - [26/Nov/2026:10:00:00 +0000] "GET /"', '2026-11-26T10:00:00.000Z'],
    ['{"level":30,"time":1764151200000,"msg":"x"}', '2025-11-26T10:00:00.000Z'],
    ['1764151200 started', '2025-11-26T10:00:00.000Z'],
    ['no time at all', null],
    ['99999999999999', null],
  ])('reads the time of %s', (line, expected) => {
    const time = lineTime(line, NOW);
    expect(time === null ? null : new Date(time).toISOString()).toBe(expected);
  });

  it('takes December in January for last year’s', () => {
    const time = lineTime('Dec 31 23:59:59 host app: x', Date.parse('2027-01-01T12:00:00Z'));
    expect(new Date(time ?? 0).getFullYear()).toBe(2026);
  });

  it('finds exactly the lines in which a pattern stands', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' ') });
    const pattern = fc.constantFrom('a', 'ab', 'a+b', '^b', 'c$', '[^a]', 'a\\s*b', 'b|c');
    fc.assert(
      fc.property(fc.array(line), fc.uniqueArray(pattern, { minLength: 1, maxLength: 3 }), (lines, sources) => {
        const found: string[] = [];
        makeMatcher(sources.map((source) => ({ name: source, source: expressionSource(source), ignoreCase: false })))(
          lines.join('\n'),
          (each) => found.push(each),
        );
        expect(found).toEqual(lines.filter((each) => sources.some((source) => new RegExp(source).test(each))));
      }),
    );
  });
});
