import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lineTime } from './line-time';
import { expressionSource, literalSource, type Searched } from './matcher';
import { readPieces } from './read-pieces';
import { scanLogs, type Window } from './scan-logs';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const LOOKED_BACK = 8_192;
const EXAMPLES = 3;
const minute = (at: number) => `2026-11-26T10:${String(at).padStart(2, '0')}:00Z`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sitrep-pieces-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Line by line, from the whole text, as slowly as it can be said. */
function scanSlowly(whole: string, patterns: readonly Searched[], { sinceMs = Number.NEGATIVE_INFINITY, untilMs = Infinity }: Window) {
  const tests = patterns.map(({ source, ignoreCase }) => new RegExp(source, ignoreCase ? 'i' : ''));
  const isTimed = sinceMs > 0 || untilMs < Infinity;
  const found = patterns.map(() => [] as string[]);
  let [start, total, undated] = [0, 0, 0];
  while (start < whole.length) {
    const [line = ''] = whole.slice(start).split('\n', 1);
    const above = whole
      .slice(Math.max(0, start - LOOKED_BACK), start)
      .split('\n')
      .reverse();
    start += line.length + 1;
    if (!tests.some((test) => test.test(line))) continue;
    const time = [line, ...above].map((each) => lineTime(each, NOW)).find((each) => each !== null);
    if (isTimed && time === undefined) undated += 1;
    if (isTimed && time !== undefined && (time < sinceMs || time > untilMs)) continue;
    total += 1;
    for (const [at, test] of tests.entries()) if (test.test(line)) found[at]?.push(line);
  }
  return { total, undated, counts: found.map(({ length }) => length), last: found.map((lines) => lines.slice(-EXAMPLES)) };
}

async function scanInPieces(bytes: Buffer, patterns: readonly Searched[], window: Window, pieceBytes: number) {
  const file = path.join(folder, 'app.log');
  await writeFile(file, bytes);
  const handle = await open(file);
  try {
    const log = { shown: file, pieces: (signal: AbortSignal) => readPieces(handle, bytes.length, signal, pieceBytes) };
    const of = { window, examples: EXAMPLES, nowMs: NOW, signal: new AbortController().signal, progress: () => {} };
    const { tallies, total, undated, scannedBytes, files } = await scanLogs([log], patterns, of);
    expect([scannedBytes, files]).toEqual([bytes.length, [{ path: file, sizeBytes: bytes.length, lines: total }]]);
    return { total, undated, counts: tallies.map(({ count }) => count), last: tallies.map(({ last }) => last) };
  } finally {
    await handle.close();
  }
}

const word = fc.constantFrom('a', 'A', 'b', 'ab', 'ERROR', 'error', 'größer', '日本', ' ', '\r', '\0', '\u2028', 'aa', 'GET /x');
const stamp = fc.oneof(fc.constant(''), fc.integer({ min: 0, max: 9 }).map(minute));
const line = fc.tuple(stamp, fc.array(word, { maxLength: 12 })).map(([at, words]) => at + words.join(''));
const log = fc
  .tuple(fc.array(line, { maxLength: 40 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, ending, isEnded]) => Buffer.from(lines.join(ending) + (isEnded ? ending : '')));
const source = fc.oneof(
  fc.constantFrom('ERROR', 'größer', 'a.b', '日', 'GET /x', '\n', 'b\na').map(literalSource),
  fc
    .constantFrom('a+b', '^a', 'b$', '^$', 'a*', '$', '[^a]', '[^b]*a', '\\s+a', 'a|ERROR', '\\bab\\b', '.{4}', 'é?r\\r?$', '\\r$')
    .map(expressionSource),
  fc
    .constantFrom('(?<!\\s)a', 'b(?!\\s)', '(?=(\\s*))\\1a', '(a)\\1', '(b)|(A)\\2', '(?<same>a)b\\k<same>', '(?<same>A)')
    .map(expressionSource),
);
const patterns = fc.array(fc.record({ name: fc.constant('p'), source, ignoreCase: fc.boolean() }), { minLength: 1, maxLength: 5 });
const bound = fc.option(
  fc.integer({ min: 0, max: 9 }).map((at) => Date.parse(minute(at))),
  { nil: undefined },
);

it('counts as a reading line by line does, wherever the pieces of a file end', async () => {
  const window = fc.record({ sinceMs: bound, untilMs: bound });
  await fc.assert(
    fc.asyncProperty(log, patterns, window, fc.integer({ min: 1, max: 300 }), async (bytes, searched, asked, more) => {
      const whole = bytes.toString('latin1');
      // A line longer than a piece comes in parts.
      const longest = Math.max(...whole.split('\n').map(({ length }) => length));
      expect(await scanInPieces(bytes, searched, asked, longest + more)).toEqual(scanSlowly(whole, searched, asked));
    }),
    {
      numRuns: 100,
      examples: [[Buffer.from('b'), [{ name: 'p', source: '$', ignoreCase: false }], { sinceMs: undefined, untilMs: undefined }, 1]],
    },
  );
});
