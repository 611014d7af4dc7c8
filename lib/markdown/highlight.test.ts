import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { highlight } from './highlight';
import { textOf } from './text-of';

it('colours by classes, never by styles', async () => {
  const drawn = await highlight('select 1 -- x', 'SQL');
  expect(drawn.properties).toEqual({ className: ['code'], dataLanguage: 'sql', tabIndex: 0 });
  expect(JSON.stringify(drawn)).toContain('"className":["tok-keyword"]');
  expect(JSON.stringify(drawn)).not.toContain('style');
});

it.each([['cobol'], [null], ['constructor'], ['text']])('leaves %s without colours', async (language) => {
  expect((await highlight('MOVE 1 TO x', language)).children).toMatchObject([
    { tagName: 'code', children: [{ type: 'text', value: 'MOVE 1 TO x' }] },
  ]);
});

it('loses no character', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.constantFrom('sql', 'sh', 'yaml', 'json', 'http'), async (code, language) => {
      expect(textOf(await highlight(code, language)).replace(/\r/g, '')).toBe(code.replace(/\r\n?|\n/g, (end) => end.replace(/\r/g, '')));
    }),
    { numRuns: 60 },
  );
}, 60_000);

const luminance = (hex: string) => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (a: string, b: string) => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};

it('has colours that can be read, in light and in dark', async () => {
  const css = await readFile('lib/markdown/highlight.css', 'utf8');
  const ground = await readFile('app/globals.css', 'utf8');
  const schemes = css.split('@media (prefers-color-scheme: dark)');
  const sunken = [...ground.matchAll(/--sunken: (#[0-9a-f]{6})/g)].map((match) => match[1] ?? '');
  expect(sunken).toHaveLength(2);
  for (const [index, scheme] of schemes.entries()) {
    const colours = [...scheme.matchAll(/--tok-[a-z]+: (#[0-9a-f]{6})/g)].map((match) => match[1] ?? '');
    expect(colours).toHaveLength(8);
    for (const colour of colours) expect(contrast(colour, sunken[index] ?? '')).toBeGreaterThanOrEqual(4.5);
  }
});
