import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sanitizeTerminal, TerminalSanitizer } from './sanitize-terminal';

const inPieces = (text: string, size: number) => {
  const sanitizer = new TerminalSanitizer();
  let out = '';
  for (let at = 0; at < text.length; at += size) out += sanitizer.push(text.slice(at, at + size));
  return out;
};

const CASES: [string, string][] = [
  ['\x1b[1;31mred\x1b[0m', '\x1b[1;31mred\x1b[0m'],
  ['\x1b[38;2;1;2;3mrgb\x1b[m', '\x1b[38;2;1;2;3mrgb\x1b[m'],
  ['a\x1b[2Jb\x1b[10;20Hc\x1b[?25ld', 'abcd'],
  ['\x1b]0;title\x07text', 'text'],
  ['\x1b]8;;http://evil\x1b\\link\x1b]8;;\x1b\\', 'link'],
  ['\x1bPq#0\x1b\\x', 'x'],
  ['\x1b(Bx\x1b7y\x1b=z', 'xyz'],
  ['a\bb\x07c\x00d\x7fe', 'abcde'],
  ['10%\r20%\r\nend\r\n', '10%\n20%\nend\n'],
  ['tab\tnl\n', 'tab\tnl\n'],
  ['\x9b31mx\x9d0;t\x07y', '\x1b[31mxy'],
  ['abc\u202etxt.exe\u2066', 'abctxt.exe'],
  ['\x1b[>4;1mx\x1b[?1mz', 'xz'],
  ['\x1b]never ended\nnext line', '\nnext line'],
  [`\x1b[${'1'.repeat(100)}mx`, `${'1'.repeat(35)}mx`],
  ['é名😀', 'é名😀'],
];

describe('TerminalSanitizer', () => {
  it.each(CASES)('%j gives %j', (text, expected) => {
    expect(sanitizeTerminal(text)).toBe(expected);
  });

  it('gives the same however it is cut', () => {
    for (const [text, expected] of CASES) for (const size of [1, 2, 3]) expect(inPieces(text, size)).toBe(expected);
  });

  it('drops what stands anywhere in a long text, and keeps the rest', () => {
    const whole = 'plain ~ text\t0123\n'.repeat(5_000);
    for (const bad of ['\0', '\x1f', '\x7f', '\x80', '\u202e', '\u2066'])
      for (const at of [0, 1, 2, 3, 4, 5, 1_000, 65_529, 65_530, 65_531, 65_532, 89_999])
        for (const text of [whole.slice(0, 65_533), whole])
          if (at <= text.length)
            expect(new TerminalSanitizer().push(text.slice(0, at) + bad + text.slice(at)) === text, `${bad} at ${at}`).toBe(true);
    for (const length of [0, 1, 2, 3, 4, 5, 65_536, 65_537, 90_000]) {
      const text = whole.slice(0, length);
      expect(new TerminalSanitizer().push(text) === text).toBe(true);
    }
  });

  it('lets out nothing but text and colours', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'\x1b[]()Pm;:?>0123456789ABCHJKabc\x07\x9b\x90\x9c\r\n\t\0\b\u202e\\x'), maxLength: 60 }),
        fc.integer({ min: 1, max: 7 }),
        (text, size) => {
          expect(inPieces(text, size)).toMatch(/^(?:[^\0-\x08\x0b-\x1f\x7f-\x9f\u202e]|\x1b\[[0-9;:]*m)*$/);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
